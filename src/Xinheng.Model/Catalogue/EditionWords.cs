namespace Xinheng.Model.Catalogue;

/// <summary>How the properties of an item read in Chinese, where two editions are laid side by side.</summary>
public static class EditionWords
{
    public static string Of(Nature nature) => nature switch
    {
        Nature.Positive => "守信信息",
        Nature.Adverse => "失信信息",
        _ => "中性信息",
    };

    public static string Of(Openness openness) => openness switch
    {
        Openness.Public => "公开公示",
        Openness.GovernmentSharing => "政务共享",
        Openness.Authorised => "授权查询",
        Openness.Restricted => "限制查询",
        _ => "逐条由报送单位指定",
    };

    public static string Of(FieldOpenness openness) => openness switch
    {
        FieldOpenness.Open => "公示",
        FieldOpenness.Masked => "脱敏",
        _ => "不公示",
    };

    public static string Of(SubjectKinds kinds) => string.Join('、', new[]
    {
        (SubjectKinds.LegalPerson, "法人"), (SubjectKinds.OtherOrganisation, "非法人组织"),
        (SubjectKinds.IndividualBusiness, "个体工商户"), (SubjectKinds.NaturalPerson, "自然人"),
    }.Where(kind => kinds.HasFlag(kind.Item1)).Select(kind => kind.Item2));

    public static string Of(AdverseClass severity) => severity switch
    {
        AdverseClass.Minor => "轻微",
        AdverseClass.Ordinary => "一般",
        _ => "严重",
    };

    public static string Of(ClassRule? rule) => rule switch
    {
        ClassRule.FromField => "由报送的分类一栏确定",
        ClassRule.FromPenalty => "按处罚种类和金额建议，由认定机关确认",
        ClassRule.Fixed fixedClass => $"一律为{Of(fixedClass.Class)}（{fixedClass.Basis.Text}）",
        _ => "不分类",
    };
}
