using System.Globalization;
using Dapper;
using Xinheng.Model.Catalogue;
using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Model.Records;
using Xinheng.Platform.Catalogue.Publishing;
using Xinheng.Platform.Collection;
using Xinheng.Platform.Records;
using Xinheng.Platform.Tests.Records;
using Xinheng.Testing;

namespace Xinheng.Platform.Tests.Disclosure;

/// <summary>
/// A clock run over three years, day by day: strangers can read each record on exactly the days that a table written by
/// hand, readable without any code (<c>three-years.csv</c>), says they may.
/// </summary>
public sealed class ThreeYearsTests : IAsyncLifetime
{
    private static readonly DateOnly FirstDay = new(2026, 4, 1);
    private static readonly DateOnly LastDay = new(2029, 3, 31);
    private static readonly IReadOnlyList<GoldenRow> Golden = GoldenRow.Read();

    // Which column says how long, by item: the table has one column for all of them.
    private static readonly Dictionary<string, string> EndColumns = new()
    {
        ["CF_LP"] = "CF_GSJZQ", ["MD_YZSX"] = "MD_QX", ["XK_LP"] = "XK_YXQZI", ["RY_BZ"] = "RY_YXQ", ["SW_DJ"] = "DJ_YXQ",
        ["CN_CNS"] = "CN_YXQ", ["AQ_SC"] = "AQ_YXQ",
    };

    private readonly Dictionary<Guid, GoldenRow> entered = [];
    private TestPlatform platform = null!;
    private Caller decider = null!;
    private InForce catalogue = null!;

    public async ValueTask InitializeAsync()
    {
        platform = await TestPlatform.CreateAsync();
        decider = await platform.StrangerAsync();
        catalogue = await platform.Get<CatalogueInForce>().CurrentAsync(default);
    }

    public async ValueTask DisposeAsync() => await platform.DisposeAsync();

