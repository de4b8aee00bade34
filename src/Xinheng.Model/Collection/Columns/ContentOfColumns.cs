using Xinheng.Model.Catalogue;
using Xinheng.Model.Catalogue.Checking;
using Xinheng.Model.Catalogue.Types;

namespace Xinheng.Model.Collection.Columns;

/// <summary>Looks into a few rows where a column's name says nothing: codes, dates and closed lists can be told by what stands there.</summary>
internal sealed class ContentOfColumns(CatalogueItem item, IReadOnlyList<IReadOnlyList<string?>> samples)
{
    private static readonly (FieldRole Role, Func<FieldType, string, bool> IsOne, string Why)[] Tells =
    [
        (FieldRole.AuthorityCode, IsUnifiedCode, "每一行都是同一个统一社会信用代码，多半是机关的。"),
        (FieldRole.UnifiedCode, IsUnifiedCode, "内容是统一社会信用代码。"),
        (FieldRole.DocumentNumber, IsDocumentNumber, "内容像文书号。"),
        (FieldRole.SubjectName, IsName, "内容像单位名称。"),
        (FieldRole.DecidedOn, IsDate, "内容是日期；有几列日期的，请核对是哪一个。"),
    ];

    public void Fill(IReadOnlyList<string> header, ColumnGuess?[] found, HashSet<int> taken)
    {
        if (samples.Count == 0)
        {
            return;
        }

        for (var i = 0; i < found.Length; i++)
        {
            var place = i;
            var values = samples.Select(row => place < row.Count ? row[place]?.Trim() : null).Where(v => !string.IsNullOrEmpty(v)).Select(v => v!).ToList();
            if (found[i] is null && values.Count > 0 && (Told(values, taken) ?? ByList(values, taken)) is var (column, why))
            {
                taken.Add(column);
                found[i] = new ColumnGuess(header[i], item.Columns[column], GuessGround.Content, why);
            }
        }
    }

    private (int Column, string Why)? Told(List<string> values, HashSet<int> taken)
    {
        foreach (var (role, isOne, why) in Tells)
        {
            var column = item.Roles[role];
            var isSame = values.Count > 1 && values.Distinct(StringComparer.Ordinal).Count() == 1;
            if (column >= 0 && !taken.Contains(column) && (role != FieldRole.AuthorityCode || isSame)
                && values.All(value => isOne(item.Columns[column].Type, value)))
            {
                return (column, why);
            }
        }

        return null;
    }

    private (int Column, string Why)? ByList(List<string> values, HashSet<int> taken)
    {
        var fitting = Enumerable.Range(0, item.Columns.Length).Where(i => !taken.Contains(i)
            && item.Columns[i].Type is CodeField list && values.All(value => list.Read(value).Value is not null)).Take(2).ToList();
        return fitting is [var only] ? (only, $"内容都在“{item.Columns[only].Type.Codes!.Name}”里。") : null;
    }

    private static bool IsUnifiedCode(FieldType type, string value) =>
        value.Length == 18 && type.Read(value) is { Value: not null, Fault: not { Severity: ProblemSeverity.Error } };

    private static bool IsDate(FieldType type, string value) => type is DateField && type.Read(value) is { Value: not null, Fault: null };

    private static bool IsDocumentNumber(FieldType type, string value) =>
        value.EndsWith('号') && value.Any(char.IsAsciiDigit) && value.AsSpan().ContainsAny("〔[（(【");

    private static bool IsName(FieldType type, string value) =>
        value.Length >= 4 && (value.EndsWith("公司", StringComparison.Ordinal) || value[^1] is '厂' or '店' or '社' or '行' or '部' or '场' or '院' or '校');
}
