namespace Xinheng.Model.Subjects.Proofing;

/// <summary>登记码: handed over at the counter, entered once to open one's own account. It is written in groups and read aloud.</summary>
public static class EnrolmentCode
{
    public const int Length = 10;

    /// <summary>Without letters and digits that are taken for one another: 0 and O, 1, I and L.</summary>
    public const string Alphabet = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";

    /// <summary>How long one can wait before entering it (平台规则，不是法定期限).</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    /// <summary>ABCDEFGHJK as ABCDE-FGHJK.</summary>
    public static string Written(string code) => $"{code[..(Length / 2)]}-{code[(Length / 2)..]}";

    /// <summary>As it was made, however it was typed; null when it cannot be one.</summary>
    public static string? Read(string typed)
    {
        var code = string.Concat(typed.ToUpperInvariant().Where(c => !char.IsWhiteSpace(c) && c is not ('-' or '－' or '—')));
        return code.Length == Length && code.All(Alphabet.Contains) ? code : null;
    }
}
