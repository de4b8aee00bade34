using Xinheng.Model.Journal;
using Xinheng.Model.Law;
using Xinheng.Platform.Journal;

namespace Xinheng.Platform.Law;

/// <summary>The recorded law changed: what later rooms hear of. Years are those of calendars that came, changed or ended.</summary>
public sealed record LawLoaded(int Loading, LawBook Book, IReadOnlyCollection<(string Calendar, int Year)> Years);

/// <summary>
/// Records the law of the files: what differs from what is on record ends, and what the files say follows it. Deadlines
/// that awaited a calendar are counted, those that a changed one moves are moved. The same law again changes nothing.
/// </summary>
public sealed class LoadLaw(Journal.Journal journal)
{
    /// <param name="Counted">Deadlines that awaited a calendar and have a date now.</param>
    /// <param name="Moved">Deadlines with another date than before; <see cref="Deadlines.ChangesAsync"/> lists both kinds.</param>
    public sealed record Loaded(int Loading, int Added, int Changed, int Ended, int Counted, int Moved)
    {
        public bool IsNew => Added + Changed + Ended > 0;
    }

    private sealed record Difference(IReadOnlyList<Provision> Recorded, IReadOnlyList<Provision> Ended, int Added, int Changed)
    {
        public bool IsNone => Recorded.Count + Ended.Count == 0;

        public int Gone => Ended.Count - Changed;

        public IReadOnlyList<(string Calendar, int Year)> Years =>
        [
            .. Recorded.Concat(Ended).Where(p => p.Kind == Provision.CalendarYear)
                .Select(p => (p.Scope, int.Parse(p.Name, null))).Distinct().Order(),
        ];
    }

    public async Task<Loaded> RunAsync(LawBook law, Actor actor, CancellationToken ct)
    {
        await using var work = await journal.OpenAsync(actor, Power.LoadLaw, ct);
        var wanted = Provision.Of(law);
        if ((await CompareAsync(work, wanted, ct)).IsNone)
        {
            return await UnchangedAsync(work, ct); // without the lock: every start comes here, and none need wait for an act that counts
        }

        await RecordedLaw.LockAsync(work, ct);
        var difference = await CompareAsync(work, wanted, ct);
        return difference.IsNone ? await UnchangedAsync(work, ct) : await RecordAsync(work, law, wanted, difference, ct);
    }

    private static async Task<Loaded> UnchangedAsync(Work work, CancellationToken ct) =>
        new(await work.FindAsync<int?>("select max(no) from law.loading", null, ct) ?? 0, 0, 0, 0, 0, 0);

    private static async Task<Difference> CompareAsync(Work work, IReadOnlyList<Provision> wanted, CancellationToken ct)
    {
        var known = (await work.ListAsync<Provision>($"select {Provision.Columns} from law.provision where ended_in is null", null, ct))
            .ToDictionary(p => p.Key);
        var recorded = wanted.Where(p => !known.TryGetValue(p.Key, out var before) || before != p).ToList();
        var kept = wanted.ToDictionary(p => p.Key);
        var ended = known.Values.Where(p => !kept.TryGetValue(p.Key, out var after) || after != p).ToList();
        var changed = recorded.Count(p => known.ContainsKey(p.Key));
        return new Difference(recorded, ended, recorded.Count - changed, changed);
    }

    private static async Task<Loaded> RecordAsync(
        Work work, LawBook law, IReadOnlyList<Provision> wanted, Difference difference, CancellationToken ct)
    {
        var no = await work.FindAsync<int>("select coalesce(max(no), 0) + 1 from law.loading", null, ct);
        var digest = Provision.DigestOf(wanted.Select(p => (p.Key, p.Digest)));
        await work.ExecuteAsync("insert into law.loading (no, digest, entry, recorded_at) values (@no, @digest, @entry, @At)",
            new { no, digest, entry = work.Entry.Value, work.At }, ct);
        await EndAsync(work, no, difference.Ended, ct);
        await InsertAsync(work, no, difference.Recorded, ct);
        var (counted, moved) = await Recount.RunAsync(work, no, law, difference.Years, LegalTime.DateOf(work.At), ct);
        await work.AnnounceAsync(new LawLoaded(no, law, difference.Years), ct);
        work.Tell(new
        {
            loading = no, digest = Convert.ToHexStringLower(digest), provisions = wanted.Count,
            added = difference.Added, changed = difference.Changed, ended = difference.Gone,
            recorded = Named(difference.Recorded), closed = Named(difference.Ended),
            deadlines = new { counted, moved },
        });
        await work.CommitAsync(ct);
        return new Loaded(no, difference.Added, difference.Changed, difference.Gone, counted, moved);
    }

    private static SortedDictionary<string, string> Named(IEnumerable<Provision> provisions) =>
        new(provisions.ToDictionary(p => p.Key, p => p.Digest), StringComparer.Ordinal);

    private static Task EndAsync(Work work, int no, IReadOnlyList<Provision> ended, CancellationToken ct) =>
        work.ExecuteAsync("""
            update law.provision p set ended_in = @no, recorded_until = @At
              from unnest(@kinds, @scopes, @names, @froms::date[]) as t (kind, scope, name, valid_from)
             where p.ended_in is null and (p.kind, p.scope, p.name) = (t.kind, t.scope, t.name)
               and p.valid_from is not distinct from t.valid_from
            """, new
        {
            no, work.At,
            kinds = ended.Select(p => p.Kind).ToArray(), scopes = ended.Select(p => p.Scope).ToArray(),
            names = ended.Select(p => p.Name).ToArray(), froms = ended.Select(p => p.ValidFrom).ToArray(),
        }, ct);

    private static Task InsertAsync(Work work, int no, IReadOnlyList<Provision> recorded, CancellationToken ct) =>
        work.ExecuteAsync("""
            insert into law.provision (kind, scope, name, valid_from, valid_to, content, recorded_in, recorded_at)
            select kind, scope, name, valid_from, valid_to, content::json, @no, @At
              from unnest(@kinds, @scopes, @names, @froms::date[], @tos::date[], @contents)
                   as t (kind, scope, name, valid_from, valid_to, content)
            """, new
        {
            no, work.At,
            kinds = recorded.Select(p => p.Kind).ToArray(), scopes = recorded.Select(p => p.Scope).ToArray(),
            names = recorded.Select(p => p.Name).ToArray(), froms = recorded.Select(p => p.ValidFrom).ToArray(),
            tos = recorded.Select(p => p.ValidTo).ToArray(), contents = recorded.Select(p => p.Content).ToArray(),
        }, ct);
}
