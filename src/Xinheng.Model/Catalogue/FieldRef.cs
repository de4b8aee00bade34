namespace Xinheng.Model.Catalogue;

/// <summary>A column of an item as conditions, rules and roles point at it; resolved once, when the pack is read.</summary>
public readonly record struct FieldRef(string Code, string Name, int Index)
{
    public override string ToString() => Code;
}
