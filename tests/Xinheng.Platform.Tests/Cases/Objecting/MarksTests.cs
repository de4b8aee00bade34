using Dapper;
using FsCheck.Fluent;
using Xinheng.Model.Cases.Objecting;
using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Platform.Cases.Objecting;
using Xinheng.Platform.Cases.Objecting.Reviewing;
using Xinheng.Platform.Journal;
using Xinheng.Platform.Procedures;
using Xinheng.Platform.Tests.Records;
using Xinheng.Testing;
using static Xinheng.Platform.Tests.Records.OneRecord;

namespace Xinheng.Platform.Tests.Cases.Objecting;

/// <summary>A record bears its mark exactly while something about it is open; and whoever changes anything of that past the program is found out.</summary>
public sealed class MarksTests : IAsyncLifetime
{
    private static readonly DateOnly Begun = new(2026, 6, 12);

    private TestPlatform platform = null!;
    private Caller operators = null!;

    private enum Deed
    {
        File,
        Route,
        Reject,
        Correct,
        Drop,
        NoteReview,
        NoteSuit,
        EndReview,
        EndSuit,
    }

    public async ValueTask InitializeAsync()
    {
        platform = await TestPlatform.CreateAsync();
        operators = await platform.OperatorAsync();
    }

    public async ValueTask DisposeAsync() => await platform.DisposeAsync();

    [Fact]
    public async Task The_mark_stands_exactly_while_something_is_open_whatever_is_done_in_whichever_order()
    {
        var record = await platform.EnterPenaltyAsync(1);
        var subject = await platform.SubjectOfAsync(record);
        var deeds = Gen.Sample(Gen.Elements(Enum.GetValues<Deed>()).ArrayOf(60), 60, 1).First();
        Dictionary<string, CaseId> open = [];
        var seen = new HashSet<(bool Marked, Deed)>();

        foreach (var deed in deeds.Concat(Enum.GetValues<Deed>()))
        {
            await DoAsync(deed, record, subject, open);

            var marked = await platform.IsMarkedAsync(record);
            Assert.True(marked == open.Count > 0, $"after {deed}: {marked}, open {string.Join(",", open.Keys)}");
            seen.Add((marked, deed));
        }

        Assert.Contains(seen, one => one.Marked);
        Assert.Contains(seen, one => !one.Marked);
        await platform.HoldsAsync();
    }

    [Fact]
    public async Task Review_marks_and_suspends_nothing_and_a_revoked_decision_is_gone_in_one_act_with_its_objection()
    {
        var record = await platform.EnterPenaltyAsync(1);
        var analyst = await platform.BankReadsAsync(record, 1);
        var objection = await platform.FileAsync(record);
        Assert.Equal("cases.no-record-of-ours", CodeOf(await NoteAsync(record, NoteReview.Suit, await platform.StrangerAsync())));
        var review = (await NoteAsync(record, NoteReview.Suit)).Value;
        Assert.True((await platform.SeeAsync(record))!.Contested); // shown, and marked
        await platform.SetTodayAsync(new DateOnly(2026, 6, 25));

        _ = (await EndAsync(review, "revoked", new DateOnly(2026, 6, 16))).Value;

        Assert.Null(await platform.SeeAsync(record));
        await platform.DrainAsync();
        Assert.Equal(("overtaken", "withdrawn"), await platform.AskAsync<(string, string)>(
            "select c.stage, r.state from procedures.case_file c join records.record r on r.record_id = c.about where c.id = @Value", objection));
        Assert.Contains("原决定被撤销", Assert.Single(await platform.Get<Notices>().OfUnitAsync(analyst, default)).Text, StringComparison.Ordinal);
        var view = (await platform.Get<Reviews>().FindAsync(review, platform.Reviewer, default)).Value;
        Assert.True(view.Removal!.WasMetLate); // three working days from the judgment, not from when it was noted
        await platform.HoldsAsync();
    }

