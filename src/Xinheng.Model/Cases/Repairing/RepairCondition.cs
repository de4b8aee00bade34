namespace Xinheng.Model.Cases.Repairing;

/// <summary>What is asked of whoever wants a record repaired.</summary>
public enum ConditionKind
{
    /// <summary>It takes the ordinary road.</summary>
    Track,

    /// <summary>最短公示期已满.</summary>
    Minimum,

    /// <summary>No false materials bar it.</summary>
    Truthful,

    /// <summary>已履行义务、纠正失信行为.</summary>
    Duties,

    /// <summary>公开作出信用承诺.</summary>
    Commitment,

    /// <summary>The determining body confirmed the class; its matter, and nothing the subject waits for.</summary>
    Class,
}

/// <summary>One condition of repair, met today or not. Basis: Order 36 of 2025 (V-).</summary>
/// <param name="Says">How it stands, in words for the subject.</param>
public sealed record RepairCondition(ConditionKind Kind, string Name, bool IsMet, string Says)
{
    /// <summary>To be done by the subject in the application itself; everything else is there or has to be waited for.</summary>
    public bool IsForSubject => Kind is ConditionKind.Duties or ConditionKind.Commitment;
}
