namespace Xinheng.Model.Cases.Promising;

/// <summary>承诺类型: the seven of the national collecting template.</summary>
public enum PromiseKind
{
    /// <summary>审批替代型: the promise stands in for what an approval would have asked for.</summary>
    InPlaceOfApproval = 1,

    /// <summary>容缺受理型: papers that are missing come by a date, the matter begins without them.</summary>
    PapersLater = 2,

    /// <summary>证明事项型: said instead of certified.</summary>
    InPlaceOfCertificate = 3,

    /// <summary>信用修复型: promised when a repair is applied for.</summary>
    Repair = 4,

    /// <summary>行业自律型: by the members of a trade.</summary>
    Trade = 5,

    /// <summary>主动型: of one's own accord.</summary>
    OwnAccord = 6,

    Other = 9,
}

/// <summary>The four groups in which the plans count them.</summary>
public enum PromiseGroup
{
    OwnAccord,
    InPlaceOfApproval,
    Repair,
    Trade,
}

/// <summary>What of a promise the public reads: 公开类型, with the codes of the national table.</summary>
public enum PromiseOpenness
{
    Public = 1,

    /// <summary>政务共享: approval systems and those who check, by their task.</summary>
    Government = 2,

    /// <summary>Only with the subject's authorisation.</summary>
    Authorised = 3,
}

/// <summary>What the law says of each type: its group, who may not use it, how it is shown.</summary>
public static class PromiseKinds
{
    public static string NameOf(PromiseKind kind) => kind switch
    {
        PromiseKind.InPlaceOfApproval => "审批替代型",
        PromiseKind.PapersLater => "容缺受理型",
        PromiseKind.InPlaceOfCertificate => "证明事项型",
        PromiseKind.Repair => "信用修复型",
        PromiseKind.Trade => "行业自律型",
        PromiseKind.OwnAccord => "主动型",
        PromiseKind.Other => "其他",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    public static string NameOf(PromiseGroup group) => group switch
    {
        PromiseGroup.OwnAccord => "主动型",
        PromiseGroup.InPlaceOfApproval => "审批替代型",
        PromiseGroup.Repair => "信用修复型",
        PromiseGroup.Trade => "行业自律型",
        _ => throw new ArgumentOutOfRangeException(nameof(group)),
    };

    public static string NameOf(PromiseOpenness openness) => openness switch
    {
        PromiseOpenness.Public => "可向社会公开",
        PromiseOpenness.Government => "政务共享",
        PromiseOpenness.Authorised => "仅授权查询",
        _ => throw new ArgumentOutOfRangeException(nameof(openness)),
    };

    public static PromiseGroup GroupOf(PromiseKind kind) => kind switch
    {
        PromiseKind.InPlaceOfApproval or PromiseKind.PapersLater or PromiseKind.InPlaceOfCertificate => PromiseGroup.InPlaceOfApproval,
        PromiseKind.Repair => PromiseGroup.Repair,
        PromiseKind.Trade => PromiseGroup.Trade,
        _ => PromiseGroup.OwnAccord,
    };

    /// <summary>
    /// It spares somebody a requirement: so matters that cannot be made good again are kept out, and those who broke their word.
    /// Basis: 深圳经济特区社会信用条例 59 (V).
    /// </summary>
    public static bool Spares(PromiseKind kind) => GroupOf(kind) == PromiseGroup.InPlaceOfApproval;

    /// <summary>How a type is shown where its template says nothing else; a template may show less, never more.</summary>
    public static PromiseOpenness WidestOpenness(PromiseKind kind) => kind switch
    {
        // Who repairs is silent about it: a public promise to mend would tell what was wrong.
        PromiseKind.Repair => PromiseOpenness.Government,
        _ => PromiseOpenness.Public,
    };
}
