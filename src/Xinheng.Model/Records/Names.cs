using Xinheng.Model.Catalogue;

namespace Xinheng.Model.Records;

/// <summary>The words by which states, natures and degrees of openness stand in tables, documents and answers.</summary>
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

    public static string Of(Nature nature) => nature switch
    {
        Nature.Neutral => "neutral",
        Nature.Positive => "positive",
        Nature.Adverse => "adverse",
        _ => throw new ArgumentOutOfRangeException(nameof(nature)),
    };

    public static string Of(Openness openness) => openness switch
    {
        Openness.Public => "public",
        Openness.GovernmentSharing => "government_sharing",
        Openness.Authorised => "authorised",
        Openness.Restricted => "restricted",
        Openness.PerField => "per_field",
        _ => throw new ArgumentOutOfRangeException(nameof(openness)),
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
