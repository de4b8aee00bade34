using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Xinheng.Model.Collection;
using Xinheng.Model.Foundation;
using Xinheng.Model.Law;
using Xinheng.Model.People;
using Xinheng.Model.Records;
using Xinheng.Platform;
using Xinheng.Platform.Catalogue.Publishing;
using Xinheng.Platform.Collection;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Journal;
using Xinheng.Platform.Law;
using Xinheng.Platform.People;
using Xinheng.Platform.Records;
using Xinheng.Testing;

namespace Xinheng.Bench;

/// <summary>A platform over a database of its own, on the real clock: one authority, a maker and a reviewer.</summary>
internal sealed class World : IAsyncDisposable
{
    /// <summary>Every so-manyth organisation was renamed once.</summary>
    public const int RenamedEvery = 50;

    private readonly ServiceProvider services;
    private readonly Caller maker;

    private World(ServiceProvider services, XinhengOptions options, Database database, Caller maker, Caller reviewer)
    {
        (this.services, this.maker, Reviewer) = (services, maker, reviewer);
        (Options, Database) = (options, database);
        Files = new Files(options.DataDirectory, DateOnly.FromDateTime(DateTime.Now));
    }

    /// <summary>Decides for the authority.</summary>
    public Caller Reviewer { get; }

    public XinhengOptions Options { get; }

    public Database Database { get; }

    public Files Files { get; }

    public int Organisations { get; private set; }

    public T Get<T>() where T : notnull => services.GetRequiredService<T>();

    public static async Task<World> CreateAsync()
    {
        var database = await TestDatabase.CreateAsync();
        var options = new XinhengOptions
        {
            DataDirectory = Directory.CreateTempSubdirectory("xinheng-bench-").FullName,
            CatalogueDirectory = Path.Combine(TestPlatform.Root, "catalogue"),
        };
        var services = new ServiceCollection()
            .AddXinheng(options, database)
            .AddSingleton(TimeProvider.System)
            .AddSingleton<JobFaults>()
            .AddSingleton<ILogger<JobRunner>>(s => s.GetRequiredService<JobFaults>())
            .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
            .BuildServiceProvider();
        services.GetRequiredService<KeyRing>().CreateMissing();
        await services.GetRequiredService<LoadLaw>().RunAsync(services.GetRequiredService<LawBook>(), Caller.TheProgram.Actor, default);
        var source = CatalogueSource.Read(Path.Combine(TestPlatform.Root, "catalogue", "packs", "national-draft"));
        _ = (await services.GetRequiredService<PublishCatalogue>().RunAsync(source, Caller.TheProgram, default)).Value;
        _ = (await services.GetRequiredService<RegisterOrganisation>().RunAsync(
            new(TestPlatform.Authority, "云汀市市场监督管理局", "990100"), Caller.TheProgram, default)).Value;
        return new World(services, options, database,
            await AppointAsync(services, "maker", Role.Maker), await AppointAsync(services, "reviewer", Role.Reviewer));
    }

    /// <summary>Registers so many organisations; some of them under a former name first.</summary>
    public async Task RegisterAsync(int organisations)
    {
        Organisations = organisations;
        foreach (var part in Enumerable.Range(0, organisations).Chunk(BenchOptions.PerSubmission))
        {
            await TakeInAsync("REG_ENT", Files.Registrations(part), part.Length);
        }

        await ExecuteAsync("analyze");
    }

    /// <summary>Those that were renamed are registered under their present names.</summary>
    public async Task RenameAsync()
    {
        var renamed = Enumerable.Range(0, Organisations).Where(n => n % RenamedEvery == 0).ToList();
        await TakeInAsync("REG_ENT", Files.Registrations(renamed, renamed: true), renamed.Count);
    }

    /// <summary>A file's whole way in, through the real acts; returns how long that took, writing the file not counted.</summary>
    public async Task<TimeSpan> TakeInAsync(string item, string path, int rows)
    {
        var clock = Stopwatch.StartNew();
        SubmissionId id;
        await using (var content = File.OpenRead(path))
        {
            id = (await Get<ReceiveSubmission>().RunAsync(
                new(item, TestPlatform.Authority, SubmissionFormat.Csv, content), maker, default)).Value.Id;
        }

        var received = clock.Elapsed;
        await DrainAsync();
        var looked = clock.Elapsed - received;
        _ = (await Get<ApproveSubmission>().RunAsync(new(id, null), Reviewer, default)).Value;
        await DrainAsync();
        await Get<Sealer>().SealAsync(default);
        clock.Stop();
        var entered = clock.Elapsed - received - looked;
        Bench.Say($"{item}: {rows:N0} rows received in {received.TotalSeconds:0.0} s, checked in {looked.TotalSeconds:0.0} s, entered in {entered.TotalSeconds:0.0} s");

        File.Delete(path);
        var done = (await Get<Submissions>().FindAsync(id, Caller.TheProgram, default)).Value;
        return done.Entered + done.Corrected == rows
            ? clock.Elapsed
            : throw new InvalidOperationException($"{rows} rows went in, {done.Entered} + {done.Corrected} came out.");
    }

    /// <summary>Takes a record off the portal, as the reviewer of its authority does.</summary>
    public async Task WithdrawAsync(Guid record) => _ = (await Get<WithdrawRecord>().RunAsync(
        new(new RecordId(record), WithdrawalKind.Mistake, "原决定被撤销", "云市监撤〔2026〕1号", null), Reviewer, default)).Value;

    public async Task ExecuteAsync(string sql)
    {
        await using var connection = await Database.Owner.OpenConnectionAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync();
    }

    public async Task<T> AskAsync<T>(string sql)
    {
        await using var connection = await Database.Owner.OpenConnectionAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await Database.DisposeAsync();
        Directory.Delete(Options.DataDirectory, recursive: true);
    }

    private async Task DrainAsync()
    {
        await Get<JobRunner>().DrainAsync(default);
        Get<JobFaults>().ThrowFirst();
    }

    private static async Task<Caller> AppointAsync(ServiceProvider services, string name, Role role)
    {
        _ = (await services.GetRequiredService<AppointAccount>().RunAsync(
            new(name, TestPlatform.Authority, "correct horse battery", new AccountHolder("云某", name)), Caller.TheProgram, default)).Value;
        _ = (await services.GetRequiredService<GrantRole>().RunAsync(new(name, role), Caller.TheProgram, default)).Value;
        return (await services.GetRequiredService<Accounts>().FindAsync(name, default))!;
    }
}
