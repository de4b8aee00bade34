using System.Globalization;
using Dapper;
using Xinheng.Model.Catalogue;
using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Model.Records;
using Xinheng.Platform.Catalogue.Publishing;
using Xinheng.Platform.Collection;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Journal;
using Xinheng.Platform.Records;
using Xinheng.Platform.Tests.Records;
using Xinheng.Testing;

namespace Xinheng.Platform.Tests.Disclosure;

/// <summary>
/// A clock run day by day over 2026-04-01, when Order 36 takes the place of Order 58: what entered before is public for as
/// long as old and new law both allow, by a table written by hand.
/// </summary>
public sealed class NewLawTests : IAsyncLifetime
{
    private static readonly DateOnly FirstDay = new(2026, 3, 16);
    private static readonly DateOnly LastDay = new(2029, 4, 2);

    // Decided, class, handed in, the end it gave, first day public, first day gone, the end stored at last, why.
    private static readonly Case[] Table =
    [
        new("A", "2025-06-01", "一般", "2026-03-20", "2028-06-01", "2026-03-20", "2026-06-01", "2026-06-01", "旧规三年至2028-06-01，新规一年，从早"),
        new("B", "2025-03-10", "一般", "2026-03-20", "2028-03-10", "2026-03-20", "2026-04-01", "2026-03-10", "新规施行时已满一年，当日停止"),
        new("C", "2024-05-10", "严重", "2026-03-21", "2027-05-10", "2026-03-21", "2027-05-10", "2027-05-10", "新旧都是三年"),
        new("D", "2025-06-15", "一般", "2026-03-20", "2026-05-01", "2026-03-20", "2026-05-01", "2026-05-01", "填写的截止日更早，不延长"),
        new("E", "2023-05-01", "一般", "2026-03-20", "2026-05-01", "2026-03-20", "2026-04-01", "2024-05-01", "旧规首日的决定，旧规至2026-05-01"),
        new("F", "2026-02-10", "轻微", "2026-03-20", "2029-02-10", "", "", "2026-05-10", "轻微不公示；库内截止日由三年缩为三个月"),
        new("G", "2026-01-15", "一般", "2026-03-22", "2029-01-15", "2026-04-15", "2027-01-15", "2027-01-15", "他单位认定，新规施行后才确认")
            { ByOther = true, Later = [("2026-04-15", "确认2")] },
        new("H", "2025-12-01", "一般", "2026-03-20", "2028-12-01", "2026-03-20", "2026-12-01", "2026-12-01", "撤下期间新规施行，恢复后按新规")
            { Later = [("2026-03-25", "撤下"), ("2026-04-10", "恢复")], HiddenFrom = "2026-03-25", HiddenTo = "2026-04-10" },
        new("I", "2026-03-01", "一般", "2026-03-30", "2029-03-01", "2026-04-02", "2027-03-01", "2027-03-01", "旧规时报送，新规时才审核入库")
            { Approved = "2026-04-02" },
        new("J", "2026-01-01", "严重", "2026-03-20", "2026-12-31", "2026-03-20", "2026-12-31", "2026-12-31", "填写的截止日早于新旧两规"),
        new("K", "2025-09-09", "一般", "2026-03-20", "2028-09-09", "2026-03-25", "2026-09-09", "2026-09-09", "旧规时确认为一般，三年缩为一年")
            { ByOther = true, Later = [("2026-03-25", "确认2")] },
        new("L", "2025-09-09", "一般", "2026-03-20", "2028-09-09", "2026-03-25", "2028-09-09", "2028-09-09", "旧规时确认为严重，新旧都是三年")
            { ByOther = true, Later = [("2026-03-25", "确认3")] },
        new("M", "2026-03-31", "一般", "2026-03-31", "2029-03-31", "2026-03-31", "2027-03-31", "2027-03-31", "旧规末日决定并报送"),
        new("N", "2026-04-01", "一般", "2026-04-01", "2027-04-01", "2026-04-01", "2027-04-01", "2027-04-01", "新规首日决定并报送"),
        new("O", "2026-03-31", "严重", "2026-03-31", "2029-03-31", "2026-03-31", "2029-03-31", "2029-03-31", "旧规末日的严重，三年"),
    ];

    private readonly Dictionary<Guid, Case> entered = [];
    private readonly Dictionary<Case, Submission> waiting = [];
    private TestPlatform platform = null!;
    private Caller decider = null!;
    private CatalogueItem item = null!;

    private sealed record Case(
        string Id, string DecidedOn, string Severity, string HandedIn, string GivenEnd, string FirstPublic, string FirstGone, string StoredEnd, string Why)
    {
        public bool ByOther { get; init; }

        public string Approved { get; init; } = HandedIn;

        public (string On, string What)[] Later { get; init; } = [];

        public string? HiddenFrom { get; init; }

        public string? HiddenTo { get; init; }

        public int Number => 3000 + Id[0];

        // Dates written alike compare like texts: nothing of the code under test is used.
        public bool IsPublicOn(string day) => FirstPublic.Length > 0
            && string.CompareOrdinal(day, FirstPublic) >= 0 && string.CompareOrdinal(day, FirstGone) < 0
            && !(HiddenFrom is not null && string.CompareOrdinal(day, HiddenFrom) >= 0 && string.CompareOrdinal(day, HiddenTo) < 0);
    }

