using Xinheng.Model.Catalogue.Conditions;

namespace Xinheng.Model.Catalogue;

/// <summary>Whether a field must be given: always (核心项), where a condition holds, better so (应填项), or not.</summary>
/// <param name="IsAlways">Required in every row.</param>
/// <param name="When">Required where this holds.</param>
/// <param name="IsExpected">A row without it enters, and is told.</param>
public sealed record Requirement(bool IsAlways, Condition? When, bool IsExpected = false)
{
    public static Requirement Required { get; } = new(true, null);

    public static Requirement Optional { get; } = new(false, null);

    public static Requirement Expected { get; } = new(false, null, true);

    public static Requirement IfSo(Condition when) => new(false, when);

    public string Signature => IsAlways ? "required" : IsExpected ? "expected" : When is null ? "optional" : $"when {When.Signature}";

    public string Explain => IsAlways ? "必填" : IsExpected ? "应填，缺了提醒" : When is null ? "选填" : $"当{When.Explain}时必填";
}
