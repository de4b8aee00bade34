using System.Buffers;
using Xinheng.Model.Catalogue;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.Records;
using Xinheng.Model.Subjects;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Journal;
using Xinheng.Platform.Law;
using Xinheng.Platform.Records.Moving;
using Xinheng.Platform.Subjects;

namespace Xinheng.Platform.Records;

/// <summary>One act's entering under way.</summary>
public sealed class Entering
{
    private const int MostNamedSubjects = 500;

    private readonly SubjectRegister register;
    private readonly Clock clock;
    private readonly Work work;
    private readonly string item;
    private readonly int edition;
    private readonly EntryTree tree = new();
    private readonly Dictionary<string, HashSet<SubjectId>?> touched = [];
    private readonly List<RecordMoved> moved = [];

    internal Entering(SubjectRegister register, Clock clock, Work work, string item, int edition)
    {
        (this.register, this.clock) = (register, clock);
        (this.work, this.item, this.edition) = (work, item, edition);
    }

    public TreeHead Tree => tree.Head;

    /// <summary>Enters those of a chunk that may enter; the verdicts say what became of each.</summary>
    public async Task<MatchedCandidate[]> EnterAsync(IReadOnlyList<Candidate> candidates, CancellationToken ct)
    {
        var matched = await RecordMatch.FindAsync(work.Connection, item, candidates, ct);
        var writing = matched.Where(m => m.Verdict.Outcome is EntryOutcome.Entered or EntryOutcome.Corrected).ToList();
        await SubjectRegister.AddNumbersAsync(work, [.. writing.SelectMany(m => m.Candidate.NewNumbers).DistinctBy(n => n.Token)], ct);
        var strangers = writing.Where(m => m.Subject is null).Select(m => m.Candidate.Subject).ToList();
        var made = strangers.Count > 0 ? await register.CreateAsync(work, strangers, ct) : null;
        await WriteAsync(Drafts(writing, made), ct);
        return matched;
    }

    /// <summary>Enters revisions made elsewhere in this room (a withdrawal, a confirmation, a shorter period).</summary>
    internal async Task WriteAsync(List<RevisionDraft> drafts, CancellationToken ct)
    {
        Commit(drafts);
        foreach (var draft in drafts)
        {
            tree.Append(draft);
            Touch(draft);
        }

        await RecordTables.CopyRevisionsAsync(work, drafts, ct);
        await RecordTables.CopyRecordsAsync(work, drafts.FindAll(d => d.IsNew), ct);
        var changed = drafts.FindAll(d => !d.IsNew);
        if (changed.Count > 0)
        {
            moved.AddRange(await Moves.FindAsync(work, changed, clock.Today, ct));
            await RecordTables.UpdateRecordsAsync(work, changed, ct);
        }

        await tree.StoreAsync(work, complete: false, ct);
        await Registrations.ApplyAsync(
            work,
            [.. drafts.Where(d => d.Standing.State == RecordState.Current && d.Candidate.Registration is not null)
                .Select(d => new Registration(
                    d.Subject, d.Candidate.Subject.Name, d.Candidate.Registration!.AsOf ?? d.Standing.DecidedOn, d.Candidate.Registration))],
            ct);
    }

    /// <summary>Stores the tree and tells later rooms; the caller tells the journal and commits.</summary>
    public async Task<TreeHead> FinishAsync(CancellationToken ct)
    {
        await tree.StoreAsync(work, complete: true, ct);
        foreach (var (changed, subjects) in touched)
        {
            await work.AnnounceAsync(new RecordsChanged(changed, subjects), ct);
        }

        if (moved.Count > 0)
        {
            await work.AnnounceAsync(new RecordsMoved(moved), ct);
        }

        return tree.Head;
    }

    // Six digests a revision: worth all processors while the reader of the file waits.
    private static void Commit(List<RevisionDraft> drafts)
    {
        const int together = 256;
        var salts = EntryTree.Salts(drafts.Count);
        Parallel.For(0, (drafts.Count + together - 1) / together, part =>
        {
            var buffer = new ArrayBufferWriter<byte>(4096);
            for (var i = part * together; i < Math.Min(drafts.Count, (part + 1) * together); i++)
            {
                drafts[i].Commit(salts.AsSpan(i * EntryTree.SaltLength, EntryTree.SaltLength), buffer);
            }
        });
    }

    private void Touch(RevisionDraft draft)
    {
        if (!touched.TryGetValue(draft.Item, out var subjects))
        {
            touched[draft.Item] = subjects = [];
        }

        subjects?.Add(draft.Subject);
        if (subjects?.Count > MostNamedSubjects)
        {
            touched[draft.Item] = null;
        }
    }

    // By subject, and new ids rising with them: the order in which the tables' indexes grow most cheaply.
    private List<RevisionDraft> Drafts(List<MatchedCandidate> writing, IReadOnlyDictionary<(string, string), SubjectId>? made)
    {
        var ids = writing.Select(_ => clock.NewId()).Order().ToArray();
        return [.. writing
            .Select(m => (Matched: m, Subject: m.Subject ?? made![(m.Candidate.Subject.Scheme, m.Candidate.Subject.Lookup)]))
            .OrderBy(m => m.Subject.Value)
            .Select((m, place) => Draft(m.Matched, m.Subject, new RecordId(ids[place])))];
    }

    private RevisionDraft Draft(MatchedCandidate matched, SubjectId subject, RecordId fresh)
    {
        var candidate = matched.Candidate;
        return matched.Known is { } known
            ? new RevisionDraft(subject, known.Id, known.Revision + 1, item, edition, candidate, Follow(candidate.Standing, known), false)
            : new RevisionDraft(subject, fresh, 1, item, edition, candidate, candidate.Standing with { Operation = Operation.Enter }, true);
    }

    // Editing or re-sending never lengthens an adverse record's publicity, and keeps what others have decided about it. The
    // end of a class that nobody had confirmed was only the shortest one: it binds nobody.
    private static Standing Follow(Standing given, OnRecord known) => given with
    {
        Operation = given.Operation == Operation.Enter ? Operation.Correct : given.Operation,
        State = given.Operation switch
        {
            Operation.Withdraw => RecordState.Withdrawn,
            Operation.Archive => RecordState.Archived,
            _ => RecordState.Current,
        },
        Severity = known.Confirmed && !given.Confirmed ? known.Severity : given.Severity,
        Confirmed = given.Confirmed || (known.Confirmed && given.Nature == Nature.Adverse),
        PublicUntil = given.Nature == Nature.Adverse && known.Confirmed && known.PublicUntil < (given.PublicUntil ?? DateOnly.MaxValue)
            ? known.PublicUntil
            : given.PublicUntil,
        Contested = given.Contested || known.Contested,
    };
}
