namespace Xinheng.Model.Catalogue.Types;

/// <summary>A stored value as people read it.</summary>
public static class ValueWords
{
    /// <summary>Yes and no, codes by their text, several of them by theirs; null where the value says itself what it is.</summary>
    public static string? Of(FieldType type, string value) => type switch
    {
        BooleanField => value == BooleanField.Yes ? "是" : "否",
        { Codes: { } codes } => string.Join("、", value.Split(',').Select(one => codes.TextOf(one) ?? one)),
        { KnownCodes: { } known } => known.TextOfOrAbove(value),
        _ => null,
    };
}
