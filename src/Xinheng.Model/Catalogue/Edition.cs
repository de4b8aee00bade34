namespace Xinheng.Model.Catalogue;

/// <summary>An edition of the catalogue (目录版本): what may be collected is decided by the edition in force.</summary>
public sealed record Edition(string Code, string Name, DateOnly ValidFrom, DateOnly? ValidTo)
{
    public bool IsInForce(DateOnly on) => on >= ValidFrom && (ValidTo is null || on <= ValidTo);
}
