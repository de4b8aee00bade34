using System.Collections.Frozen;
using Xinheng.Platform.Programmes.FictionalProvince.Land;

namespace Xinheng.Platform.Programmes.FictionalProvince.Rows;

/// <summary>
/// Columns that belong together, which no example can say: a grade with its score, a breach with its decision. What may
/// stand there still has to pass the item's check.
/// </summary>
internal static class Particulars
{
    private static readonly string[] Grades = ["优", "优", "良", "良", "良", "良", "中", "中", "差", "良"];
    private static readonly string[] Colours = ["绿(诚信)", "绿(诚信)", "蓝(良好)", "蓝(良好)", "蓝(良好)", "蓝(良好)", "黄(警示)", "黄(警示)", "红(不良)", "蓝(良好)"];
    private static readonly string[] Scores = ["96.5", "93", "88.5", "86", "84.5", "81", "74", "69.5", "52", "89"];
    private static readonly string[] TaxGrades = ["A级", "A级", "A级", "B级", "B级", "B级", "M级", "M级", "C级", "D级"];
    private static readonly string[] Risks = ["信用风险低", "信用风险低", "信用风险低", "信用风险一般", "信用风险一般", "信用风险一般", "信用风险一般", "信用风险较高", "信用风险较高", "信用风险高"];
    private static readonly string[] Rates = ["0.5", "0.5", "0.5", "1", "1", "1", "1", "1.5", "1.5", "3"];
    private static readonly string[] Results = ["未发现问题", "未发现问题", "未发现问题", "未发现问题", "未发现问题", "行政指导", "责令改正", "处罚", "未发现问题", "未发现问题"];
    private static readonly string[] Posts = ["监事", "经理", "董事", "财务负责人"];
    private static readonly string[] SmallFines = ["0.005", "0.01", "0.02", "0.05", "0.1"];

    private static readonly FrozenDictionary<string, Func<Facts, string?>> All = new Dictionary<string, Func<Facts, string?>>
    {
        ["PJ_ZH.PJ_DJ"] = facts => Level(facts, Grades),
        ["PJ_ZH.PJ_FS"] = facts => Level(facts, Scores),
        ["HB_PJ.HB_DJ"] = facts => Level(facts, Colours),
        ["HB_PJ.HB_FZ"] = facts => Level(facts, Scores),
        ["SW_DJ.DJ_JB"] = facts => Level(facts, TaxGrades),
        ["PJ_FX.FX_LB"] = facts => Level(facts, Risks),
        ["PJ_FX.FX_CCBS"] = facts => Level(facts, Rates),
        ["XZ_JC.JC_JG"] = facts => Level(facts, Results),
        ["XZ_JC.JC_ZGQX"] = facts => Level(facts, Results) == "责令改正" ? After(facts, 30) : null,
        ["MD_YCML.YC_LX"] = facts => facts.Of.Kind switch
        {
            OrganisationKind.IndividualBusiness => "经营异常状态(个体工商户)",
            OrganisationKind.Cooperative => "农民专业合作社",
            OrganisationKind.Association or OrganisationKind.NonEnterprise or OrganisationKind.Foundation => "社会组织活动异常名录",
            OrganisationKind.Institution => "事业单位异常名录",
            _ => "经营异常名录",
        },
        ["REG_CHG.ALTBE"] = facts => facts.Province.Organisation((facts.Of.Number + Places.Block) % facts.Province.OrganisationCount).Address,
        ["REG_PER.LEREPSIGN"] = _ => "否",
        ["REG_PER.NAME"] = facts => facts.PersonName,
        ["REG_PER.POSITION"] = facts => Posts[facts.Record % Posts.Length],
        ["CF_NP.CF_NR_FK"] = facts => SmallFines[facts.Record % SmallFines.Length],
        ["XF_TS.TS_BJRQ"] = facts => NotLater(facts, 20),
        ["GC_ZG.ZG_QX"] = facts => After(facts, 30),
        ["GC_ZG.ZG_FHRQ"] = facts => NotLater(facts, 35),
        ["CN_LYQK.CN_LYZT"] = facts => IsBreach(facts) ? "全部未履行" : "全部履行",
        ["CN_LYQK.CN_WLXNR"] = facts => IsBreach(facts) ? "未在承诺期限内补齐材料" : null,
        ["CN_LYQK.CN_RDRQ"] = facts => IsBreach(facts) ? facts.Province.Days.Text(facts.Day) : null,
        ["CN_LYQK.CN_RDWS"] = facts => IsBreach(facts) ? $"{facts.Authority.Sign}信认〔{facts.Day.Year}〕{facts.Record + 1}号" : null,
        ["CN_LYQK.CN_RDDW"] = facts => IsBreach(facts) ? facts.Authority.Name : null,
        ["CN_LYQK.CN_RDDWDM"] = facts => IsBreach(facts) ? facts.Authority.Code : null,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static Func<Facts, string?>? For(string item, string column) => All.GetValueOrDefault($"{item}.{column}");

    // The same for all columns of a row: they must tell one story.
    private static string Level(Facts facts, string[] from) => from[(int)(facts.Record * 7 % from.Length)];

    private static bool IsBreach(Facts facts) => facts.Record % 5 == 0;

    private static string After(Facts facts, int days) => facts.Province.Days.Text(facts.Day.AddDays(days));

    private static string NotLater(Facts facts, int days) =>
        facts.Day.AddDays(days) is var day && day > facts.Province.Today ? facts.Province.Days.Text(facts.Province.Today) : After(facts, days);
}