    [Theory]
    [InlineData("update cases.objection set why = '从来没有说过'", "cases.objection-changed")]
    [InlineData("update cases.objection set ground = '9'", "cases.objection-changed")]
    [InlineData("update cases.claim set \"right\" = '9.99'", "cases.objection-changed")]
    [InlineData("update cases.objection set outcome = 'not-upheld'", "cases.answer-changed")]
    [InlineData("update cases.objection set reasons = '另一个理由'", "cases.answer-changed")]
    [InlineData("update cases.claim set answer = '另一个答复'", "cases.answer-changed")]
    [InlineData("delete from cases.told", "cases.told-changed")]
    [InlineData("insert into cases.told select case_id, 'X', 1, told_at, entry, told_at from cases.told", "cases.told-changed")]
    [InlineData("delete from cases.defect", "cases.defect-changed")]
    [InlineData("update cases.defect set closed_at = now(), closed_by = 'x', done = '没事了', closed_in = entry", "cases.defect-changed")]
    [InlineData("update cases.review set judgment = '另一号'", "cases.review-changed")]
    [InlineData("delete from cases.review", "cases.review-changed")]
    [InlineData("delete from cases.claim; delete from cases.defect; delete from cases.objection", "cases.objection-missing")]
    [InlineData("update records.record set contested = false", "cases.mark-missing")]
    public async Task What_was_changed_past_the_program_is_named(string sql, string code)
    {
        var record = await platform.EnterPenaltyAsync(1);
        _ = await platform.BankReadsAsync(record, 1);
        var id = await platform.FileAsync(record);
        _ = (await platform.RouteAsync(id, operators)).Value;
        _ = (await platform.AnswerAsync(id, ObjectionOutcome.Correct)).Value;
        _ = (await EndAsync((await NoteAsync(record, NoteReview.Review)).Value, EndReview.Stands, new DateOnly(2026, 6, 15))).Value;
        _ = await NoteAsync(record, NoteReview.Suit);
        await platform.HoldsAsync();

        await using (var connection = await platform.Database.Owner.OpenConnectionAsync(TestContext.Current.CancellationToken))
        {
            await connection.ExecuteAsync(sql);
        }

        Assert.Contains(code, (await platform.Get<Verify>().RunAsync(null, default)).Value.Findings.Select(f => f.Code));
    }

    // What cannot be done now is refused and changes nothing; the model keeps what is open.
    private async Task DoAsync(Deed deed, RecordId record, Caller subject, Dictionary<string, CaseId> open)
    {
        var (objection, step) = (open.GetValueOrDefault("objection"), deed);
        switch (step)
        {
            case Deed.File when (await platform.TryFileAsync(record)).TryGet(out var filed):
                open["objection"] = filed;
                break;
            case Deed.Route:
                _ = await platform.RouteAsync(objection, operators);
                break;
            case Deed.Reject or Deed.Correct:
                var value = open.Count % 2 == 0 ? "0.21" : "0.22";
                if (!(await platform.AnswerAsync(objection, deed == Deed.Reject ? ObjectionOutcome.NotUpheld : ObjectionOutcome.Correct,
                    deed == Deed.Reject ? null : new Dictionary<string, string> { ["BZ"] = $"更正 {Guid.CreateVersion7():N}"[..12] + value })).IsRefused)
                {
                    open.Remove("objection");
                }

                break;
            case Deed.Drop when !(await platform.Get<DropObjection>().RunAsync(new(objection), subject, default)).IsRefused:
                open.Remove("objection");
                break;
            case Deed.NoteReview or Deed.NoteSuit:
                var kind = deed == Deed.NoteReview ? NoteReview.Review : NoteReview.Suit;
                if ((await NoteAsync(record, kind)).TryGet(out var noted))
                {
                    open[kind] = noted;
                }

                break;
            case Deed.EndReview or Deed.EndSuit:
                var which = deed == Deed.EndReview ? NoteReview.Review : NoteReview.Suit;
                if (!(await EndAsync(open.GetValueOrDefault(which), EndReview.Ended, Begun)).IsRefused)
                {
                    open.Remove(which);
                }

                break;
        }
    }

    private Task<Result<CaseId>> NoteAsync(RecordId record, string kind, Caller? by = null) => platform.Get<NoteReview>().RunAsync(
        new(record, kind, "云汀市人民政府", "云府复受〔2026〕3号", Begun), by ?? platform.Reviewer, default);

    private Task<Result<Done>> EndAsync(CaseId id, string outcome, DateOnly judged) => platform.Get<EndReview>().RunAsync(
        new(id, outcome, "云府复决〔2026〕3号", judged, "见决定书。"), platform.Reviewer, default);
}
