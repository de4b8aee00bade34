using Xinheng.Model.Cases.Rectifying;

namespace Xinheng.Platform.Cases.Rectifying;

/// <summary>An interview as its table has it.</summary>
public sealed record InterviewRow
{
    internal const string Columns = """
        i.case_id as CaseId, i.rectification, i.kind as KindCode, i.cause, i.called_for as CalledFor, i.place, i.held_at as HeldAt, i.attended,
        i.attendee, i.minutes, i.undertakings, i.follow_up_on as FollowUpOn, i.confirmed_on as ConfirmedOn, i.signed, i.salt, i.entry
        """;

    public const string SignedByThem = "signed";
    public const string Unsigned = "unsigned";

    public required Guid CaseId { get; init; }

    public Guid? Rectification { get; init; }

    public required string KindCode { get; init; }

    public required string Cause { get; init; }

    public required DateTime CalledFor { get; init; }

    public required string Place { get; init; }

    public DateTime? HeldAt { get; init; }

    public bool? Attended { get; init; }

    public string? Attendee { get; init; }

    public string? Minutes { get; init; }

    public string? Undertakings { get; init; }

    public DateOnly? FollowUpOn { get; init; }

    public DateOnly? ConfirmedOn { get; init; }

    public string? Signed { get; init; }

    public required byte[] Salt { get; init; }

    public Guid Entry { get; init; }

    public InterviewKind Kind => KindCode == "2" ? InterviewKind.Warning : InterviewKind.Hint;

    public string KindName => Kind == InterviewKind.Warning ? "警示约谈" : "提示约谈";

    internal string Digest => Digests.Of(Salt, CaseId, Rectification, KindCode, Cause, CalledFor.Ticks, Place, HeldAt?.Ticks, Attended, Attendee,
        Minutes, Undertakings, FollowUpOn, ConfirmedOn, Signed);
}
