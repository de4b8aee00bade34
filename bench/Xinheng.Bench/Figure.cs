namespace Xinheng.Bench;

/// <summary>One yardstick measured: what, against what, the ratio of the two and the reach the design names.</summary>
/// <param name="Reach">As the design writes it: <c>≥ 0.6</c>; empty where it names none.</param>
internal sealed record Figure(
    string Name, string Measured, string Against, double? Ratio, string Reach, string Sizes, string Memory = "");
