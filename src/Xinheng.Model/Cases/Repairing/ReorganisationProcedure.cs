using Xinheng.Model.Procedures;

namespace Xinheng.Model.Cases.Repairing;

/// <summary>
/// 破产重整、和解: the court approved a plan, so what speaks against the subject is hidden while it is carried out; afterwards each determining
/// body repairs its own. One case for each of them. Basis: Order 36 of 2025 (V-); 深圳经济特区社会信用条例 83, 84 (V).
/// </summary>
public static class ReorganisationProcedure
{
    /// <summary>For how long an abuse of insolvency bars repair, where the place says so.</summary>
    public const string AbuseRule = "REORGANISATION_ABUSE_BAR";

    private const string Measures = "《信用修复管理办法》（国家发展改革委令第36号）";

    public static readonly Stage Shielded = new("shielded", "重整期间暂时屏蔽", Party.Body);
    public static readonly Stage Executed = new("executed", "计划执行完毕，已修复", null);
    public static readonly Stage Failed = new("failed", "计划未能执行，屏蔽解除", null);
    public static readonly Stage Ended = new("ended", "执行期限届满，屏蔽解除", null);

    public static readonly Step Register = new("register", "登记法院裁定", Party.Body, [], Shielded) { Basis = Measures };
    public static readonly Step RegisterCentrally = new("register-centre", "信用中心登记法院裁定", Party.Platform, [], Shielded) { Basis = Measures };
    public static readonly Step Execute = new("execute", "计划执行完毕，同意修复", Party.Body, [Shielded], Executed) { Basis = Measures };
    public static readonly Step Fail = new("fail", "登记计划未能执行", Party.Body, [Shielded], Failed) { NeedsReason = true, Basis = Measures };

    public static readonly Step FailCentrally = new("fail-centre", "信用中心登记计划未能执行", Party.Platform, [Shielded], Failed)
    {
        NeedsReason = true, Basis = Measures,
    };

    public static readonly Step End = new("end", "执行期限届满", Party.Program, [Shielded], Ended) { Basis = Measures };

    public static readonly Procedure Table = new("reorganisation", "重整期间的信用修复", "整",
        [Register, RegisterCentrally, Execute, Fail, FailCentrally, End]);
}
