using Xinheng.Model.Disclosure;
using Xinheng.Model.Foundation;
using Xinheng.Model.Law;
using Xinheng.Model.Records;
using Xinheng.Platform.Catalogue.Publishing;
using Xinheng.Platform.Disclosure;
using Xinheng.Platform.Publication;
using Xinheng.Platform.Records;
using Xinheng.Platform.Tests.Records;
using Xinheng.Testing;

namespace Xinheng.Platform.Tests.Publication;

/// <summary>What strangers learn of the past, and of what they may not see: as little as of what never was.</summary>
public sealed class PastAndHiddenTests : IAsyncLifetime
{
    private TestPlatform platform = null!;

    public async ValueTask InitializeAsync() => platform = await TestPlatform.CreateAsync();

    public async ValueTask DisposeAsync() => await platform.DisposeAsync();

    [Fact]
    public async Task Hidden_records_answer_like_records_that_never_were_and_the_house_knows_why()
    {
        var minor = await platform.EnterPenaltyAsync(1, row => (row["CF_SXFL"], row["CF_GSJZQ"]) = ("轻微", "2026-09-10"));
        var unmarked = await platform.EnterPenaltyAsync(2, row => row["CF_SHYX"] = "否");
        var short_ = await platform.EnterPenaltyAsync(3, row => row["CF_GSJZQ"] = "2026-06-20");
        var withdrawn = await platform.EnterPenaltyAsync(4);
        _ = (await platform.Get<WithdrawRecord>().RunAsync(new(withdrawn, WithdrawalKind.Mistake, "复议撤销", "云府复〔2026〕3号", null), platform.Reviewer, default)).Value;
        await platform.SetTodayAsync(new DateOnly(2026, 6, 20));
        var nothing = new RecordId(Guid.NewGuid());

        foreach (var (record, why) in new[]
                 {
                     (minor, "disclosure.minor"), (unmarked, "disclosure.no-impact"), (short_, "disclosure.period-over"),
                     (withdrawn, "disclosure.withdrawn"), (nothing, null),
                 })
        {
            Assert.Null(await platform.SeeAsync(record));
            var decision = await DecideAsync(record, new Audience.Public());
            Assert.Equal(why, (decision as Decision.Withheld)?.Reason.Code);
            Assert.Equal(why is null, await DecideAsync(record, new Audience.TheSubject()) is null);
        }
    }

    [Fact]
    public async Task A_past_day_shows_only_what_was_visible_then_and_is_visible_today()
    {
        var early = await platform.EnterPenaltyAsync(1);
        await platform.SetTodayAsync(new DateOnly(2026, 7, 1));
        var late = await EnterSecondAsync();

        Assert.Equal([early, late], await AsOfAsync(null));
        Assert.Equal([early, late], await AsOfAsync("2026-07-01"));
        Assert.Equal([early], await AsOfAsync("2026-06-30"));
        Assert.Empty(await AsOfAsync("2026-06-14"));

        _ = (await platform.Get<WithdrawRecord>().RunAsync(new(early, WithdrawalKind.Mistake, "复议撤销", "云府复〔2026〕3号", null), platform.Reviewer, default)).Value;
        Assert.Empty(await AsOfAsync("2026-06-30")); // visible then, but not today
    }

    [Fact]
    public async Task Days_on_which_a_record_was_withdrawn_or_unconfirmed_are_not_shown_afterwards()
    {
        var decider = await platform.StrangerAsync();
        var record = await platform.EnterPenaltyAsync(1, row => row["CF_CFJGDM"] = TestPlatform.OtherAuthority);
        await platform.SetTodayAsync(new DateOnly(2026, 7, 1));
        _ = (await platform.Get<ConfirmSeverity>().RunAsync(new(record, Severity.Ordinary), decider, default)).Value;
        await platform.SetTodayAsync(new DateOnly(2026, 8, 1));
        _ = (await platform.Get<WithdrawRecord>().RunAsync(new(record, WithdrawalKind.Mistake, "复议撤销", "云府复〔2026〕3号", null), platform.Reviewer, default)).Value;
        await platform.SetTodayAsync(new DateOnly(2026, 9, 1));
        _ = (await platform.Get<RestoreRecord>().RunAsync(new(record, "判决维持", "云行终〔2026〕8号"), platform.Reviewer, default)).Value;

        Assert.Empty(await AsOfAsync("2026-06-30"));
        Assert.Equal([record], await AsOfAsync("2026-07-01"));
        Assert.Equal([record], await AsOfAsync("2026-07-31"));
        Assert.Empty(await AsOfAsync("2026-08-01"));
        Assert.Empty(await AsOfAsync("2026-08-31"));
        Assert.Equal([record], await AsOfAsync("2026-09-01"));
    }

    [Fact]
    public async Task Days_on_which_the_catalogue_kept_an_item_closed_are_not_shown_after_it_was_opened()
    {
        var shipped = CatalogueSource.Read(Path.Combine(TestPlatform.Root, "catalogue", "packs", "national-draft"));
        var closed = new Dictionary<string, string>(shipped.Files);
        closed["items/CF_LP.yaml"] = closed["items/CF_LP.yaml"].Replace("openness: public", "openness: governmentSharing", StringComparison.Ordinal);
        var record = await platform.EnterPenaltyAsync(1);
        await PublishAsync(new DateOnly(2026, 7, 1), new CatalogueSource(closed));
        await PublishAsync(new DateOnly(2026, 8, 1), shipped);

        Assert.Equal([record], await AsOfAsync("2026-06-30"));
        Assert.Empty(await AsOfAsync("2026-07-15"));
        Assert.Equal([record], await AsOfAsync("2026-08-01"));
    }

    private async Task PublishAsync(DateOnly on, CatalogueSource source)
    {
        await platform.SetTodayAsync(on);
        Assert.True((await platform.Get<PublishCatalogue>().RunAsync(source, Model.People.Caller.TheProgram, default)).Value.IsNew);
    }

    private async Task<RecordId> EnterSecondAsync()
    {
        var before = await AllAsync();
        await platform.ApproveAsync(await platform.SubmitAsync(
            "CF_LP", new PenaltyFile().Add(1, 2, row => (row["CF_JDRQ"], row["CF_GSJZQ"]) = ("2026-06-09", "2027-06-09")).ToString()));
        return Assert.Single((await AllAsync()).Except(before));
    }

    private Task<IEnumerable<RecordId>> AllAsync() => AsOfAsync(null);

    private async Task<IEnumerable<RecordId>> AsOfAsync(string? day) =>
        (await platform.Get<PublicRecords>().OfSubjectAsync(
            PenaltyFile.Code(1), null, null, day is null ? null : DateOnly.Parse(day, null), default)).Select(r => new RecordId(r.Id)).ToList();

    private Task<Decision?> DecideAsync(RecordId record, Audience audience) => new DisclosureOfRecord(
        platform.Database, platform.Get<LawBook>(), platform.Get<JurisdictionProfile>()).DecideAsync(record, audience, default);
}
