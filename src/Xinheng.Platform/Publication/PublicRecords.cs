namespace Xinheng.Platform.Publication;

/// <summary>Single records as the public may read them today; what is hidden and what never was answer alike: null.</summary>
public class PublicRecords
{
    public virtual Task<PublicRecord?> FindAsync(Guid id, CancellationToken ct) =>
        throw new NotSupportedException();

    /// <summary>Records of one subject; <paramref name="asOf"/> gives only what was visible then and is visible today.</summary>
    public virtual Task<IReadOnlyList<PublicRecord>> OfSubjectAsync(
        string identifier, string? item, string? nature, DateOnly? asOf, CancellationToken ct) =>
        throw new NotSupportedException();
}
