using Xinheng.Model.Law;
using Xinheng.Model.People;
using Xinheng.Platform;
using Xinheng.Platform.Catalogue.Publishing;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Law;
using Xinheng.Platform.People.SigningIn;

namespace Xinheng.Web.Commands;

/// <summary>An opened installation: settings read, database reached, rooms composed. Every command works on one.</summary>
internal sealed class Installation : IAsyncDisposable
{
    private readonly ServiceProvider services;

    private Installation(XinhengOptions options, Database database, ServiceProvider services) =>
        (Options, Database, this.services) = (options, database, services);

    public XinhengOptions Options { get; }

    public Database Database { get; }

    public T Get<T>() where T : notnull => services.GetRequiredService<T>();

    /// <summary>Settings from appsettings.json beside the program, from the folder of secrets, and the environment.</summary>
    public static IConfigurationBuilder Settings() => Settings(secrets: Settings(secrets: null).Build()["SecretsDirectory"]);

    private static IConfigurationBuilder Settings(string? secrets) => SecretFiles
        .Add(new ConfigurationBuilder().AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true), secrets)
        .AddEnvironmentVariables("XINHENG__");

    public static XinhengOptions ReadOptions(IConfiguration settings)
    {
        var plain = new XinhengOptions();
        return plain with
        {
            Database = settings["Database"],
            PortalDatabase = settings["PortalDatabase"],
            SecretsDirectory = settings["SecretsDirectory"],
            DataDirectory = settings["DataDirectory"] ?? plain.DataDirectory,
            KeysDirectory = settings["KeysDirectory"],
            CatalogueDirectory = settings["CatalogueDirectory"],
            PostgresBinaries = settings["PostgresBinaries"],
            Jurisdiction = settings["Jurisdiction"] ?? plain.Jurisdiction,
            Origin = settings["Origin"] ?? plain.Origin,
            SecondFactor = settings["SecondFactor"] ?? plain.SecondFactor,
            LinkHosts = settings["LinkHosts"],
        };
    }

    /// <summary>Opens it ready for work: migrated, with keys, with its law on record and a catalogue in force.</summary>
    public static async Task<Installation> OpenAsync(CancellationToken ct)
    {
        var installation = await OpenBareAsync(ct);
        await installation.PrepareAsync(ct);
        return installation;
    }

    /// <summary>Opens it as it is; nothing is migrated, made or loaded.</summary>
    public static async Task<Installation> OpenBareAsync(CancellationToken ct)
    {
        var options = ReadOptions(Settings().Build());
        var database = await Database.OpenAsync(options, ct);
        var services = new ServiceCollection()
            .AddXinheng(options, database)
            .AddLogging(Quiet)
            .BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
        return new Installation(options, database, services);
    }

    /// <summary>First day and every day: what is missing is made, what is there stays.</summary>
    public async Task PrepareAsync(CancellationToken ct)
    {
        _ = Get<FactorRule>();   // a setting that cannot be read is refused now, not at somebody's sign-in
        await Get<Migrations>().RunAsync(ct);
        await Get<Platform.Journal.CreateKeys>().RunAsync(Caller.CommandLine().Actor, ct);
        await Get<LoadLaw>().RunAsync(Get<LawBook>(), Caller.CommandLine().Actor, ct);
        var source = CatalogueSource.Read(Path.Combine(CatalogueFolder.Of(Options), "packs", "national-draft"));
        var published = await Get<PublishCatalogue>().RunAsync(source, Caller.CommandLine(), ct);
        if (published.IsRefused && published.Refusals[0].Code == "catalogue.load-would-undo")
        {
            return; // what was published from the editor stands above the shipped files
        }

        if (published.IsRefused)
        {
            throw new UnusableException(published.Refusals[0]);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await Database.DisposeAsync();
    }

    // Logs go to the error stream, so that what a command answers stays clean.
    private static void Quiet(ILoggingBuilder logging) => logging
        .SetMinimumLevel(LogLevel.Warning)
        .AddSimpleConsole(console => console.SingleLine = true)
        .Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(o => o.LogToStandardErrorThreshold = LogLevel.Trace);
}
