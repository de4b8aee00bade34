namespace Xinheng.Platform.Publication;

/// <summary>The publicity lists of administrative acts (双公示 and its eight siblings), newest decision first.</summary>
public class DisclosureLists
{
    /// <summary>The ten acts in the order in which the plans name them.</summary>
    public virtual IReadOnlyList<DisclosureAct> Acts => throw new NotSupportedException();

    /// <param name="item">A catalogue item's code, or an act's code for all its items.</param>
    public virtual Task<DisclosurePage> PageAsync(
        string item, DateOnly? from, DateOnly? to, string? authority, string? cursor, CancellationToken ct) =>
        throw new NotSupportedException();

    /// <summary>One line an act, in the order of <see cref="Acts"/>.</summary>
    public virtual Task<IReadOnlyList<DisclosureCount>> CountsAsync(CancellationToken ct) =>
        throw new NotSupportedException();
}

/// <summary>A kind of administrative act that is published by list: its code (<c>penalty</c>), name and catalogue items.</summary>
public sealed record DisclosureAct(string Code, string Name, IReadOnlyList<string> Items);

/// <summary>How much of an act is on show today.</summary>
/// <param name="Recent">Published within the last thirty days.</param>
/// <param name="LatestOn">The newest day of publication; null while there is nothing.</param>
public sealed record DisclosureCount(string Act, long Shown, long Recent, DateOnly? LatestOn);
