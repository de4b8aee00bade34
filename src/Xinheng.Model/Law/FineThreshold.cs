namespace Xinheng.Model.Law;

/// <summary>From what sum a fine is larger (较大数额) and from what sum very large (巨额), by sector, place and time.
/// The national texts leave both to the sectors; a sum nobody has confirmed classifies nothing.</summary>
public sealed record FineThreshold(
    string Sector,
    string Jurisdiction,
    decimal LargerYuan,
    decimal VeryLargeYuan,
    LegalBasis Basis,
    Confidence Confidence,
    DateOnly? ValidFrom = null,
    DateOnly? ValidTo = null)
{
    /// <summary>Stands for every sector that has no row of its own.</summary>
    public const string AnySector = "*";

    public bool IsInForce(DateOnly date) => !(date < ValidFrom) && !(date > ValidTo);
}

/// <summary>All sums we know.</summary>
public sealed record FineThresholds(IReadOnlyList<FineThreshold> All)
{
    public static FineThresholds None { get; } = new([]);

    /// <summary>Nearest place first, there the sector's own row before the general one; null when the sum has to be asked for.</summary>
    public FineThreshold? Find(string sector, JurisdictionProfile profile, DateOnly date)
    {
        foreach (var jurisdiction in profile.Jurisdictions)
        {
            var here = All.Where(row => row.Jurisdiction == jurisdiction && row.IsInForce(date)).ToList();
            var row = here.Find(row => row.Sector == sector) ?? here.Find(row => row.Sector == FineThreshold.AnySector);
            if (row is not null)
            {
                return row.Confidence == Confidence.Unsure ? null : row;
            }
        }

        return null;
    }
}
