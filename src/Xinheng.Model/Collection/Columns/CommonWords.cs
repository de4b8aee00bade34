using Xinheng.Model.Catalogue;

namespace Xinheng.Model.Collection.Columns;

/// <summary>What clerks' own tables call the parts of a record: words, not rules; each is only ever a guess that is shown.</summary>
internal static class CommonWords
{
    private static readonly (FieldRole Role, string[] Words)[] All =
    [
        (FieldRole.SubjectName, ["单位名称", "企业名称", "公司名称", "当事人", "当事人名称", "被处罚人", "被处罚单位", "相对人", "相对人名称", "主体名称", "姓名"]),
        (FieldRole.SubjectCategory, ["当事人类型", "主体类型", "主体类别", "相对人类别"]),
        (FieldRole.UnifiedCode, ["信用代码", "社会信用代码", "统一信用代码", "统一代码", "统一社会信用代码", "单位代码", "主体代码"]),
        (FieldRole.PersonIdNumber, ["身份证号", "身份证号码", "证件号", "证件号码"]),
        (FieldRole.PersonIdType, ["证件类型", "证件类别"]),
        (FieldRole.DocumentNumber, ["文号", "决定书文号", "处罚文号", "许可文号", "文书号", "文书文号", "案号"]),
        (FieldRole.AuthorityName, ["机关", "决定机关", "作出机关", "处罚单位", "执法机关", "许可单位", "办理机关"]),
        (FieldRole.AuthorityCode, ["机关代码", "决定机关代码", "处罚机关代码", "许可机关代码"]),
        (FieldRole.SourceName, ["来源单位", "数据来源", "报送单位"]),
        (FieldRole.SourceCode, ["来源单位代码", "数据来源代码", "报送单位代码"]),
        (FieldRole.DecidedOn, ["决定日期", "作出日期", "处罚日期", "许可日期", "决定时间", "落款日期"]),
        (FieldRole.ValidFrom, ["有效期自", "起始日期", "生效日期"]),
        (FieldRole.ValidTo, ["有效期至", "截止日期", "有效期", "到期日期"]),
        (FieldRole.PublicUntil, ["公示截止日期", "公示到期", "公示期限"]),
        (FieldRole.Severity, ["失信程度", "严重程度", "失信等级", "失信分类"]),
        (FieldRole.SocialImpact, ["社会影响", "是否公开", "是否有社会影响"]),
        (FieldRole.Procedure, ["程序", "处罚程序", "程序类别"]),
        (FieldRole.PenaltyKinds, ["处罚种类", "处罚类型"]),
        (FieldRole.FineAmount, ["罚款", "罚款金额", "罚款数额"]),
        (FieldRole.LegalBasis, ["依据", "法律依据", "处罚依据", "决定依据"]),
        (FieldRole.LegalRepresentative, ["法人", "法人代表", "法定代表人", "负责人", "法定代表人姓名"]),
        (FieldRole.Address, ["地址", "住所", "注册地址"]),
    ];

    /// <summary>The column that such a word means in an item, or -1.</summary>
    public static int Find(CatalogueItem item, string key)
    {
        foreach (var (role, words) in All)
        {
            if (item.Roles.Has(role) && words.Contains(key, StringComparer.Ordinal))
            {
                return item.Roles[role];
            }
        }

        return -1;
    }
}
