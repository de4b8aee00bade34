namespace Xinheng.Model.Catalogue;

/// <summary>The three classes of adverse records since 2026-04-01 (国办发〔2025〕22号); numbered like the code set.</summary>
public enum AdverseClass
{
    Minor = 1,
    Ordinary = 2,
    Serious = 3,
}

/// <summary>Where an adverse item's class comes from; without a class there is no period, so nothing is published.</summary>
public abstract record ClassRule
{
    private ClassRule()
    {
    }

    /// <summary>The row says it: the field that plays <see cref="FieldRole.Severity"/>.</summary>
    public sealed record FromField : ClassRule;

    /// <summary>Proposed from the kinds of penalty, confirmed by the determining body.</summary>
    public sealed record FromPenalty : ClassRule;

    /// <summary>The same for every record of the item, by a cited rule.</summary>
    public sealed record Fixed(AdverseClass Class, Citation Basis) : ClassRule;
}
