using Xinheng.Model.Assessment;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.Records;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Journal;
using Xinheng.Platform.Publication;

namespace Xinheng.Platform.Assessment.Auditing;

/// <summary>取证: the entries of a trail with their proofs, and the record's own where it is public, in one file that the stranger's tool checks.</summary>
public sealed class EvidencePacks(LogProofs proofs, RecordProofs records, Clock clock)
{
    /// <summary>Of a trail the newest so many entries; each proof takes time that grows with the log.</summary>
    public const int MostEntries = 100;

    public async Task<Result<EvidencePack>> OfAsync(Trail trail, CancellationToken ct)
    {
        List<LogInclusion> entries = [];
        foreach (var line in trail.Lines.Where(l => l.Evidence == EvidenceState.Sealed).TakeLast(MostEntries))
        {
            if ((await proofs.InclusionAsync(new EntryId(line.Entry), ct)).TryGet(out var inclusion))
            {
                entries.Add(inclusion);
            }
        }

        if (entries.Count == 0)
        {
            return Refusal.Conflict("assessment.pack-empty", "这里还没有已经封存的日志条目，没有可以取证的。刚刚办理的，几秒后再取。");
        }

        var open = trail.About.Kind == TrailKind.Record && (await records.FindAsync(trail.About.Id, ct)).TryGet(out var proof) ? [proof] : Array.Empty<RecordProof>();
        return new EvidencePack($"{trail.About.Kind.ToString().ToLowerInvariant()} {trail.About.Id}", clock.Now, entries, open);
    }
}
