using System.Globalization;
using Dapper;
using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Model.People.Tracing;
using Xinheng.Model.Publication;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Journal;
using Xinheng.Platform.Law;
using Xinheng.Platform.People.Tracing;
using Xinheng.Platform.Publication.Authentic;
using Xinheng.Platform.Subjects.Persons;

namespace Xinheng.Platform.Publication.Papers;

/// <summary>One time that a record about a subject left, or stopped saying what it said.</summary>
/// <param name="How"><c>repaired</c>, <c>withdrawn</c>, <c>shielded</c>, <c>archived</c>, <c>corrected</c>, <c>stopped</c> or <c>expired</c>.</param>
/// <param name="No">The revision by which it did.</param>
public sealed record Departure(
    Guid Record, int No, string How, string Item, string ItemName, string? AuthorityName, DateOnly? DecidedOn, DateOnly On, string? Reason, Guid Entry);

/// <summary>
/// 离开公示的证明: for the subject alone, that a record about it is no longer current, since when and why, signed, to be laid before
/// whoever still holds a copy. What came back since has none.
/// </summary>
public sealed class Departures(Database database, PersonNumbers numbers, SigningKeys keys, CheckCodes codes, Trace trace, Clock clock, XinhengOptions options)
{
    private const int Most = 500;

    private const string Purpose = "取得记录离开公示的证明";

    private const string Select = """
        with revised as (
          select v.record_id, v.no, v.standing, v.entry, e.at, lag(v.standing) over (partition by v.record_id order by v.no) as before,
                 lead(v.no) over (partition by v.record_id order by v.no) as next
            from records.revision v join journal.entry e on e.id = v.entry
           where v.subject_id = @subject),
        left_by as (
          select d.record_id, d.no, d.entry, (d.at at time zone 'Asia/Shanghai')::date as day, d.standing ->> 'reason' as reason,
                 case when d.standing ->> 'state' <> 'current' then d.standing ->> 'state'
                      when d.standing ->> 'operation' = 'correct' then 'corrected'
                      when (d.standing ->> 'publicUntil')::date <= (d.at at time zone 'Asia/Shanghai')::date
                           and coalesce((d.before ->> 'publicUntil')::date > (d.at at time zone 'Asia/Shanghai')::date, true) then 'stopped' end as how
            from revised d
           where d.before ->> 'state' = 'current'
          union all
          select d.record_id, d.no, d.entry, (d.standing ->> 'publicUntil')::date, null, 'expired'
            from revised d
           where d.next is null and d.standing ->> 'state' = 'current' and (d.standing ->> 'publicUntil')::date <= foundation.today()
             and (d.standing ->> 'publicUntil')::date > (d.at at time zone 'Asia/Shanghai')::date)
        select l.record_id as Record, l.no, l.how, r.item, coalesce(i.name, r.item) as ItemName, coalesce(a.name, r.authority, p.name, r.provider) as AuthorityName,
               r.decided_on as DecidedOn, l.day as On, l.reason, l.entry
          from left_by l
          join records.record r on r.record_id = l.record_id and r.subject_id = @subject
          left join catalogue.item_in_force i on i.code = r.item
          left join people.organisation a on a.code = r.authority
          left join people.organisation p on p.code = r.provider
         where l.how is not null
           and (l.how in ('corrected', 'expired') or (r.state <> 'current' and l.how = r.state) or (l.how = 'stopped' and r.state = 'current' and r.public_until <= foundation.today()))
        """;

    public async Task<Result<IReadOnlyList<Departure>>> ListAsync(Caller caller, SubjectId? served, CancellationToken ct)
    {
        if (Holder.Of(caller, served) is not { } subject)
        {
            return Holder.NotOwn;
        }

        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        IReadOnlyList<Departure> found = [.. await connection.QueryAsync<Departure>(new CommandDefinition(
            $"{Select} order by l.day desc, l.record_id, l.no desc limit {Most}", new { subject = subject.Value }, cancellationToken: ct))];
        await TraceAsync(subject, found, caller, ct);
        return Result<IReadOnlyList<Departure>>.Of(found);
    }

    /// <summary>The paper for one of them. Another's answers like none.</summary>
    /// <param name="how">Null: the last time it left, however.</param>
    public async Task<Result<PaperInHand>> ProveAsync(RecordId record, string? how, Caller caller, SubjectId? served, CancellationToken ct)
    {
        if (Holder.Of(caller, served) is not { } subject)
        {
            return Holder.NotOwn;
        }

        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var left = await connection.QueryFirstOrDefaultAsync<Departure>(new CommandDefinition(
            $"{Select} and l.record_id = @record and (@how::text is null or l.how = @how) order by l.no desc, l.day desc limit 1",
            new { subject = subject.Value, record = record.Value, how }, cancellationToken: ct));
        await TraceAsync(subject, left is null ? [] : [left], caller, ct);
        return left is not null && await Holder.FindAsync(connection, numbers, subject, ct) is { } holder
            ? PaperInHand.Of(PaperOf(left, holder), left.Record, keys, codes)
            : Refusal.NotFound("publication.no-departure", "没有这条记录，或者它现在仍是现行信息，没有离开公示的证明。");
    }

    /// <summary>What became of the record, as it stands on the paper and in lists.</summary>
    public static string WordsOf(string how) => how switch
    {
        "repaired" => "已准予信用修复，停止公示、共享和使用",
        "withdrawn" => "已撤下，停止公示、共享和使用",
        "shielded" => "已暂时屏蔽，屏蔽期间不公示、不使用",
        "archived" => "已归档，停止公示、共享和使用",
        "corrected" => "内容已更正，更正以前的内容不再是现行信息",
        "stopped" => "公示期已提前截止，停止公示",
        _ => "公示期已满，停止公示",
    };

    private Paper PaperOf(Departure left, Holder holder) => new()
    {
        Kind = Paper.Departure, Origin = options.Origin, Day = clock.Today, Title = "记录不再是现行信息的证明",
        Sentence = $"关于持证人的下列记录，自{Day(left.On)}起{WordsOf(left.How)}。仍保存它的，请按此移除或更正。",
        Lines =
        [
            .. holder.Lines(),
            new("记录编号", left.Record.ToString("D")), new("信息项", left.ItemName),
            .. left.AuthorityName is { } authority ? [new PaperLine("决定或提供单位", authority)] : Array.Empty<PaperLine>(),
            .. left.DecidedOn is { } decided ? [new PaperLine("决定日期", Day(decided))] : Array.Empty<PaperLine>(),
            new("结果", WordsOf(left.How)), new("日期", Day(left.On)),
            .. left.Reason is { } reason ? [new PaperLine("理由", reason)] : Array.Empty<PaperLine>(),
            new("日志条目", left.Entry.ToString("D")),
        ],
    };

    private Task TraceAsync(SubjectId subject, IReadOnlyList<Departure> found, Caller caller, CancellationToken ct) => trace.WriteAsync(
        new Look(LookKind.Read, subject, [.. found.Select(left => left.Item).Distinct().Order(StringComparer.Ordinal)], Purpose, null, null,
            found.Count > 0 ? LookResult.Answered : LookResult.NothingFound, found.Count)
        { IsMatterDue = false }, caller, ct);

    private static string Day(DateOnly day) => day.ToString("yyyy年M月d日", CultureInfo.InvariantCulture);
}
