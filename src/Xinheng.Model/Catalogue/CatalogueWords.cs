namespace Xinheng.Model.Catalogue;

/// <summary>The words by which natures and degrees of openness stand in tables and answers.</summary>
public static class CatalogueWords
{
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
}
