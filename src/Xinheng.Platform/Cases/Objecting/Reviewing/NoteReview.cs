using Xinheng.Model.Cases.Objecting;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Model.Procedures;
using Xinheng.Model.Records;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Law;
using Xinheng.Platform.Procedures;
using Xinheng.Platform.Records.Moving;

namespace Xinheng.Platform.Cases.Objecting.Reviewing;

/// <summary>
/// The decision behind a record is before a review authority or a court: its provider notes it, and the record is marked. Nothing is suspended by
/// that alone. Basis: 行政处罚法 73 (K).
/// </summary>
public sealed class NoteReview(Journal.Journal journal, CaseFiles cases, Standings standings, Clock clock)
{
    public const string Review = "review";
    public const string Suit = "suit";

    private const int Longest = 120;

    /// <param name="Kind"><see cref="Review"/> 行政复议 or <see cref="Suit"/> 行政诉讼.</param>
    /// <param name="Document">Of the notice that it was accepted.</param>
    public sealed record Command(RecordId Record, string Kind, string Authority, string Document, DateOnly BegunOn);

    public async Task<Result<CaseId>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        await using var work = await journal.OpenAsync(caller.Actor, Power.NoteReview, ct);
        var record = await standings.TakeAsync(work, command.Record, ct);
        if (record is null || !caller.May(Permission.DecideCases, record.Standing.Provider))
        {
            return Refusal.NotFound("cases.no-record-of-ours", "没有这条记录，或者它不归您的单位管。请核对记录编号。");
        }

        if (Problems(command, record.Standing) is { Count: > 0 } problems)
        {
            return Result<CaseId>.Refuse(problems);
        }

        var opened = await cases.OpenAsync(work, new(ReviewSteps.Procedure, ReviewSteps.Note, record.Subject, $"{command.Record}:{command.Kind}")
        {
            About = command.Record.Value, Body = record.Standing.Provider, FiledBy = FiledBy.Body,
        }, caller, ct);
        if (!opened.TryGet(out var hand))
        {
            return Result<CaseId>.Refuse(opened.Refusals);
        }

        await work.ExecuteAsync("""
            insert into cases.review (case_id, record, subject, kind, authority, document, begun_on, entry)
            values (@id, @record, @subject, @Kind, @authority, @document, @BegunOn, @entry)
            """, new
        {
            id = hand.File.Id.Value, record = record.Id.Value, subject = record.Subject.Value, command.Kind, authority = command.Authority.Trim(),
            document = command.Document.Trim(), command.BegunOn, entry = work.Entry.Value,
        }, ct);
        TreeHead? tree = record.Standing.Contested ? null : await Standings.ReviseAsync(record, record.Standing.Contest(true, NameOf(command.Kind)), ct);
        await hand.TellSubjectAsync($"关于您的一条记录，提供单位已登记{NameOf(command.Kind)}（{command.Document.Trim()}）。期间这条记录带有标注；结果出来后随之更正或撤下。", ct);
        await hand.CommitAsync(new { record = record.Id.Value, kind = command.Kind, document = command.Document.Trim(), begun = command.BegunOn }, ct, tree);
        return hand.File.Id;
    }

    public static string NameOf(string kind) => kind == Suit ? "行政诉讼" : "行政复议";

    private List<Refusal> Problems(Command command, Standing standing)
    {
        List<Refusal> problems =
        [
            .. ObjectionText.TextProblems(command.Authority, Longest, "authority", "复议机关或法院"),
            .. ObjectionText.TextProblems(command.Document, Longest, "document", "受理文书号"),
        ];
        if (command.Kind is not (Review or Suit))
        {
            problems.Add(Refusal.Invalid("cases.review-kind", "请选择行政复议或行政诉讼。", "kind"));
        }

        if (command.BegunOn > clock.Today || command.BegunOn < standing.DecidedOn)
        {
            problems.Add(Refusal.Invalid("cases.review-day", "受理日期不能早于原决定，也不能晚于今天。请照受理文书填写。", "begun"));
        }

        if (standing.State is not (RecordState.Current or RecordState.Shielded))
        {
            problems.Add(Refusal.Conflict("cases.review-in-vain", "这条记录已经撤下、修复或归档，不用再登记。"));
        }

        return problems;
    }
}
