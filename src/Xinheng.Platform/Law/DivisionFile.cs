using System.Globalization;
using Xinheng.Model.Foundation;
using Xinheng.Model.Law;

namespace Xinheng.Platform.Law;

/// <summary>divisions.csv: code, name, level, parent, first and last day, note; the first line names the publication it was taken from.</summary>
internal static class DivisionFile
{
    private const string File = "divisions.csv";
    private const string VersionMark = "# version:";
    private const string Header = "code,name,level,parent,valid_from,valid_to,note";

    public static DivisionTable Divisions(string directory, List<Refusal> problems)
    {
        var path = Path.Combine(directory, File);
        if (!System.IO.File.Exists(path))
        {
            problems.Add(Refusal.Invalid("law-file.missing", $"缺少文件 {File}。"));
            return DivisionTable.Empty;
        }

        var lines = System.IO.File.ReadAllLines(path);
        if (lines is not [var first, Header, ..] || !first.StartsWith(VersionMark, StringComparison.Ordinal))
        {
            problems.Add(Refusal.Invalid("law-file.shape", $"{File}：第1行应以“{VersionMark}”写明来源版本，第2行应为“{Header}”。"));
            return DivisionTable.Empty;
        }

        List<Division> divisions = [];
        for (var i = 2; i < lines.Length; i++)
        {
            if (Read(lines[i].Split(','), i + 1, problems) is { } division)
            {
                divisions.Add(division);
            }
        }

        var table = DivisionTable.Create(first[VersionMark.Length..].Trim(), divisions);
        problems.AddRange(table.Refusals);
        return table.TryGet(out var built) ? built : DivisionTable.Empty;
    }

    private static Division? Read(string[] cells, int line, List<Refusal> problems)
    {
        var (count, before) = (cells.Length, problems.Count);
        if (count != 7)
        {
            problems.Add(Refusal.Invalid("law-file.columns", $"{File} 第{line}行：应有7列，现有{count}列。"));
            return null;
        }

        DivisionLevel? level = cells[2] switch
        {
            "province" => DivisionLevel.Province,
            "prefecture" => DivisionLevel.Prefecture,
            "county" => DivisionLevel.County,
            _ => null,
        };
        if (level is null)
        {
            problems.Add(Refusal.Invalid("division.level",
                $"{File} 第{line}行：级别“{cells[2]}”应为 province、prefecture 或 county。"));
        }

        var (from, to) = (Date(cells[4], line, problems), Date(cells[5], line, problems));
        return problems.Count > before
            ? null
            : new Division(cells[0], cells[1], level!.Value, Given(cells[3]), from, to, Given(cells[6]));
    }

    private static string? Given(string cell) => cell.Length == 0 ? null : cell;

    private static DateOnly? Date(string cell, int line, List<Refusal> problems)
    {
        if (DateOnly.TryParseExact(cell, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return date;
        }

        if (cell.Length > 0)
        {
            problems.Add(Refusal.Invalid("law-file.not-a-date", $"{File} 第{line}行：“{cell}”应为存在的日期，写作 2026-03-31。"));
        }

        return null;
    }
}
