using Xinheng.Model.Foundation;
using Xinheng.Model.Law;

namespace Xinheng.Model.Cases.Repairing;

/// <summary>In what relation somebody stands who files for a subject.</summary>
public enum ProxyRelation
{
    /// <summary>本单位员工.</summary>
    Employee,

    /// <summary>律师.</summary>
    Lawyer,

    /// <summary>近亲属.</summary>
    Relative,

    /// <summary>其他受托人.</summary>
    Other,
}

/// <summary>代办人: who acts for a subject says who they are, and does so for few: whoever files for strangers by the dozen is looked at.</summary>
public static class RepairProxy
{
    public const string LimitRule = "PROXY_CASES_YEAR";

    public const string PatternRule = "PROXY_PATTERN_SUBJECTS";

    public static string Of(ProxyRelation relation) => relation switch
    {
        ProxyRelation.Employee => "本单位员工",
        ProxyRelation.Lawyer => "律师",
        ProxyRelation.Relative => "近亲属",
        ProxyRelation.Other => "其他受托人",
        _ => throw new ArgumentOutOfRangeException(nameof(relation)),
    };

    /// <param name="recent">Cases of the last twelve months, open or ended, that the same proxy filed for others.</param>
    /// <param name="more">How many are filed now.</param>
    /// <param name="limit">The platform's own rule; null where it has none.</param>
    public static Refusal? Beyond(int recent, int more, Rule? limit) => limit is { } rule && recent + more > rule.Number
        ? Refusal.Conflict("cases.repair-proxy-limit",
            $"同一代办人十二个月内最多代办 {rule.Number} 件（{rule.Basis}），已办 {recent} 件。请由申请人自己提交：不收费，三步即可；也可以到服务窗口办理。")
        : null;
}
