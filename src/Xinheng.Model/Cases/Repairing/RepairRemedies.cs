namespace Xinheng.Model.Cases.Repairing;

/// <summary>What somebody may do against a refusal; every refusing decision carries all of it. Basis: Order 36 of 2025 (V-).</summary>
public static class RepairRemedies
{
    public static IReadOnlyList<string> All { get; } =
    [
        "对不予受理、不予修复有异议的，可以在本平台就这件申请提出异议，也可以直接向作出决定的机关提出；",
        "可以依法申请行政复议；",
        "可以依法向人民法院提起行政诉讼；",
        "补齐材料或者条件具备之后，可以再次申请，次数不限，不收费。",
    ];
}
