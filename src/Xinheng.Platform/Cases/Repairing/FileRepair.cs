using System.Security.Cryptography;
using System.Text;
using Xinheng.Model.Cases.Repairing;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Model.Procedures;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Law;
using Xinheng.Platform.Procedures;
using Xinheng.Platform.Subjects;

namespace Xinheng.Platform.Cases.Repairing;

/// <summary>
/// 申请信用修复: from the record itself, by the subject or by a clerk for whoever stands at the counter; free. One case for each record, in the
/// hands of the body that determined it from the first moment. Basis: Order 36 of 2025 (V-).
/// </summary>
public sealed class FileRepair(
    Journal.Journal journal, CaseFiles cases, CaseDocuments documents, RepairOutlooks outlooks, RepairProxies proxies, FindSubject subjects, Clock clock)
{
    public const int MostRecords = 20;

    /// <param name="Duties">What was done, in the subject's words: paid on which day, corrected how.</param>
    /// <param name="Signs">The commitment of each record is signed.</param>
    /// <param name="Evidence">Kept already; discarded where the application is refused.</param>
    public sealed record Command(IReadOnlyList<RecordId> Records, string Duties, bool Signs, IReadOnlyList<CaseDocuments.Kept> Evidence)
    {
        /// <summary>Number of whoever showed a document at the counter; null: the caller, of the own file.</summary>
        public string? Shown { get; init; }

        public RepairProxies.Given? Proxy { get; init; }
    }

    public sealed record Filed(CaseId Case, string Number, RecordId Record);

    /// <summary>The cases, one for each record; all that stands against any of them is said before the first is filed.</summary>
    public async Task<Result<IReadOnlyList<Filed>>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        var prepared = await PrepareAsync(command, caller, ct);
        if (!prepared.TryGet(out var records))
        {
            documents.Discard(command.Evidence);
            return Result<IReadOnlyList<Filed>>.Refuse(prepared.Refusals);
        }

        List<Filed> filed = [];
        foreach (var record in records)
        {
            var one = await FileAsync(command, record, isFirst: filed.Count == 0, caller, ct);
            if (one.TryGet(out var made))
            {
                filed.Add(made);
            }
            else if (filed.Count == 0)
            {
                documents.Discard(command.Evidence);
                return Result<IReadOnlyList<Filed>>.Refuse(one.Refusals);
            }
        }

        return filed;
    }

    /// <summary>Whose application it is: one's own, or of whoever stands at the counter.</summary>
    public async Task<SubjectId?> SubjectAsync(string? shown, Caller caller, CancellationToken ct) => shown is null
        ? caller.Self is { } self && caller.May(Permission.OwnCases, new Target(Subject: self)) ? self : null
        : caller.May(Permission.ServeSubjects, caller.Actor.Organisation) ? await subjects.ByNumberAsync(shown, ct) : null;

    private async Task<Result<IReadOnlyList<RepairRecord>>> PrepareAsync(Command command, Caller caller, CancellationToken ct)
    {
        if (await SubjectAsync(command.Shown, caller, ct) is not { } subject)
        {
            return command.Shown is null
                ? Refusal.Forbidden("cases.repair-not-yours", "信用修复由本人（本企业）登录申请，或者由窗口工作人员凭证件代为录入。")
                : Refusal.NotFound("cases.repair-no-subject", "没有找到这个号码的主体，请对照证件核对。");
        }

        List<Refusal> problems = [.. Problems(command)];
        List<RepairRecord> records = [];
        foreach (var id in command.Records.Distinct())
        {
            // One answer for what is not there and what is another's.
            if (await outlooks.FindAsync(id, ct) is not { } record || record.Subject != subject)
            {
                problems.Add(Refusal.NotFound("cases.repair-no-record", "没有这条记录，或者它不是申请人的。请从“我的信用”里的记录开始申请。"));
                continue;
            }

            problems.AddRange(record.Against);
            records.Add(record);
        }

        return problems.Count > 0 ? Result<IReadOnlyList<RepairRecord>>.Refuse(problems) : records;
    }

    private IEnumerable<Refusal> Problems(Command command)
    {
        if (command.Records.Count is 0 or > MostRecords)
        {
            yield return Refusal.Invalid("cases.repair-records", $"请选择要修复的记录，一次 1 至 {MostRecords} 条。", "record");
        }

        if (command.Evidence.Count == 0)
        {
            yield return Refusal.Invalid("cases.repair-no-evidence", "请附上履行义务、纠正行为的证明，如缴款凭证、整改验收意见（PDF、JPEG 或 PNG）。", "documents");
        }

        if (!command.Signs)
        {
            yield return Refusal.Invalid("cases.repair-not-signed", "申请修复须公开作出信用承诺：请阅读承诺书并勾选签署。", "signs");
        }

        foreach (var problem in command.Proxy is { } proxy ? proxies.Problems(proxy) : [])
        {
            yield return problem;
        }
    }

    private async Task<Result<Filed>> FileAsync(Command command, RepairRecord record, bool isFirst, Caller caller, CancellationToken ct)
    {
        await using var work = await journal.OpenAsync(caller.Actor, Power.FileRepair, ct);
        var opened = await cases.OpenAsync(work, new CaseFiles.Opening(RepairProcedure.Table, RepairProcedure.File, record.Subject, record.Id.ToString())
        {
            About = record.Id.Value, Body = record.Body, FiledBy = command.Shown is null ? FiledBy.Web : FiledBy.Counter, Reason = command.Duties,
        }, caller, ct);
        if (!opened.TryGet(out var hand))
        {
            return Result<Filed>.Refuse(opened.Refusals);
        }

        // Repaired, withdrawn or barred in between: what we opened ourselves is not in the way.
        var now = await outlooks.FindAsync(work.Connection, work.Transaction, record.Id, ct);
        if (now!.Against.Where(refusal => refusal.Code != "cases.repair-already-open").ToList() is { Count: > 0 } problems)
        {
            return Result<Filed>.Refuse(problems);
        }

        var text = RepairCommitment.Text(record.SubjectName, record.BodyName, record.Outlook!.Facts.DocumentDate, record.Document, clock.Today);
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes(text));
        await work.ExecuteAsync("""
            insert into cases.repair (case_id, record_id, commitment, commitment_version, commitment_digest, entry)
            values (@id, @record, @text, @Version, @digest, @entry)
            """, new
        {
            id = hand.File.Id.Value, record = record.Id.Value, text, RepairCommitment.Version, digest, entry = work.Entry.Value,
        }, ct);
        string? proxy = null;
        if (command.Proxy is { } given)
        {
            var put = await proxies.PutAsync(hand, given, ct);
            if (!put.TryGet(out var person))
            {
                return Result<Filed>.Refuse(put.Refusals);
            }

            proxy = CaseVerification.SealOf(hand.File.Id, new SubjectId(person));
        }

        await documents.AttachAsync(hand, Party.Subject, command.Evidence, ct, isFiled: !isFirst);
        await hand.TellAsync(record.Body, $"{hand.File.Number}：收到信用修复申请，请决定是否受理。谁认定、谁修复，只有本单位能够决定。", ct);
        await hand.TellSubjectAsync($"{hand.File.Number}：信用修复申请已提交，并已转到{record.BodyName}。全程不收费。", ct);
        await hand.CommitAsync(new { commitment = Convert.ToHexStringLower(digest), version = RepairCommitment.Version, proxy }, ct);
        return new Filed(hand.File.Id, hand.File.Number, record.Id);
    }
}
