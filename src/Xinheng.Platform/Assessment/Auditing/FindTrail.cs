using System.Globalization;
using Dapper;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Platform.Assessment.Desk;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Subjects;

namespace Xinheng.Platform.Assessment.Auditing;

/// <summary>
/// Finds what any number is: a submission's, a record's, a journal entry's or its place in the log, a subject's code, a document's
/// number, an account's name, a file's digest, a look's. What one may not follow answers like what does not exist.
/// </summary>
public sealed class FindTrail(Database database, FindSubject subjects, DocumentNumbers documents, LogLines log)
{
    private const int LongestText = 200;

    private sealed record Row(string Kind, Guid Id, string Name, string? Organisation, string? Region, Guid? Subject, bool IsPerson);

    private const string Everything = """
        select 'Submission' as Kind, s.id, s.item || ' ' || coalesce(o.name, s.provider) as Name, s.provider as Organisation, o.region as Region,
               null::uuid as Subject, false as IsPerson
          from collection.submission s left join people.organisation o on o.code = s.provider where s.id = any (@ids)
        union all
        select 'Record', r.record_id, r.item || ' ' || case when r.subject_kind = 'natural_person' then '（自然人）' else b.name end, r.provider, o.region,
               r.subject_id, r.subject_kind = 'natural_person'
          from records.record r join subjects.subject b on b.id = r.subject_id
          left join people.organisation o on o.code = r.provider where r.record_id = any (@ids)
        union all
        select 'Subject', b.id, case when b.kind = 'natural_person' then '自然人 ' || right(b.id::text, 6) else b.name end, b.code, b.region,
               b.id, b.kind = 'natural_person'
          from subjects.subject b where b.id = any (@ids)
        union all
        select 'Entry', e.id, e.power, e.content->>'organisation', o.region, null, false
          from journal.entry e left join people.organisation o on o.code = e.content->>'organisation' where e.id = any (@ids)
        union all
        select 'Account', a.id, a.name, a.organisation, o.region, null, false
          from people.account a left join people.organisation o on o.code = a.organisation
         where a.id = any (@ids) and not exists (select from people.subject_binding b where b.account = a.id)
        union all
        select 'Look', l.id, l.purpose, l.organisation, l.region, l.subject,
               exists (select from subjects.subject b where b.id = l.subject and b.kind = 'natural_person')
          from people.look l where l.id = any (@ids)
        union all
        select 'Bulletin', b.id, to_char(b.month, 'YYYY-MM') || ' 通报', null, b.region, null, false
          from assessment.bulletin b where b.id = any (@ids)
        union all
        select 'Case', c.id, '办件 ' || c.number, c.body, c.region, c.subject_id,
               exists (select from subjects.subject b where b.id = c.subject_id and b.kind = 'natural_person')
          from procedures.case_file c where c.id = any (@ids)
        """;

    /// <summary>What bears the number; several where a document's number or a file stands for several.</summary>
    public async Task<Result<IReadOnlyList<Trailed>>> RunAsync(string text, Caller caller, CancellationToken ct)
    {
        if (!caller.MayEnter(Permission.Audit))
        {
            return Refusal.Forbidden("assessment.no-audit", "追溯需要审计员角色。");
        }

        var given = text.Replace("\0", "", StringComparison.Ordinal).Trim();
        if (given.Length is 0 or > LongestText)
        {
            return Refusal.Invalid("assessment.audit-nothing",
                $"请填写一个编号：报送、记录、主体、办件、日志条目或查询的编号，日志序号，统一社会信用代码或证件号码，文书号，账户名，文件的 SHA-256；不超过 {LongestText} 个字。", "number");
        }

        var found = await LookUpAsync(await CandidatesAsync(given, ct), caller, ct);
        return found.Count > 0
            ? Result<IReadOnlyList<Trailed>>.Of(found)
            : Refusal.NotFound("assessment.audit-unknown", "没有这个编号的东西，或它不在您的审计范围。请核对编号；文书号要写全，如“云市监罚〔2026〕12号”。") with { Field = "number" };
    }

    /// <summary>One thing by its id.</summary>
    public async Task<Trailed?> ByIdAsync(Guid id, Caller caller, CancellationToken ct) => (await LookUpAsync([id], caller, ct)).FirstOrDefault();

    private async Task<IReadOnlyCollection<Guid>> CandidatesAsync(string given, CancellationToken ct)
    {
        if (Guid.TryParse(given, out var id))
        {
            return [id];
        }

        if (given.Length <= 12 && long.TryParse(given.TrimStart('#'), NumberStyles.None, CultureInfo.InvariantCulture, out var no)
            && await log.NumberedAsync(no, ct) is { } entry)
        {
            return [entry];
        }

        HashSet<Guid> candidates = [];
        await using (var connection = await database.Owner.OpenConnectionAsync(ct))
        {
            candidates.UnionWith(await connection.QueryAsync<Guid>(new CommandDefinition("""
                select id from people.account where name = @given
                union all select id from collection.submission where digest = @digest
                union all select id from assessment.bulletin where digest = @digest
                union all select id from procedures.case_file where number = @given
                """, new { given, digest = Hash256.TryParseHex(given.ToLowerInvariant(), out var digest) ? digest.ToArray() : null }, cancellationToken: ct)));
        }

        if (await subjects.ByNumberAsync(given, ct) is { } subject)
        {
            candidates.Add(subject.Value);
        }

        candidates.UnionWith(await documents.FindAsync(given, ct));
        return candidates;
    }

    private async Task<IReadOnlyList<Trailed>> LookUpAsync(IReadOnlyCollection<Guid> ids, Caller caller, CancellationToken ct)
    {
        if (ids.Count == 0)
        {
            return [];
        }

        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(Everything, new { ids = ids.ToArray() }, cancellationToken: ct));
        return
        [
            .. rows.Select(r => new Trailed(Enum.Parse<TrailKind>(r.Kind), r.Id, r.Name, r.Organisation, r.Region,
                r.Subject is { } about ? new SubjectId(about) : null, r.IsPerson)).Where(t => MayFollow(t, caller)),
        ];
    }

    // About a person only whoever audits the whole installation; all else by the region it belongs to, and what belongs to none likewise.
    private static bool MayFollow(Trailed thing, Caller caller) =>
        caller.May(Permission.Audit, thing.IsPerson ? default : new Target(thing.Organisation, thing.Region));
}
