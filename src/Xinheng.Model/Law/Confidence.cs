namespace Xinheng.Model.Law;

/// <summary>How sure we are of a legal value: who uses it can weigh it, and nobody takes a guess for the law.</summary>
public enum Confidence
{
    /// <summary>V: read in the primary text or a copy of it.</summary>
    Verified,

    /// <summary>V-: seen only in part, or through several agreeing secondary sources.</summary>
    Reported,

    /// <summary>K: known, but not looked up again.</summary>
    Known,

    /// <summary>U: unsure. Never shown or used as the law; a person has to confirm it first.</summary>
    Unsure,
}

/// <summary>The marks under which a confidence stands in the rule files.</summary>
public static class ConfidenceMark
{
    public static string Of(Confidence confidence) => confidence switch
    {
        Confidence.Verified => "V",
        Confidence.Reported => "V-",
        Confidence.Known => "K",
        Confidence.Unsure => "U",
        _ => throw new ArgumentOutOfRangeException(nameof(confidence)),
    };

    public static Confidence? Read(string mark) => mark switch
    {
        "V" => Confidence.Verified,
        "V-" => Confidence.Reported,
        "K" => Confidence.Known,
        "U" => Confidence.Unsure,
        _ => null,
    };
}