    [Fact]
    public async Task Each_record_is_public_exactly_on_the_days_the_rules_say()
    {
        List<string> wrong = [];
        var days = 0;
        await using var portal = await platform.Database.Portal.OpenConnectionAsync();
        for (var day = FirstDay; day <= LastDay; day = day.AddDays(1), days++)
        {
            await platform.SetTodayAsync(day);
            await LiveAsync(day);

            var seen = (await portal.QueryAsync<Guid>("select record_id from publication.record"))
                .Select(id => entered[id].Id).Order(StringComparer.Ordinal).ToList();
            var expected = Golden.Where(r => r.IsPublicOn(day)).Select(r => r.Id).ToList();
            wrong.AddRange(seen.Except(expected).Select(id => $"{day:yyyy-MM-dd} {id} is shown and should not be"));
            wrong.AddRange(expected.Except(seen).Select(id => $"{day:yyyy-MM-dd} {id} should be shown and is not"));
            Assert.True(wrong.Count < 20, string.Join('\n', wrong));
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.Equal(1096, days);
        Assert.Equal(Golden.Where(r => !r.IsReturned).Select(r => r.Id), entered.Values.Select(r => r.Id).Order(StringComparer.Ordinal));
        await EndsAreAsWrittenAsync();
    }

    [Fact]
    public void The_table_itself_holds_what_the_rules_were_doubted_on()
    {
        Assert.InRange(Golden.Count, 40, 100);
        Assert.Equal(Golden.Count, Golden.Select(r => r.Id).Distinct().Count());
        Assert.All(Golden, r => Assert.NotEmpty(r.Why));
        Assert.Contains(Golden, r => r.DecidedOn == "2026-11-30" && r.FirstGone == "2027-02-28");
        Assert.Contains(Golden, r => r.DecidedOn == "2028-02-29" && r.FirstGone == "2029-02-28");
        // Nothing adverse is public three years after its document, whatever was handed in.
        Assert.All(Golden.Where(r => r.Severity.Length > 0), r => Assert.False(r.IsPublicOn(
            DateOnly.Parse(r.DecidedOn, CultureInfo.InvariantCulture).AddMonths(36))));
    }

    private async Task LiveAsync(DateOnly day)
    {
        foreach (var row in Golden.Where(r => r.HandedIn == day))
        {
            await HandInAsync(row, []);
        }

        foreach (var row in Golden)
        {
            foreach (var (_, what, argument) in row.Later.Where(e => e.On == day))
            {
                await HappenAsync(row, what, argument);
            }
        }
    }

    private async Task HandInAsync(GoldenRow row, IReadOnlyList<(string, string)> changes)
    {
        var item = catalogue.Pack.Find(row.Item)!;
        List<(string Field, string Value)> fields = [(item.Column(FieldRole.DecidedOn)!, row.DecidedOn)];
        if (EndColumns.TryGetValue(row.Item, out var end))
        {
            fields.Add((end, row.GivenEnd));
        }

        fields.AddRange(row.Item switch
        {
            "CF_LP" => [("CF_SXFL", row.Severity), ("CF_YXQ", "2030-12-31")],
            "XK_LP" => [("XK_YXQZ", row.DecidedOn)],
            _ => [],
        });
        var csv = RowOfItem.Csv(item, 2000 + row.Number, [.. fields, .. row.Fields, .. changes], row.AboutPerson);
        var submission = await platform.SubmitAsync(row.Item, csv);
        Assert.True(submission.Refused == (row.IsReturned ? 1 : 0) && submission.Held == 0,
            $"{row.Id}: {submission.Refused} refused, {submission.Held} held: {await WhyAsync(submission)}");
        if (row.IsReturned)
        {
            Assert.Contains(row.Why[..3], await WhyAsync(submission), StringComparison.Ordinal);
            return;
        }

        await platform.ApproveAsync(submission);
        await using var connection = await platform.Database.Owner.OpenConnectionAsync();
        foreach (var id in await connection.QueryAsync<Guid>("select record_id from records.record"))
        {
            entered.TryAdd(id, row);
        }
    }

    private async Task HappenAsync(GoldenRow row, string what, string argument)
    {
        var record = new RecordId(entered.Single(e => e.Value == row).Key);
        switch (what)
        {
            case "撤下":
                _ = (await platform.Get<WithdrawRecord>().RunAsync(new(record, WithdrawalKind.Mistake, "复议撤销", "云府复〔2026〕3号", null), platform.Reviewer, default)).Value;
                break;
            case "恢复":
                _ = (await platform.Get<RestoreRecord>().RunAsync(new(record, "判决维持", "云行终〔2026〕8号"), platform.Reviewer, default)).Value;
                break;
            case "确认":
                var severity = (Severity)int.Parse(argument, CultureInfo.InvariantCulture);
                _ = (await platform.Get<ConfirmSeverity>().RunAsync(new(record, severity), decider, default)).Value;
                break;
            case "重报":
                await HandInAsync(row, GoldenRow.Pairs(argument));
                break;
            default:
                Assert.Fail($"{row.Id}: {what}");
                break;
        }
    }

    private async Task EndsAreAsWrittenAsync()
    {
        await using var connection = await platform.Database.Owner.OpenConnectionAsync();
        var ends = await connection.QueryAsync<(Guid Id, DateOnly? End)>("select record_id, public_until from records.record");
        Assert.Equal(
            Golden.Where(r => !r.IsReturned).Select(r => (r.Id, r.StoredEnd)),
            ends.Select(e => (entered[e.Id].Id, e.End)).OrderBy(e => e.Id, StringComparer.Ordinal));
    }

    private async Task<string> WhyAsync(Submission submission) => string.Join("; ",
        (await platform.Get<KeptRows>().PageAsync(submission.Key, submission.Refused > 0 ? "refused" : "held", 0, platform.Maker, default)).Value.Items
        .SelectMany(i => i.Content.Problems).Select(p => $"{p.Field} {p.Number} {p.Code} {p.Message}"));
}
