using Xinheng.Model.Catalogue.Conditions;

namespace Xinheng.Model.Catalogue;

/// <summary>Whether a field must be given: always, never, or where a condition holds.</summary>
/// <param name="IsAlways">Required in every row.</param>
/// <param name="When">Required where this holds.</param>
public sealed record Requirement(bool IsAlways, Condition? When)
{
    public static Requirement Required { get; } = new(true, null);

    public static Requirement Optional { get; } = new(false, null);

    public static Requirement IfSo(Condition when) => new(false, when);

    public string Signature => IsAlways ? "required" : When is null ? "optional" : $"when {When.Signature}";

    public string Explain => IsAlways ? "必填" : When is null ? "选填" : $"当{When.Explain}时必填";
}
