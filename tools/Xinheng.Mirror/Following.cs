using Xinheng.Model.Journal;
using Xinheng.Model.Publication;

namespace Xinheng.Mirror;

/// <summary>How the copy stands beside its source.</summary>
/// <param name="Digest">Of the copy, divided as the source divides.</param>
/// <param name="IsEqual">Null: the source was changing all the while, so that there was nothing to compare with.</param>
public sealed record Standing(int Records, Hash256 Digest, Hash256 OfSource, bool? IsEqual, IReadOnlyList<int> Differing);

/// <summary>Makes a copy from nothing, keeps it in step, and says whether it equals the source.</summary>
/// <param name="today">The legal day (Asia/Shanghai) by which records end.</param>
public sealed class Following(Source source, Copy copy, Func<DateOnly> today)
{
    private const int MostLooks = 30;

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(2);

    /// <summary>Takes everything that is new; starts anew where the source no longer knows our place. Returns how many changes.</summary>
    public async Task<long> CatchUpAsync(CancellationToken ct)
    {
        for (var changes = 0L; ;)
        {
            if (copy.Cursor is null)
            {
                await StartAsync(ct);
            }

            var page = await source.ChangesAsync(copy.Cursor!, ct);
            if (page is null)
            {
                copy.Clear();
                continue;
            }

            copy.Apply(page.Changed, page.Gone);
            copy.Reach(page.Cursor);
            changes += page.Changed.Count + page.Gone.Count;
            if (page.IsEmpty)
            {
                copy.DropEnded(today());
                return changes;
            }
        }
    }

    /// <summary>Compares part by part, at a moment at which both stand at the same place of the feed.</summary>
    public async Task<Standing> CompareAsync(CancellationToken ct)
    {
        for (var looks = 1; ; looks++)
        {
            await CatchUpAsync(ct);
            var manifest = await source.ManifestAsync(ct);
            var digests = copy.Digests(manifest.Parts.Count);
            var differing = Enumerable.Range(0, digests.Count).Where(part => digests[part] != manifest.Parts[part].Digest).ToList();
            var samePlace = manifest.Cursor == copy.Cursor;
            if ((samePlace && differing.Count == 0) || looks == MostLooks)
            {
                return new Standing(copy.Count, SnapshotManifest.DigestOf(digests), manifest.Digest, samePlace ? differing.Count == 0 : null, differing);
            }

            await Task.Delay(BetweenLooks, ct);
        }
    }

    // The feed is followed from the place of the first manifest: parts fetched later are ahead of it, which does no harm.
    private async Task StartAsync(CancellationToken ct)
    {
        copy.Clear();
        var manifest = await source.ManifestAsync(ct);
        var (cursor, parts) = (manifest.Cursor, manifest.Parts.Count);
        for (var part = 0; part < parts;)
        {
            if (await source.PartAsync(manifest.Parts[part], ct) is { } lines)
            {
                copy.Apply([.. Line.ParseAll(lines)], []);
                part++;
                continue;
            }

            manifest = await source.ManifestAsync(ct);
            if (manifest.Parts.Count != parts)
            {
                copy.Clear();
                (cursor, parts, part) = (manifest.Cursor, manifest.Parts.Count, 0);
            }
        }

        copy.Reach(cursor);
    }
}
