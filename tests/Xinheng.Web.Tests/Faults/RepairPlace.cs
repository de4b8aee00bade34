using System.Globalization;
using System.Net;
using Dapper;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Platform.Cases.Repairing;
using Xinheng.Platform.Journal;
using Xinheng.Platform.Procedures;
using Xinheng.Testing;

namespace Xinheng.Web.Tests.Faults;

/// <summary>Firms that asked for the repair of their penalties five weeks ago, by the clock of the machine, and nobody answered; served by the real executable.</summary>
internal sealed class RepairPlace : IAsyncDisposable
{
    public const int Firms = 6;

    private const string Decider = "decider";
    private const string Password = "correct horse battery";

    private readonly List<Child> programs = [];

    private RepairPlace(TestPlatform platform) => Platform = platform;

    public TestPlatform Platform { get; }

    /// <summary>Accepted, each of a firm of its own.</summary>
    public List<CaseId> Accepted { get; } = [];

    public static async Task<RepairPlace> MakeAsync()
    {
        var place = new RepairPlace(await TestPlatform.CreateAsync());
        var (platform, today) = (place.Platform, DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().Date));
        Assert.SkipUnless(
            File.Exists(Path.Combine(TestPlatform.Root, "catalogue", "law", "calendars", "fictional", $"{today.Year}.yaml")), $"No calendar of {today.Year} is shipped.");
        var (decided, asked) = (today.AddDays(-150), today.AddDays(-35));
        await platform.SetTodayAsync(asked);
        var penalties = new PenaltyFile();
        for (var firm = 1; firm <= Firms; firm++)
        {
            penalties.Add(firm, firm, row => (row["CF_JDRQ"], row["CF_YXQ"], row["CF_GSJZQ"]) = (Date(decided), Date(decided.AddYears(1)), Date(decided.AddYears(1))));
        }

        await platform.ApproveAsync(await platform.SubmitAsync("CF_LP", penalties.ToString()));
        await using var connection = await platform.Database.Owner.OpenConnectionAsync();
        foreach (var (record, subject) in await connection.QueryAsync<(Guid, Guid)>("select record_id, subject_id from records.record"))
        {
            using var pdf = new MemoryStream("%PDF-1.4 receipt"u8.ToArray());
            var papers = (await platform.Get<CaseDocuments>().KeepAsync([new("凭证.pdf", pdf)], default)).Value;
            var firm = new Caller(new Actor(ActorKind.Subject, null, "firm", null), new HashSet<Role> { Role.EnterpriseUser }) { Self = new SubjectId(subject) };
            var filed = (await platform.Get<FileRepair>().RunAsync(new([new RecordId(record)], "罚款已经缴清。", true, papers), firm, default)).Value.Single().Case;
            _ = (await platform.Get<AcceptRepair>().RunAsync(new(filed), platform.Reviewer, default)).Value;
            place.Accepted.Add(filed);
        }

        // From here on it is today.
        await connection.ExecuteAsync("delete from foundation.simulated_clock");
        platform.Clock.Set(TimeProvider.System.GetUtcNow());
        _ = await platform.AppointAsync(Decider, Role.Reviewer);
        await platform.Get<Sealer>().SealAsync(default);
        return place;
    }

    public async Task<ServedPlace> ServeAsync()
    {
        var program = Child.Start(Platform.Folder, ["serve", "--urls", "http://127.0.0.1:0"], new Dictionary<string, string>
        {
            ["XINHENG__Database"] = Platform.Database.Url, ["XINHENG__PublicCostPerMinute"] = "0", ["XINHENG__SecondFactor"] = "offered",
        });
        programs.Add(program);
        return await ServedPlace.StartAsync(program);
    }

    /// <summary>The reviewer of the determining body says yes, in the browser: the status of the answer, or null when there was none.</summary>
    public static async Task<HttpStatusCode?> GrantAsync(ServedPlace site, CaseId id)
    {
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() })
        {
            BaseAddress = site.Client.BaseAddress,
        };
        using var signed = await StaffSite.PostFormAsync(client, "/sign-in", "/sign-in", ("name", Decider), ("password", Password), ("to", ""));
        Assert.Equal(HttpStatusCode.Redirect, signed.StatusCode);
        try
        {
            using var granted = await StaffSite.PostFormAsync(client, $"/work/repairs/{id}", $"/work/repairs/{id}/grant", ("verified", "yes"), ("reason", ""));
            return granted.StatusCode;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    public async Task<T> AskAsync<T>(string sql, object? about = null)
    {
        await using var connection = await Platform.Database.Owner.OpenConnectionAsync();
        return (await connection.ExecuteScalarAsync<T>(sql, about))!;
    }

    public async Task<IReadOnlyList<string>> FindingsAsync()
    {
        await Platform.Get<Sealer>().SealAsync(default);
        return [.. (await Platform.Get<Xinheng.Platform.Journal.Verify>().RunAsync(null, default)).Value.Findings.Select(f => f.Code).Distinct()];
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var program in programs)
        {
            await program.DisposeAsync();
        }

        await Platform.DisposeAsync();
    }

    private static string Date(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
