using System.Globalization;
using System.Text;
using Xinheng.Testing;

namespace Xinheng.Web.Tests.Faults;

/// <summary>A large file of penalties, with some rows to refuse, to hold and to find repeated, and what must become of it.</summary>
public sealed record IntakeFile(string Path, int Rows, int Entered, int Unchanged, int Held, int Refused, int Subjects)
{
    // Primes, so that the strange rows fall on every subject's first, second, third and fourth row.
    private const int RefusedEvery = 997;
    private const int HeldEvery = 991;
    private const int RepeatedEvery = 983;

    /// <summary>Writes it at once; four rows for each subject.</summary>
    public static IntakeFile Write(string path, int rows)
    {
        var (header, template) = Template();
        using var writer = new StreamWriter(path, append: false, new UTF8Encoding(false));
        writer.Write(header);
        var (entered, unchanged, held, refused) = (0, 0, 0, 0);
        HashSet<int> subjects = [];
        for (var row = 0; row < rows; row++)
        {
            var subject = (row % (rows / 4)) + 1;
            if (row % RefusedEvery == 17)
            {
                writer.Write(Row(template, subject, row, "经营超过保质期的食品。").Replace(PenaltyFile.Code(subject), Wrong(subject), StringComparison.Ordinal));
                refused++;
            }
            else if (row % HeldEvery == 19)
            {
                writer.Write(Row(template, subject, row, "当事人电话 13800138000，经营超过保质期的食品。"));
                held++;
            }
            else if (row % RepeatedEvery == 23 && (row - 1) % RefusedEvery != 17 && (row - 1) % HeldEvery != 19)
            {
                writer.Write(Row(template, subject == 1 ? rows / 4 : subject - 1, row - 1, "经营超过保质期的食品。"));
                unchanged++;
            }
            else
            {
                writer.Write(Row(template, subject, row, "经营超过保质期的食品。"));
                subjects.Add(subject);
                entered++;
            }
        }

        return new IntakeFile(path, rows, entered, unchanged, held, refused, subjects.Count);
    }

    /// <summary>A small file: one subject's penalties by these documents.</summary>
    public static string Of(int subject, params int[] documents)
    {
        var (header, template) = Template();
        return header + string.Concat(documents.Select(document => Row(template, subject, document, "经营超过保质期的食品。")));
    }

    /// <summary>A file that withdraws one of them.</summary>
    public static string Withdrawing(int subject, int document)
    {
        var (header, template) = Template(row => (row["op"], row["CF_CXYY"]) = ("D", "行政复议撤销原处罚决定"));
        return header + Row(template, subject, document, "经营超过保质期的食品。");
    }

    private static (string Header, string Row) Template(Action<Dictionary<string, string>>? change = null)
    {
        var decided = TimeProvider.System.GetUtcNow().AddDays(-20);
        var file = new PenaltyFile().Add(1, 1, row =>
        {
            row["CF_XDR_MC"] = "云汀市信衡示例{S}号食品有限公司";
            row["CF_XDR_SHXYM"] = "{C}";
            row["CF_WSH"] = "云市监罚〔2026〕{D}号";
            row["CF_SY"] = "{F}";
            row["CF_JDRQ"] = decided.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            change?.Invoke(row);
            row["CF_YXQ"] = row["CF_GSJZQ"] = decided.AddYears(1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        }).ToString();
        var end = file.IndexOf('\n', StringComparison.Ordinal) + 1;
        return (file[..end], file[end..]);
    }

    private static string Row(string template, int subject, int document, string fact) => template
        .Replace("{S}", subject.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("{C}", PenaltyFile.Code(subject), StringComparison.Ordinal)
        .Replace("{D}", document.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("{F}", fact, StringComparison.Ordinal);

    private static string Wrong(int subject)
    {
        var code = PenaltyFile.Code(subject);
        return code[..^1] + (code[^1] == '0' ? '1' : '0');
    }
}
