using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Xinheng.Testing;

/// <summary>Rows by field code, written as any of the formats a department may hand in; good rows of several items to start from.</summary>
public sealed class TableFile
{
    private readonly List<IReadOnlyDictionary<string, string>> rows = [];

    public TableFile Add(Dictionary<string, string> row, Action<Dictionary<string, string>>? change = null)
    {
        change?.Invoke(row);
        rows.Add(row);
        return this;
    }

    /// <summary>All columns that any row has, in the order of their first coming.</summary>
    public IReadOnlyList<string> Columns => [.. rows.SelectMany(r => r.Keys).Distinct()];

    public string Csv(char separator = ',', IReadOnlyList<string>? columns = null)
    {
        var order = columns ?? Columns;
        var text = new StringBuilder(string.Join(separator, order) + "\r\n");
        foreach (var row in rows)
        {
            text.AppendJoin(separator, order.Select(c => Quote(row.GetValueOrDefault(c, ""), separator))).Append("\r\n");
        }

        return text.ToString();
    }

    public byte[] Json() => JsonSerializer.SerializeToUtf8Bytes(rows);

    public byte[] NdJson() => Encoding.UTF8.GetBytes(string.Concat(rows.Select(r => JsonSerializer.Serialize(r) + "\n")));

    /// <summary>A made-up person's number, born on some day of 1990; sound by GB 11643.</summary>
    public static string PersonNumber(int person)
    {
        var first = string.Create(CultureInfo.InvariantCulture,
            $"110000{new DateOnly(1990, 1, 1).AddDays(person % 365):yyyyMMdd}{1 + (person / 365):000}");
        return first + Model.Subjects.Identifiers.ResidentId.CheckCharacter(first);
    }

    /// <summary>A penalty on a natural person (CF_NP).</summary>
    public static Dictionary<string, string> PersonPenalty(int person, int document)
    {
        var row = PenaltyFile.Row(1, document);
        foreach (var code in new[] { "CF_XDR_SHXYM", "CF_FRDB" })
        {
            row.Remove(code);
        }

        row["CF_XDR_MC"] = "李示例";
        row["CF_XDR_LB"] = "自然人";
        row["CF_XDR_ZJLX"] = "身份证";
        row["CF_XDR_ZJHM"] = PersonNumber(person);
        return row;
    }

    /// <summary>A permit (XK_LP).</summary>
    public static Dictionary<string, string> Permit(int subject, int document) => new()
    {
        ["XK_XDR_MC"] = string.Create(CultureInfo.InvariantCulture, $"云汀市信衡示例{subject}号食品有限公司"),
        ["XK_XDR_LB"] = "法人及非法人组织",
        ["XK_XDR_SHXYM"] = PenaltyFile.Code(subject),
        ["XK_FRDB"] = "张示例",
        ["XK_XKWS"] = "食品经营许可决定书",
        ["XK_WSH"] = string.Create(CultureInfo.InvariantCulture, $"云市监许〔2026〕{document}号"),
        ["XK_XKLB"] = "普通",
        ["XK_NR"] = "准予从事食品经营。",
        ["XK_JDRQ"] = "2026-06-10",
        ["XK_YXQZ"] = "2026-06-10",
        ["XK_YXQZI"] = "2031-06-09",
        ["XK_XKJG"] = "云汀市市场监督管理局",
        ["XK_XKJGDM"] = TestPlatform.Authority,
        ["XK_ZT"] = "有效",
        ["XK_LYDW"] = "云汀市市场监督管理局",
        ["XK_LYDWDM"] = TestPlatform.Authority,
    };

    /// <summary>A registration (REG_ENT).</summary>
    public static Dictionary<string, string> Registration(int subject, string name, string registeredOn = "2026-06-14") => new()
    {
        ["UNISCID"] = PenaltyFile.Code(subject),
        ["REGNO"] = string.Create(CultureInfo.InvariantCulture, $"9901000{subject:00000000}"),
        ["ENTNAME"] = name,
        ["ENTTYPE"] = "1130",
        ["LEREP"] = "张示例",
        ["REGSTATE"] = "存续",
        ["REGORG"] = "云汀市市场监督管理局",
        ["DOM"] = "云汀市示例区一号路1号",
        ["DOMDISTRICT"] = "990100",
        ["ESTDATE"] = "2018-05-07",
        ["APPRDATE"] = registeredOn,
    };

    private static string Quote(string cell, char separator) =>
        cell.AsSpan().IndexOfAny([separator, '"', '\r', '\n']) >= 0 ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;
}
