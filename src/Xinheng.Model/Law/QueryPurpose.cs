namespace Xinheng.Model.Law;

/// <summary>By what title a purpose lets somebody read.</summary>
public enum PurposeKind
{
    /// <summary>政务共享: a statutory task of an organ; each reading names the matter.</summary>
    Statutory,

    /// <summary>授权查询: what the subject may agree to.</summary>
    Authorised,
}

/// <summary>What for a file that is not public may be read: a closed list, each with its basis. What is not on it is no purpose.</summary>
public sealed record QueryPurpose(
    string Code, string Name, PurposeKind Kind, string Jurisdiction, LegalBasis Basis, Confidence Confidence,
    DateOnly? ValidFrom = null, DateOnly? ValidTo = null)
{
    public bool IsInForce(DateOnly date) => !(date < ValidFrom) && !(date > ValidTo) && Confidence != Confidence.Unsure;
}

/// <summary>All purposes we know.</summary>
public sealed record QueryPurposes(IReadOnlyList<QueryPurpose> All)
{
    public static QueryPurposes None { get; } = new([]);

    public IEnumerable<QueryPurpose> InForce(JurisdictionProfile profile, DateOnly date) =>
        All.Where(p => p.IsInForce(date) && profile.Jurisdictions.Contains(p.Jurisdiction)).DistinctBy(p => p.Code);

    public QueryPurpose? Find(string code, JurisdictionProfile profile, DateOnly date) => InForce(profile, date).FirstOrDefault(p => p.Code == code);
}
