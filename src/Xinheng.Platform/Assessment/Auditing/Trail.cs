using Xinheng.Model.Foundation;

namespace Xinheng.Platform.Assessment.Auditing;

/// <summary>What a number turned out to be.</summary>
public enum TrailKind
{
    Submission,
    Record,
    Subject,
    Entry,
    Account,
    Look,
    Bulletin,

    /// <summary>办件: an objection, a repair, whatever has a procedure.</summary>
    Case,
}

/// <summary>A thing that can be followed: what it is, and its id.</summary>
/// <param name="Name">What it is called; a person's name stands in none.</param>
/// <param name="Region">Division code that decides who may follow it; null: the whole installation's.</param>
/// <param name="Subject">Whom it is about, where it is about one.</param>
/// <param name="IsPerson">About a natural person.</param>
public sealed record Trailed(TrailKind Kind, Guid Id, string Name, string? Organisation, string? Region, SubjectId? Subject = null, bool IsPerson = false);

/// <summary>One moment of a thing's history.</summary>
/// <param name="What">What was done, in words.</param>
/// <param name="Detail">Counts, reasons, numbers; never a person's.</param>
/// <param name="Line">The journal entry it stands on; null for what is in no log (a period that ended by itself).</param>
/// <param name="Evidence">How it stands to the log; null where nothing is claimed.</param>
/// <param name="Leads">To other things that can be followed.</param>
public sealed record TrailEvent(
    DateTimeOffset At, string What, string? Who, string? Detail, LogLine? Line, EvidenceState? Evidence, IReadOnlyList<(string Text, Guid Id)> Leads);

/// <summary>A thing with its whole history, the oldest first.</summary>
public sealed record Trail(Trailed About, IReadOnlyList<TrailEvent> Events, IReadOnlyList<(string Text, Guid Id)> Parts)
{
    public IEnumerable<LogLine> Lines => Events.Select(e => e.Line).OfType<LogLine>().DistinctBy(l => l.Entry);

    /// <summary>Some entry is not what was sealed.</summary>
    public bool IsBroken => Events.Any(e => e.Evidence == EvidenceState.Broken);
}
