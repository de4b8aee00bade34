namespace Xinheng.Model.Catalogue;

/// <summary>How long a record of an item is kept and used before it is archived or erased (保存期限).</summary>
/// <param name="Code">R_REPAIR and the like.</param>
/// <param name="Name">Short Chinese name.</param>
/// <param name="Text">The rule in words.</param>
/// <param name="UseYears">After how many years from the fact use ends, where a number decides.</param>
/// <param name="Basis">Where the rule comes from.</param>
public sealed record RetentionRule(string Code, string Name, string Text, int? UseYears, Citation Basis);
