namespace Xinheng.Web.Workbench.Disclosure;

/// <summary>The documents a counter asks for, in the order people bring them.</summary>
internal static class GivenSchemes
{
    public static IReadOnlyList<(string Code, string Name)> All { get; } =
    [
        ("resident-id", "居民身份证"), ("passport", "护照"), ("hk-macao-permit", "港澳居民来往内地通行证"), ("taiwan-permit", "台湾居民来往大陆通行证"),
        ("foreign-resident-card", "外国人永久居留身份证"), ("uscc", "统一社会信用代码（组织）"),
    ];
}
