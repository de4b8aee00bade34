using System.Text;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Xinheng.Model.Collection;
using Xinheng.Model.Law;
using Xinheng.Model.People;
using Xinheng.Platform;
using Xinheng.Platform.Catalogue.Publishing;
using Xinheng.Platform.Collection;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Journal;
using Xinheng.Platform.Law;
using Xinheng.Platform.People;

namespace Xinheng.Testing;

/// <summary>A whole platform over a database of its own: the fictional province, the draft catalogue, one authority with a maker and a reviewer.</summary>
public sealed class TestPlatform : IAsyncDisposable
{
    public static readonly string Authority = PenaltyFile.Code("11990100", 900_001);
    public static readonly string OtherAuthority = PenaltyFile.Code("11990100", 900_002);

    private readonly ServiceProvider services;

    private TestPlatform(ServiceProvider services, Database database, TestClock clock, string folder) =>
        (this.services, Database, Clock, Folder) = (services, database, clock, folder);

    public Database Database { get; }

    public TestClock Clock { get; }

    public string Folder { get; }

    public required Caller Maker { get; init; }

    public required Caller Reviewer { get; init; }

    public T Get<T>() where T : notnull => services.GetRequiredService<T>();

    /// <summary>The repository's root, where catalogue packs and law stand.</summary>
    public static string Root { get; } = FindRoot();

    /// <param name="other">What this installation has otherwise than the shipped files say.</param>
    public static async Task<TestPlatform> CreateAsync(Action<IServiceCollection>? other = null)
    {
        var database = await TestDatabase.CreateAsync();
        var clock = new TestClock();
        var folder = Directory.CreateTempSubdirectory("xinheng-platform-").FullName;
        var options = new XinhengOptions { DataDirectory = folder, CatalogueDirectory = Path.Combine(Root, "catalogue") };
        var collection = new ServiceCollection()
            .AddXinheng(options, database)
            .AddSingleton<TimeProvider>(clock)
            .AddSingleton<JobFaults>()
            .AddSingleton<ILogger<JobRunner>>(s => s.GetRequiredService<JobFaults>())
            .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
        other?.Invoke(collection);
        var services = collection.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
        services.GetRequiredService<KeyRing>().CreateMissing();
        await services.GetRequiredService<LoadLaw>().RunAsync(services.GetRequiredService<LawBook>(), Caller.TheProgram.Actor, default);
        var source = CatalogueSource.Read(Path.Combine(Root, "catalogue", "packs", "national-draft"));
        _ = (await services.GetRequiredService<PublishCatalogue>().RunAsync(source, Caller.TheProgram, default)).Value;
        foreach (var (code, name) in new[] { (Authority, "云汀市市场监督管理局"), (OtherAuthority, "云汀市生态环境局") })
        {
            _ = (await services.GetRequiredService<RegisterOrganisation>().RunAsync(new(code, name, "990100"), Caller.TheProgram, default)).Value;
        }

        var platform = new TestPlatform(services, database, clock, folder)
        {
            Maker = await AppointAsync(services, "maker", Role.Maker),
            Reviewer = await AppointAsync(services, "reviewer", Role.Reviewer),
        };

        // SQL asks the day too: without this, what is public in a test would end with a real day.
        await platform.SetTodayAsync(new DateOnly(2026, 6, 15));
        return platform;
    }

    /// <summary>Hands a text in as CSV, checks it, and leaves it to be approved.</summary>
    public async Task<Submission> SubmitAsync(string item, string csv, Caller? caller = null, Encoding? encoding = null)
    {
        using var content = new MemoryStream((encoding ?? new UTF8Encoding(false)).GetBytes(csv));
        return await SubmitAsync(item, content, SubmissionFormat.Csv, caller);
    }

    public async Task<Submission> SubmitAsync(string item, Stream content, SubmissionFormat format, Caller? caller = null)
    {
        var by = caller ?? Maker;
        var received = (await Get<ReceiveSubmission>().RunAsync(new(item, by.Actor.Organisation!, format, content), by, default)).Value;
        await DrainAsync();
        return (await Get<Submissions>().FindAsync(received.Id, Caller.TheProgram, default)).Value;
    }

    /// <summary>One more account, with one role.</summary>
    public Task<Caller> AppointAsync(string name, Role role, string? organisation = null) =>
        AppointAsync(services, name, role, organisation ?? Authority);

    /// <summary>Approves and enters.</summary>
    public async Task<Submission> ApproveAsync(Submission submission, Caller? caller = null)
    {
        _ = (await Get<ApproveSubmission>().RunAsync(new(submission.Key, null), caller ?? Reviewer, default)).Value;
        await DrainAsync();
        await Get<Sealer>().SealAsync(default);
        return (await Get<Submissions>().FindAsync(submission.Key, Caller.TheProgram, default)).Value;
    }

    /// <summary>Runs all jobs that are due; a job that fails fails the test.</summary>
    public async Task DrainAsync()
    {
        await Get<JobRunner>().DrainAsync(default);
        Get<JobFaults>().ThrowFirst();
    }

    /// <summary>What SQL takes for today follows the clock from here on.</summary>
    public async Task SetTodayAsync(DateOnly today)
    {
        Clock.Set(new DateTimeOffset(today.ToDateTime(new TimeOnly(10, 0)), TimeSpan.FromHours(8)));
        await using var connection = await Database.Owner.OpenConnectionAsync();
        await connection.ExecuteAsync("""
            insert into foundation.simulated_clock (today) values (@today)
                on conflict (only_row) do update set today = @today
            """, new { today });
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await Database.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    private static async Task<Caller> AppointAsync(ServiceProvider services, string name, Role role, string? organisation = null)
    {
        _ = (await services.GetRequiredService<AppointAccount>().RunAsync(
            new(name, organisation ?? Authority, "correct horse battery", new AccountHolder("云某", name)), Caller.TheProgram, default)).Value;
        _ = (await services.GetRequiredService<GrantRole>().RunAsync(new(name, role), Caller.TheProgram, default)).Value;
        return (await services.GetRequiredService<Accounts>().FindAsync(name, default))!;
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Xinheng.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("The tests run inside the repository.");
    }
}
