using Dapper;
using Xinheng.Model.Cases.Objecting;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Model.Procedures;
using Xinheng.Model.Records;
using Xinheng.Platform.Cases.Objecting.Comparing;
using Xinheng.Platform.Catalogue.Publishing;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Journal;
using Xinheng.Platform.Procedures;
using Xinheng.Platform.Records.Moving;

namespace Xinheng.Platform.Cases.Objecting;

/// <summary>
/// A subject says what is wrong with a record about it; from this act on the record is marked 异议 wherever it stands. Public or not makes no
/// difference. Basis: 河南省社会信用条例 41, 深圳经济特区社会信用条例 50 (V).
/// </summary>
public sealed class FileObjection(
    Database database, Journal.Journal journal, CaseFiles cases, CaseDocuments documents, Standings standings, CatalogueInForce catalogue, Evidence evidence)
{
    /// <param name="Evidence">Ids of papers kept before.</param>
    public sealed record Command(RecordId Record, ObjectionText Text, IReadOnlyList<Guid> Evidence)
    {
        /// <summary>Who stands at the counter, identity proved; null: the caller, of the own file.</summary>
        public SubjectId? For { get; init; }

        /// <summary>The clerk has seen person and paper.</summary>
        public bool IdentitySeen { get; init; }
    }

    private sealed record Contested(Guid SubjectId, string Item, string Provider, string? Region, string State, string Open, string Closed);

    public async Task<Result<CaseId>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        if (await ProblemsAsync(command, caller, ct) is { Count: > 0 } problems)
        {
            return Result<CaseId>.Refuse(problems);
        }

        var subject = (command.For ?? caller.Self)!.Value;
        await using var work = await journal.OpenAsync(caller.Actor, Power.FileObjection, ct);
        var about = (await ContestedAsync(work, command.Record, ct))!;
        var opened = await cases.OpenAsync(work, new(ObjectionSteps.Procedure, ObjectionSteps.File, subject, command.Record.ToString())
        {
            About = command.Record.Value, Region = about.Region,
            FiledBy = caller.Actor.Kind == ActorKind.Machine ? FiledBy.Machine : command.For is null ? FiledBy.Web : FiledBy.Counter,
        }, caller, ct);
        if (!opened.TryGet(out var hand))
        {
            return Result<CaseId>.Refuse(opened.Refusals);
        }

        var taken = await evidence.TakeAsync(work, command.Evidence, subject, command.Record, ct);
        if (!taken.TryGet(out var papers))
        {
            return Result<CaseId>.Refuse(taken.Refusals);
        }

        await documents.AttachAsync(hand, Party.Subject, papers, ct);
        var record = (await standings.TakeAsync(work, command.Record, ct))!;
        TreeHead? tree = record.Standing.Contested ? null : await Standings.ReviseAsync(record, record.Standing.Contest(true), ct);
        await ObjectionTable.InsertAsync(work, hand.File, record, command.Text, caller, ct);
        await hand.TellSubjectAsync($"您的异议已收到，编号 {hand.File.Number}。这条记录从现在起标明“异议处理中”，到答复为止。", ct);
        await hand.CommitAsync(new
        {
            record = record.Id.Value, item = record.Item, revision = record.Revision, ground = command.Text.Ground, said = command.Text.Digest.ToString(),
            papers = papers.Select(paper => Convert.ToHexStringLower(paper.File.Digest)).ToArray(),
        }, ct, tree);
        return hand.File.Id;
    }

    /// <summary>All that stands against it, before anything is done.</summary>
    public async Task<IReadOnlyList<Refusal>> ProblemsAsync(Command command, Caller caller, CancellationToken ct)
    {
        if (!May(command, caller))
        {
            return [Refusal.Forbidden("cases.not-own-objection", "异议由本人提出，或由窗口工作人员当面核验证件后代为登记。")];
        }

        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var about = await connection.QuerySingleOrDefaultAsync<Contested>(new CommandDefinition(Select, command.Record, cancellationToken: ct));
        if (about is null || about.SubjectId != (command.For ?? caller.Self)!.Value.Value)
        {
            return [RecordsToContest.NotFound];
        }

        var grounds = (await catalogue.CurrentAsync(ct)).Pack.FindCodeSet(Grounds.CodeSet)!.Values.Select(value => value.Code).ToHashSet();
        List<Refusal> problems = [.. command.Text.Problems(grounds, ProvidersCopy.Fields(about.Open, about.Closed).Keys.ToHashSet())];
        if (about.State is not ("current" or "shielded"))
        {
            problems.Add(Refusal.Conflict("cases.objection-in-vain", "这条记录已经撤下、修复或归档，不公示、不使用，不用再提异议。"));
        }

        if (command.For is not null && !command.IdentitySeen)
        {
            problems.Add(Refusal.Invalid("cases.objection-unseen", "请先当面核验来人和证件原件，再代为登记。", "seen"));
        }

        return problems;
    }

    private static bool May(Command command, Caller caller) => command.For is null
        ? caller.Self is { } self && caller.May(Permission.OwnCases, new Target(Subject: self))
        : caller.May(Permission.ServeSubjects, caller.Actor.Organisation);

    private const string Select = """
        select r.subject_id as SubjectId, r.item, r.provider, p.region, r.state, v.open::text as Open, v.closed::text as Closed
          from records.record r
          join records.revision v on (v.subject_id, v.record_id, v.no) = (r.subject_id, r.record_id, r.revision)
          left join people.organisation p on p.code = r.provider
         where r.record_id = @Value
        """;

    private static Task<Contested?> ContestedAsync(Work work, RecordId record, CancellationToken ct) => work.FindAsync<Contested>(Select, record, ct);
}
