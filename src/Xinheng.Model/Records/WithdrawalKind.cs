namespace Xinheng.Model.Records;

/// <summary>
/// Why a row that was handed in is withdrawn. The law names the first four for published penalties, which are then withdrawn within
/// three working days with public reasons (行政处罚法 48 ¶2, V); the last is the provider's own mistake and is no news about the decision.
/// </summary>
public enum WithdrawalKind
{
    /// <summary>撤销.</summary>
    Revoked,

    /// <summary>变更.</summary>
    Changed,

    /// <summary>确认违法.</summary>
    Unlawful,

    /// <summary>确认无效.</summary>
    Void,

    /// <summary>报送有误: the row should not have come, or not so. The decision, if there is one, stands.</summary>
    Mistake,
}

/// <summary>The words by which kinds of withdrawal stand in the log, in forms and on pages.</summary>
public static class WithdrawalWords
{
    private static readonly (WithdrawalKind Kind, string Code, string Name)[] All =
    [
        (WithdrawalKind.Revoked, "revoked", "决定被撤销"),
        (WithdrawalKind.Changed, "changed", "决定被变更"),
        (WithdrawalKind.Unlawful, "unlawful", "决定被确认违法"),
        (WithdrawalKind.Void, "void", "决定被确认无效"),
        (WithdrawalKind.Mistake, "mistake", "报送有误（原决定不受影响）"),
    ];

    public static string CodeOf(WithdrawalKind kind) => All[(int)kind].Code;

    public static string NameOf(WithdrawalKind kind) => All[(int)kind].Name;

    public static WithdrawalKind? Read(string? code) => Array.Find(All, words => words.Code == code) is { Code: not null } found ? found.Kind : null;
}
