using Xinheng.Model.Foundation;
using Xinheng.Model.Subjects;
using Xinheng.Platform.Journal;

namespace Xinheng.Platform.Subjects;

/// <summary>
/// Carries what registration records say over to their subjects: name (the old one stays as a former name), state,
/// region, and the legacy numbers the registration authority vouches for.
/// </summary>
public static class Registrations
{
    public static async Task ApplyAsync(Work work, IReadOnlyList<Registration> registered, CancellationToken ct)
    {
        if (registered.Count > 0)
        {
            await RenameAsync(work, registered, ct);
            await UpdateAsync(work, registered, ct);
            await VouchAsync(work, registered, ct);
        }
    }

    private static async Task RenameAsync(
        Work work, IReadOnlyList<Registration> rows, CancellationToken ct)
    {
        var named = rows.Where(r => r.Name is not null).DistinctBy(r => r.Subject).ToList();
        var names = new
        {
            ids = named.Select(r => r.Subject.Value).ToArray(),
            names = named.Select(r => r.Name!).ToArray(),
            normals = named.Select(r => SubjectName.Normal(r.Name!)).ToArray(),
            pairs = named.Select(r => SubjectName.Pairs(r.Name!)).ToArray(),
            dates = named.Select(r => r.AsOf).ToArray(),
        };
        await work.ExecuteAsync("""
            update subjects.name n set until = coalesce(t.date, foundation.today())
              from unnest(@ids, @names, @dates::date[]) as t (id, name, date)
             where n.subject_id = t.id and n.until is null and n.name <> t.name
            """, names, ct);
        await work.ExecuteAsync("""
            insert into subjects.name (subject_id, name, normal, pairs)
            select t.id, t.name, t.normal, array_to_tsvector(string_to_array(t.pairs, ' '))
              from unnest(@ids, @names, @normals, @pairs) as t (id, name, normal, pairs)
                on conflict (subject_id, name) do update set until = null
            """, names, ct);
    }

    private static Task UpdateAsync(
        Work work, IReadOnlyList<Registration> rows, CancellationToken ct)
    {
        var last = rows.GroupBy(r => r.Subject).Select(g => g.Last()).ToList();
        return work.ExecuteAsync("""
            update subjects.subject s
               set registered = true, name = coalesce(t.name, s.name), status = coalesce(t.status, s.status),
                   region = coalesce(t.region, s.region), established_on = coalesce(t.established, s.established_on)
              from unnest(@ids, @names, @statuses, @regions, @established::date[]) as t (id, name, status, region, established)
             where s.id = t.id
            """, new
        {
            ids = last.Select(r => r.Subject.Value).ToArray(),
            names = last.Select(r => r.Name).ToArray(),
            statuses = last.Select(r => r.Facts.Status).ToArray(),
            regions = last.Select(r => r.Facts.Region).ToArray(),
            established = last.Select(r => r.Facts.EstablishedOn).ToArray(),
        }, ct);
    }

    private static Task VouchAsync(
        Work work, IReadOnlyList<Registration> rows, CancellationToken ct)
    {
        var numbers = rows.SelectMany(r => r.Facts.Others.Select(o => (r.Subject, o.Scheme, o.Number))).ToList();
        return numbers.Count == 0 ? Task.CompletedTask : IdentifyAsync(work, numbers, ct);
    }

    // A number that already leads to another subject stays there: who bears it is for a person to settle.
    private static Task IdentifyAsync(Work work, List<(SubjectId Subject, string Scheme, string Number)> numbers, CancellationToken ct) =>
        work.ExecuteAsync("""
            insert into subjects.identifier (scheme, lookup, subject_id)
            select t.scheme, t.number, t.id from unnest(@schemes, @numbers, @ids) as t (scheme, number, id)
                on conflict do nothing
            """, new
        {
            schemes = numbers.Select(n => n.Scheme).ToArray(),
            numbers = numbers.Select(n => n.Number).ToArray(),
            ids = numbers.Select(n => n.Subject.Value).ToArray(),
        }, ct);
}
