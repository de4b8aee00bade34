namespace Xinheng.Model.Procedures;

/// <summary>Where a case stands between two steps: 待受理, 审查中, 已办结.</summary>
/// <param name="Waits">Whose turn it is; null: it is closed.</param>
public sealed record Stage(string Code, string Name, Party? Waits)
{
    public bool IsClosed => Waits is null;
}