    public async ValueTask InitializeAsync()
    {
        platform = await TestPlatform.CreateAsync();
        decider = await platform.StrangerAsync();
        item = (await platform.Get<CatalogueInForce>().CurrentAsync(default)).Pack.Find("CF_LP")!;
        await platform.SetTodayAsync(FirstDay);
    }

    public async ValueTask DisposeAsync() => await platform.DisposeAsync();

    [Fact]
    public async Task Each_record_is_public_on_the_days_that_old_and_new_law_both_allow()
    {
        List<string> wrong = [];
        await using var portal = await platform.Database.Portal.OpenConnectionAsync();
        for (var date = FirstDay; date <= LastDay; date = date.AddDays(1))
        {
            await platform.SetTodayAsync(date);
            await platform.Get<DailyJobs>().EnqueueAsync(default);
            await platform.DrainAsync();
            var day = date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            await LiveAsync(day);

            var seen = (await portal.QueryAsync<Guid>("select record_id from publication.record"))
                .Select(id => entered[id].Id).Order(StringComparer.Ordinal).ToList();
            var expected = Table.Where(c => c.IsPublicOn(day)).Select(c => c.Id).ToList();
            wrong.AddRange(seen.Except(expected).Select(id => $"{day} {id} is shown and should not be"));
            wrong.AddRange(expected.Except(seen).Select(id => $"{day} {id} should be shown and is not"));
            Assert.True(wrong.Count < 20, string.Join('\n', wrong));
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        await EndsAreAsWrittenAsync();
        Assert.Empty((await platform.Get<Verify>().RunAsync(null, default)).Value.Findings);
    }

    private async Task EndsAreAsWrittenAsync()
    {
        await using var connection = await platform.Database.Owner.OpenConnectionAsync();
        var ends = await connection.QueryAsync<(Guid Id, DateOnly End)>("select record_id, public_until from records.record");
        Assert.Equal(Table.Select(c => (c.Id, c.StoredEnd)),
            ends.Select(e => (entered[e.Id].Id, e.End.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))).OrderBy(e => e.Id, StringComparer.Ordinal));

        // One act on the day the rule began, and one the day after the row that was handed in before and entered after.
        Assert.Equal(["2026-04-01 8", "2026-04-03 1"], await connection.QueryAsync<string>("""
            select (at at time zone 'Asia/Shanghai')::date || ' ' || (content->'facts'->>'shortened')
              from journal.entry where power = 'records.follow-law' order by at
            """));
        Assert.All(await connection.QueryAsync<string>("select standing->>'reason' from records.revision where standing->>'operation' = 'follow-law'"),
            reason => Assert.Contains("第36号", reason, StringComparison.Ordinal));
    }

    private async Task LiveAsync(string day)
    {
        foreach (var row in Table.Where(c => c.HandedIn == day))
        {
            waiting[row] = await HandInAsync(row);
        }

        foreach (var row in Table.Where(c => c.Approved == day))
        {
            await platform.ApproveAsync(waiting[row]);
            await using var connection = await platform.Database.Owner.OpenConnectionAsync();
            foreach (var id in await connection.QueryAsync<Guid>("select record_id from records.record"))
            {
                entered.TryAdd(id, row);
            }
        }

        foreach (var (row, what) in Table.SelectMany(c => c.Later.Where(e => e.On == day).Select(e => (c, e.What))))
        {
            await HappenAsync(new RecordId(entered.Single(e => e.Value == row).Key), what);
        }
    }

    private async Task<Submission> HandInAsync(Case row)
    {
        List<(string, string)> fields =
        [
            (item.Column(FieldRole.DecidedOn)!, row.DecidedOn), ("CF_GSJZQ", row.GivenEnd), ("CF_SXFL", row.Severity), ("CF_YXQ", "2030-12-31"),
        ];
        if (row.ByOther)
        {
            fields.Add((item.Column(FieldRole.AuthorityCode)!, "OTHER"));
        }

        var submission = await platform.SubmitAsync("CF_LP", RowOfItem.Csv(item, row.Number, fields));
        Assert.True((submission.Entered, submission.Refused) == (1, 0), $"{row.Id} is refused");
        return submission;
    }

    private async Task HappenAsync(RecordId record, string what)
    {
        switch (what)
        {
            case "撤下":
                _ = (await platform.Get<WithdrawRecord>().RunAsync(new(record, WithdrawalKind.Mistake, "复议撤销", "云府复〔2026〕3号", null), platform.Reviewer, default)).Value;
                break;
            case "恢复":
                _ = (await platform.Get<RestoreRecord>().RunAsync(new(record, "判决维持", "云行终〔2026〕8号"), platform.Reviewer, default)).Value;
                break;
            default:
                var severity = (Severity)int.Parse(what[^1..], CultureInfo.InvariantCulture);
                _ = (await platform.Get<ConfirmSeverity>().RunAsync(new(record, severity), decider, default)).Value;
                break;
        }
    }
}
