using Xinheng.Model.Foundation;
using Xinheng.Platform.Journal;

namespace Xinheng.Platform.Cases.Objecting.Telling;

/// <summary>An organisation that read what turned out wrong, by the trace of reads.</summary>
public sealed record Reader(string Organisation, int Looks, DateTime LastLook, string? Matter, Guid? Authorisation);

/// <summary>
/// Whom wrong data had reached: everybody who was answered about the subject's items since what was wrong stood on record. Basis: 深圳经济特区社会信用条例
/// 37, 上海市社会信用条例 37 (V).
/// </summary>
internal static class WhoRead
{
    /// <summary>Since when it has been on record at all: where the fact itself is wrong.</summary>
    public static Task<DateTime?> KeptSinceAsync(Work work, RecordId record, CancellationToken ct) =>
        work.FindAsync<DateTime?>("select entered_at from records.record where record_id = @Value", record, ct);

    /// <summary>Since when the content of a revision has stood: the first of the unbroken run of revisions that say the same.</summary>
    public static Task<DateTime?> WrongSinceAsync(Work work, RecordId record, int revision, CancellationToken ct) => work.FindAsync<DateTime?>("""
        with known as (
          select v.no, e.at, (v.open::text || v.closed::text) as says
            from records.revision v join journal.entry e on e.id = v.entry
           where v.record_id = @record and v.subject_id = (select r.subject_id from records.record r where r.record_id = @record) and v.no <= @revision)
        select min(k.at) from known k
         where k.no > coalesce((select max(o.no) from known o
                                 where o.says is distinct from (select c.says from known c where c.no = @revision)), 0)
        """, new { record = record.Value, revision }, ct);

    /// <summary>From when on it should not have been seen any more, where that is what was wrong.</summary>
    public static Task<DateTime?> OverdueSinceAsync(Work work, RecordId record, CancellationToken ct) => work.FindAsync<DateTime?>(
        "select (public_until::timestamp at time zone 'Asia/Shanghai') from records.record where record_id = @Value", record, ct);

    /// <summary>Its own provider hears of it as a defect; whoever handled the case itself read nothing that it would have acted on.</summary>
    public static Task<IReadOnlyList<Reader>> SinceAsync(
        Work work, SubjectId subject, string item, string provider, DateTime since, CancellationToken ct) => work.ListAsync<Reader>("""
        select l.organisation, count(*)::int as looks, max(l.at) as LastLook,
               (array_agg(l.matter order by l.id desc))[1] as matter, (array_agg(l.authorisation order by l.id desc))[1] as authorisation
          from people.look l
         where l.subject = @subject and l.id >= people.look_id_from(@since) and l.result = 'Answered' and @item = any (l.items)
           and l.organisation is not null and l.organisation <> @provider and l.door <> 'Subject' and l.kind <> 'Handle'
         group by l.organisation
         order by l.organisation
        """, new { subject = subject.Value, item, provider, since }, ct);
}
