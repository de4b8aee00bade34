using System.Globalization;
using System.Text;
using Xinheng.Model.Cases.Promising;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Model.Procedures;
using Xinheng.Platform.Cases.Promising.Templates;
using Xinheng.Platform.Collection.Own;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Journal;
using Xinheng.Platform.Law;
using Xinheng.Platform.Procedures;

namespace Xinheng.Platform.Cases.Promising;

/// <summary>
/// Somebody signs: on line for themselves, or on paper at a counter. What is signed is the very text that was shown; its digest stands in
/// the log, the whole of it in a signed file to take home. Basis: 深圳经济特区社会信用条例 57–64 (V).
/// </summary>
public sealed class SignPromise(
    Journal.Journal journal, CaseFiles cases, CaseDocuments documents, PromiseSheet sheets, TrustOnFile trust,
    EnterOwnRow rows, SigningKeys keys, Clock clock)
{
    private const int LongestMatter = 64;

    /// <param name="Subject">Who stands at the counter; null: the caller, for itself.</param>
    /// <param name="Body">Who receives it, where the template leaves that open.</param>
    /// <param name="MatterNumber">The approval's own number, where there is one.</param>
    /// <param name="Digest">Of the text that was shown: another one is not signed by mistake.</param>
    /// <param name="Agreed">Ticked by the signer: read, understood, of free will.</param>
    /// <param name="Paper">The signed sheets, scanned; at the counter only.</param>
    public sealed record Command(
        SubjectId? Subject, string Template, string? Body, string? MatterNumber, string Digest, bool Agreed, IReadOnlyList<CaseDocuments.Kept> Paper);

    public sealed record Signed(CaseId Case, string Number);

    public async Task<Result<Signed>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        var atCounter = command.Subject is not null;
        if ((command.Subject ?? caller.Self) is not { } subject
            || !(atCounter ? caller.May(Permission.ServeSubjects, caller.Actor.Organisation) : caller.May(Permission.OwnCases, new Target(Subject: subject))))
        {
            return Refusal.Forbidden("cases.promise-not-signer", "承诺由本人登录后签署，或由窗口工作人员凭本人签字的承诺书登记。");
        }

        await using var work = await journal.OpenAsync(caller.Actor, Power.SignPromise, ct);
        var prepared = await sheets.PrepareAsync(work.Connection, command.Template, command.Body, subject, ct);
        if (!prepared.TryGet(out var sheet))
        {
            return Result<Signed>.Refuse(prepared.Refusals);
        }

        var problems = Problems(command, sheet, atCounter);
        problems.AddRange(BrokenTrust.Against(sheet.Template.Template.Kind, await trust.ReadAsync(work.Connection, subject, clock.Today, ct)));
        if (problems.Count > 0)
        {
            return Result<Signed>.Refuse(problems);
        }

        var opening = new CaseFiles.Opening(PromiseProcedure.Table, PromiseProcedure.Sign, subject,
            $"{command.Template}|{subject.Value:N}|{sheet.Body}|{command.MatterNumber}")
        {
            Body = sheet.Body, FiledBy = atCounter ? FiledBy.Counter : FiledBy.Web,
        };
        var opened = await cases.OpenAsync(work, opening, caller, ct);
        if (!opened.TryGet(out var hand))
        {
            return Result<Signed>.Refuse(opened.Refusals);
        }

        var row = await InsertAsync(hand, sheet, command, atCounter, ct);
        if (row.IsRefused)
        {
            return Result<Signed>.Refuse(row.Refusals);
        }

        await documents.AttachAsync(hand, Party.Subject, command.Paper, ct);
        await hand.TellSubjectAsync($"您签署了“{sheet.Template.Template.Title}”，承诺编码 {row.Value.Number}。事项办结以前可以撤回。", ct);
        await hand.TellAsync(sheet.Body, $"收到承诺“{sheet.Template.Template.Title}”，承诺编码 {row.Value.Number}。", ct);
        await work.EnqueueAsync(EnterPromise.Job, new { id = row.Value.Id }, ct);
        await hand.CommitAsync(new
        {
            promise = row.Value.Number, template = row.Value.Template, version = row.Value.Version, digest = sheet.Text.Digest.ToString(),
            body = row.Value.Body, openness = row.Value.Openness, signedOn = row.Value.SignedOn, validUntil = row.Value.ValidUntil,
            way = Way(atCounter), agreed = command.Agreed, followUps = DigestOf(sheet.Template.Template.FollowUps, row.Value.SignedOn),
        }, ct);
        return new Signed(hand.File.Id, row.Value.Number);
    }

    private static List<Refusal> Problems(Command command, PromiseSheet.Sheet sheet, bool atCounter)
    {
        List<Refusal> problems = [];
        if (!command.Agreed)
        {
            problems.Add(Refusal.Invalid("cases.promise-not-agreed", "请先读完全文，再勾选“我已看过并且明白，自愿承诺”。不愿承诺的，按一般程序办理。", "agreed"));
        }

        if (command.Digest != sheet.Text.Digest.ToString())
        {
            problems.Add(Refusal.Conflict("cases.promise-other-text", "您看过之后，承诺书的文字或者日期变了。请看了现在的全文再签。"));
        }

        if (command.MatterNumber is { Length: > 0 } matter && (matter.Length > LongestMatter || Text.HoldsPersonsNumber(matter) || Text.HasControls(matter)))
        {
            problems.Add(Refusal.Invalid("cases.promise-matter-number", $"办理事项编号请照受理单填写，不超过 {LongestMatter} 个字符，不要写证件号码。", "matterNumber"));
        }

        if (atCounter && command.Paper.Count == 0)
        {
            problems.Add(Refusal.Invalid("cases.promise-no-paper", "窗口登记的承诺，须附本人签字的承诺书扫描件（PDF、JPEG 或 PNG）。", "documents"));
        }

        return problems;
    }

    private async Task<Result<PromiseRow>> InsertAsync(CaseInHand hand, PromiseSheet.Sheet sheet, Command command, bool atCounter, CancellationToken ct)
    {
        var (work, template, today) = (hand.Work, sheet.Template.Template, clock.Today);
        var row = new PromiseRow
        {
            Id = hand.File.Id.Value, Number = $"{sheet.Region}{today:yyyyMMdd}{Serial(hand.File.Number)}", Template = template.Code,
            Version = sheet.Template.Version, Kind = (short)template.Kind, SubjectId = hand.File.Subject.Value, SubjectCode = sheet.SubjectCode,
            Body = sheet.Body, Openness = (short)template.Openness, MatterNumber = string.IsNullOrWhiteSpace(command.MatterNumber) ? null : command.MatterNumber.Trim(),
            SignedOn = today, SignedAt = work.At.UtcDateTime, ValidUntil = template.ValidUntil(today), Content = TemplateTable.Write(template),
        };
        var proof = new PromiseProof
        {
            Number = row.Number, Template = row.Template, Version = row.Version, Body = row.Body, Subject = row.SubjectId, Way = Way(atCounter),
            SignedAt = work.At, Text = sheet.Text.Text, Digest = sheet.Text.Digest, Entry = work.Entry,
            Checkpoint = await work.FindAsync<string>("select note from journal.checkpoint order by size desc limit 1", null, ct),
        };
        // A promise that could never come on the file is not taken: the same checks the record will pass.
        var tried = await rows.TryAsync(PromiseOnFile.OfSigning(row), ct);
        if (tried.Refusals.Where(r => r.Code is not ("catalogue.no-item" or "catalogue.item-inactive")).ToList() is { Count: > 0 } faults)
        {
            return Result<PromiseRow>.Refuse(faults);
        }

        await work.ExecuteAsync("""
            insert into cases.promise (id, number, template, version, kind, subject_id, subject_code, body, openness, matter_number, signed_on, signed_at,
                   valid_until, state, proof, entry)
            values (@Id, @Number, @Template, @Version, @Kind, @SubjectId, @SubjectCode, @Body, @Openness, @MatterNumber, @SignedOn, @At,
                   @ValidUntil, 'signed', @proof, @entry)
            """, new
        {
            row.Id, row.Number, row.Template, row.Version, row.Kind, row.SubjectId, row.SubjectCode, row.Body, row.Openness, row.MatterNumber,
            row.SignedOn, work.At, row.ValidUntil, proof = proof.Sign(keys.Current).ToString(), entry = work.Entry.Value,
        }, ct);
        await work.ExecuteAsync("""
            insert into cases.promise_follow_up (promise, no, name, due_on) select @Id, n, name, due from unnest(@names, @dues::date[]) with ordinality as t (name, due, n)
            """, new
        {
            row.Id, names = template.FollowUps.Select(f => f.Name).ToArray(), dues = template.FollowUps.Select(f => today.AddDays(f.Days)).ToArray(),
        }, ct);
        return row;
    }

    // What was to follow and until when: the table may not say otherwise afterwards.
    private static string DigestOf(IReadOnlyList<FollowUp> followUps, DateOnly on) => Hash256.Of(Encoding.UTF8.GetBytes(string.Join(
        '\n', followUps.Select((f, n) => string.Create(CultureInfo.InvariantCulture, $"{n + 1}|{on.AddDays(f.Days):yyyy-MM-dd}"))))).ToString();

    private static string Way(bool atCounter) => atCounter ? "counter" : "web";

    // 诺20261122-0007: the day's seventh.
    private static string Serial(string number) =>
        int.Parse(number.AsSpan(number.IndexOf('-', StringComparison.Ordinal) + 1), CultureInfo.InvariantCulture).ToString("000000", CultureInfo.InvariantCulture);
}
