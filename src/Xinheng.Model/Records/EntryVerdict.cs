using Xinheng.Model.Foundation;

namespace Xinheng.Model.Records;

/// <summary>What becomes of a candidate against what is on record.</summary>
public enum EntryOutcome
{
    Entered,
    Corrected,
    Unchanged,

    /// <summary>A person must look: it touches a record that was withdrawn or repaired, or resembles one.</summary>
    Held,
    Refused,
}

/// <summary>What is on record under a candidate's subject, item and key.</summary>
public sealed record OnRecord(
    RecordId Id, Guid Content, string Provider, RecordState State, int Revision, DateOnly? PublicUntil, Severity? Severity, bool Contested, bool Confirmed);

/// <summary>The outcome for one candidate, with the reason where it does not simply enter.</summary>
public readonly record struct EntryVerdict(EntryOutcome Outcome, Refusal? Reason)
{
    public static EntryVerdict Enters { get; } = new(EntryOutcome.Entered, null);

    /// <summary>Compares a candidate with what is on record. A revision never changes disclosure: withdrawn stays withdrawn.</summary>
    /// <param name="known">The record with the same key, if any.</param>
    /// <param name="resemblesRepaired">Another record of the same subject, authority and date was repaired.</param>
    public static EntryVerdict Of(Candidate candidate, OnRecord? known, bool resemblesRepaired) =>
        (candidate.Standing.Operation, known) switch
        {
            (Operation.Withdraw or Operation.Restore or Operation.Archive, null) => Refuse("records.nothing-on-record",
                "要撤销、恢复或归档的记录不在库中。请核对主体代码、文书号和机关代码。"),
            (_, null) when resemblesRepaired && !candidate.Released => Hold("records.resembles-repaired",
                "同一主体、同一机关、同一日期已有一条修复完成的记录，这一行可能是它的重报。请审核员核对后再放行。"),
            (_, null) => Enters,
            (_, { } record) when record.Provider != candidate.Standing.Provider && !Confirms(candidate, record) => Refuse(
                "records.other-provider", "同一记录由另一单位报送，内容不同。请与原报送单位核对；只有原单位可以更正。"),
            (Operation.Withdraw, { State: RecordState.Withdrawn }) => Unchanged,
            (Operation.Archive, { State: RecordState.Archived }) => Unchanged,
            (Operation.Restore, { State: RecordState.Current }) => Unchanged,
            (Operation.Restore, { State: not RecordState.Withdrawn }) => Refuse("records.not-restorable",
                "只有被撤销的记录可以用“恢复”报送；已修复、屏蔽或归档的记录须凭决定办理。"),
            // Or a withdrawal followed by a restoration would bring a repaired record back to light.
            (Operation.Withdraw or Operation.Archive, { State: RecordState.Repaired or RecordState.Shielded }) => Hold("records.decided-otherwise",
                "这条记录已修复或正在重整屏蔽，不能以报送撤销或归档；请凭决定办理。"),
            (Operation.Withdraw or Operation.Archive or Operation.Restore, _) => new(EntryOutcome.Corrected, null),
            (_, { State: RecordState.Current } record) => record.Content == candidate.Content ? Unchanged : new(EntryOutcome.Corrected, null),
            (_, { State: RecordState.Withdrawn }) => Hold("records.was-withdrawn",
                "这条记录已被撤销。重报不能使它恢复公示；如撤销有误，请以“恢复”操作报送并说明原因。"),
            (_, { State: RecordState.Repaired }) => Hold("records.was-repaired", "这条记录已完成信用修复，重报不能使它重新公示。"),
            _ => Hold("records.not-current", "这条记录已屏蔽或归档，请审核员核对。"),
        };

    private static EntryVerdict Unchanged => new(EntryOutcome.Unchanged, null);

    private static bool Confirms(Candidate candidate, OnRecord record) =>
        candidate.Standing.Operation is Operation.Enter or Operation.Correct && record.Content == candidate.Content;

    private static EntryVerdict Refuse(string code, string message) => new(EntryOutcome.Refused, Refusal.Conflict(code, message));

    private static EntryVerdict Hold(string code, string message) => new(EntryOutcome.Held, Refusal.Conflict(code, message));
}
