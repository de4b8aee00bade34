using Xinheng.Model.Cases.Promising;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.Records;
using Xinheng.Platform.Cases.Promising;
using Xinheng.Platform.Records.Moving;
using Xinheng.Platform.Tests.Collection;
using Xinheng.Testing;

namespace Xinheng.Platform.Tests.Cases.Promising;

/// <summary>Who broke the word may not be spared anything on the strength of it, until it is mended; who mends may always promise.</summary>
public sealed class TrustTests(Intake intake) : IClassFixture<Intake>
{
    private readonly TestPlatform platform = intake.Platform;

    [Theory]
    [InlineData(PromiseKind.InPlaceOfApproval, true)]
    [InlineData(PromiseKind.PapersLater, true)]
    [InlineData(PromiseKind.InPlaceOfCertificate, true)]
    [InlineData(PromiseKind.Repair, false)]
    [InlineData(PromiseKind.Trade, false)]
    [InlineData(PromiseKind.OwnAccord, false)]
    [InlineData(PromiseKind.Other, false)]
    public async Task A_serious_record_bars_from_what_spares_and_the_refusal_names_it_and_the_way_out(PromiseKind kind, bool barred)
    {
        var n = intake.Next();
        var firm = await platform.FirmAsync(n);
        await platform.EnterAsync("CF_LP", new PenaltyFile().Add(n, n, row => (row["CF_SXFL"], row["CF_GSJZQ"]) = ("严重", "2029-06-10")).ToString());
        var template = await platform.OfferAsync(Promised.Template($"serious-{n}", kind,
            openness: PromiseKinds.WidestOpenness(kind), followUps: [new FollowUp("核查", 30)]));

        var signed = await platform.TrySignAsync(template, firm);

        Assert.Equal(barred ? ["cases.promise-barred"] : [], signed.Refusals.Select(r => r.Code));
        var record = await platform.ScalarAsync<Guid>("select record_id from records.record where subject_id = @Value and item = 'CF_LP'", firm.Self!.Value);
        Assert.All(signed.Refusals, r => Assert.Contains(record.ToString(), r.Message, StringComparison.Ordinal));
        Assert.All(signed.Refusals, r => Assert.Contains("信用修复", r.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_ordinary_record_and_one_whose_time_has_passed_bar_nobody()
    {
        var (n, m) = (intake.Next(), intake.Next());
        var (ordinary, past) = (await platform.FirmAsync(n), await platform.FirmAsync(m));
        var entered = await platform.EnterAsync("CF_LP", new PenaltyFile().Add(n, n)
            .Add(m, m, row => (row["CF_SXFL"], row["CF_JDRQ"], row["CF_GSJZQ"]) = ("严重", "2023-01-10", "2025-01-10")).ToString());
        var template = await platform.OfferAsync(Promised.Template($"unbarred-{n}"));

        Assert.Equal(2, entered.Entered);
        Assert.False((await platform.TrySignAsync(template, ordinary)).IsRefused);
        Assert.False((await platform.TrySignAsync(template, past)).IsRefused);
    }

    [Fact]
    public async Task A_broken_promise_bars_at_once_and_its_repair_opens_the_way_again()
    {
        var n = intake.Next();
        var firm = await platform.FirmAsync(n);
        var (first, next) = (await platform.OfferAsync(Promised.Template($"broken-{n}")), await platform.OfferAsync(Promised.Template($"again-{n}")));
        var id = await platform.SignAsync(first, firm);
        _ = (await platform.DoubtAsync(id)).Value;
        _ = (await platform.Get<AnswerDoubt>().RunAsync(new(id, "认可。", []), firm, default)).Value;
        _ = (await platform.BreakAsync(id, n)).Value;

        var beforeItIsOnFile = await platform.TrySignAsync(next, firm);
        await platform.DrainAsync();
        var onFile = await platform.TrySignAsync(next, firm);
        await RepairAsync(new RecordId((await platform.ShownAsync(id)).OutcomeRecord!.Value));
        var mended = await platform.TrySignAsync(next, firm);

        Assert.Equal("cases.promise-barred", Promised.CodeOf(beforeItIsOnFile));
        Assert.Equal("cases.promise-barred", Promised.CodeOf(onFile));
        Assert.False(mended.IsRefused);
    }

    private async Task RepairAsync(RecordId id)
    {
        await using var work = await platform.Get<Platform.Journal.Journal>().OpenAsync(Actor.TheProgram, Power.WithdrawRecord, default);
        var record = (await platform.Get<Standings>().TakeAsync(work, id, default))!;
        work.Tell(new { }, await Standings.ReviseAsync(record, record.Standing.Repair("已纠正"), default));
        await work.CommitAsync(default);
    }
}
