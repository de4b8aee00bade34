namespace Xinheng.Model.Records;

/// <summary>The class of an adverse record, which sets how long it may be public. Confirmed by the determining body alone.
/// Basis: 国办发〔2025〕22号, NDRC Order 36 of 2025 (V-).</summary>
public enum Severity
{
    /// <summary>轻微: in principle not published.</summary>
    Minor = 1,

    /// <summary>一般.</summary>
    Ordinary = 2,

    /// <summary>严重.</summary>
    Serious = 3,
}

public static class SeverityWords
{
    /// <summary>The class in the statute's word.</summary>
    public static string Of(Severity severity) => severity switch
    {
        Severity.Minor => "轻微",
        Severity.Ordinary => "一般",
        Severity.Serious => "严重",
        _ => throw new ArgumentOutOfRangeException(nameof(severity)),
    };

    /// <summary>From the code (1, 2, 3) or the word; null for anything else. The scale before 2026 is another one: never read it with this.</summary>
    public static Severity? Read(string text) => text switch
    {
        "1" or "轻微" => Severity.Minor,
        "2" or "一般" => Severity.Ordinary,
        "3" or "严重" => Severity.Serious,
        _ => null,
    };
}
