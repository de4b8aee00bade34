using System.Globalization;
using System.Text;

namespace Xinheng.Testing;

/// <summary>Writes a file of administrative penalties (CF_LP) as a department would, good rows and bad.</summary>
public sealed class PenaltyFile(bool chineseHeaders = false)
{
    private static readonly (string Code, string Name)[] Columns =
    [
        ("CF_XDR_MC", "行政相对人名称"), ("CF_XDR_LB", "行政相对人类别"), ("CF_XDR_SHXYM", "行政相对人代码_1(统一社会信用代码)"),
        ("CF_FRDB", "法定代表人"), ("CF_WSH", "行政处罚决定书文号"), ("CF_WFXW", "违法行为类型"), ("CF_SY", "违法事实"), ("CF_YJ", "处罚依据"),
        ("CF_CFLB", "处罚类别"), ("CF_NR", "处罚内容"), ("CF_NR_FK", "罚款金额(万元)"), ("CF_NR_WFFF", "没收违法所得、没收非法财物的金额(万元)"),
        ("CF_JDRQ", "处罚决定日期"), ("CF_YXQ", "处罚有效期"), ("CF_GSJZQ", "公示截止期"), ("CF_CFJG", "处罚机关"),
        ("CF_CFJGDM", "处罚机关统一社会信用代码"), ("CF_SJLY", "数据来源单位"), ("CF_SJLYDM", "数据来源单位统一社会信用代码"),
        ("BZ", "备注"), ("CF_CXLB", "处罚程序类别"), ("CF_SXFL", "失信信息分类"), ("CF_SHYX", "是否具有一定社会影响(应公开)"), ("CF_CXYY", "撤销/变更原因"), ("op", "数据操作"),
    ];

    private readonly StringBuilder text = new(string.Join(',', Columns.Select(c => chineseHeaders ? c.Name : c.Code)) + "\r\n");

    public int Rows { get; private set; }

    /// <summary>A unified code of the fictional province for any number.</summary>
    public static string Code(int number) => Code("91990100", number);

    /// <summary>A unified code of any kind: registering department, kind and division (8 characters), then a body XY…</summary>
    public static string Code(string prefix, int number)
    {
        var body = string.Create(CultureInfo.InvariantCulture, $"XY{number:000000}");
        var org = body + Model.Subjects.Identifiers.OrgCode.CheckCharacter(body);
        var first = prefix + org;
        return first + Model.Subjects.Identifiers.Uscc.CheckCharacter(first);
    }

    /// <summary>A good row: an ordinary penalty of the test authority, by field code.</summary>
    public static Dictionary<string, string> Row(int subject, int document) => new Dictionary<string, string>
    {
        ["CF_XDR_MC"] = string.Create(CultureInfo.InvariantCulture, $"云汀市信衡示例{subject}号食品有限公司"),
        ["CF_XDR_LB"] = "法人及非法人组织",
        ["CF_XDR_SHXYM"] = Code(subject),
        ["CF_FRDB"] = "张示例",
        ["CF_WSH"] = string.Create(CultureInfo.InvariantCulture, $"云市监罚〔2026〕{document}号"),
        ["CF_WFXW"] = "经营超过保质期的食品",
        ["CF_SY"] = "经查，当事人货架上有三批次食品超过保质期。",
        ["CF_YJ"] = "《示例食品安全条例》第十条第一款",
        ["CF_CFLB"] = "罚款;没收违法所得",
        ["CF_NR"] = "罚款二千五百元，没收违法所得一百元。",
        ["CF_NR_FK"] = "0.25",
        ["CF_NR_WFFF"] = "0.01",
        ["CF_JDRQ"] = "2026-06-10",
        ["CF_YXQ"] = "2027-06-10",
        ["CF_GSJZQ"] = "2027-06-10",
        ["CF_CFJG"] = "云汀市市场监督管理局",
        ["CF_CFJGDM"] = TestPlatform.Authority,
        ["CF_SJLY"] = "云汀市市场监督管理局",
        ["CF_SJLYDM"] = TestPlatform.Authority,
        ["CF_CXLB"] = "一般程序",
        ["CF_SXFL"] = "一般",
        ["CF_SHYX"] = "是",
    };

    public PenaltyFile Add(int subject, int document, Action<Dictionary<string, string>>? change = null)
    {
        Rows++;
        var row = Row(subject, document);
        change?.Invoke(row);
        text.AppendJoin(',', Columns.Select(c => Quote(row.GetValueOrDefault(c.Code, "")))).Append("\r\n");
        return this;
    }

    public override string ToString() => text.ToString();

    private static string Quote(string cell) =>
        cell.AsSpan().ContainsAny(",\"\r\n") ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;
}
