namespace Xinheng.Model.Records;

/// <summary>The words by which operations and states stand in tables, documents and answers.</summary>
public static class Names
{
    public static string Of(Operation operation) => operation switch
    {
        Operation.Enter => "enter",
        Operation.Correct => "correct",
        Operation.Withdraw => "withdraw",
        Operation.Restore => "restore",
        Operation.Archive => "archive",
        Operation.Confirm => "confirm",
        Operation.FollowLaw => "follow-law",
        Operation.Contest => "contest",
        Operation.Repair => "repair",
        Operation.Shield => "shield",
        Operation.LiftShield => "lift-shield",
        Operation.Stop => "stop",
        _ => throw new ArgumentOutOfRangeException(nameof(operation)),
    };

    public static string Of(RecordState state) => state switch
    {
        RecordState.Current => "current",
        RecordState.Withdrawn => "withdrawn",
        RecordState.Repaired => "repaired",
        RecordState.Shielded => "shielded",
        RecordState.Archived => "archived",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    public static RecordState State(string name) => name switch
    {
        "current" => RecordState.Current,
        "withdrawn" => RecordState.Withdrawn,
        "repaired" => RecordState.Repaired,
        "shielded" => RecordState.Shielded,
        "archived" => RecordState.Archived,
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };
}
