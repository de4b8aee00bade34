using System.Collections.Immutable;
using Xinheng.Model.Catalogue;
using Xinheng.Model.Collection;
using Xinheng.Platform.Programmes.FictionalProvince.Land;
using Xinheng.Platform.Programmes.FictionalProvince.Rows;

namespace Xinheng.Platform.Programmes.FictionalProvince.Files;

/// <summary>A file as a department of the fictional province hands it in. It is made while it is read: memory stays flat.</summary>
public sealed class DepartmentFile
{
    private const string Operation = "op";

    private readonly CatalogueItem item;
    private readonly RowSource source;
    private readonly Func<IEnumerable<Line>> lines;
    private readonly bool isFirst;

    internal DepartmentFile(
        CatalogueItem item, RowSource source, Authority provider, string occasion, FileForm form, Func<IEnumerable<Line>> lines,
        bool isFirst = true)
    {
        this.item = item;
        this.source = source;
        this.lines = lines;
        this.isFirst = isFirst;
        (Provider, Form) = (provider, form);
        FileName = $"{item.Code}_{provider.Sign}_{occasion}.{form.Extension}";
        Columns = isFirst ? source.Columns : source.Columns.Add(Operation);
    }

    /// <summary>Code of the catalogue item.</summary>
    public string Item => item.Code;

    public Authority Provider { get; }

    public string FileName { get; }

    public FileForm Form { get; }

    public SubmissionFormat Format => Form.Format;

    /// <summary>Codes of the columns, in the order of <see cref="Rows"/>.</summary>
    public ImmutableArray<string> Columns { get; }

    /// <summary>The header as it stands in the file.</summary>
    public IEnumerable<string> Header => Columns.Select(code => item.IndexOf(code) is >= 0 and var column ? Word(item.Columns[column]) : code);

    /// <summary>The rows, one after the other in the same array: copy what is to be kept.</summary>
    public IEnumerable<string?[]> Rows()
    {
        var row = new string?[Columns.Length];
        foreach (var line in lines())
        {
            Fill(line, row);
            yield return row;
        }
    }

    /// <summary>The rows with the one problem that each must give; null for a right one.</summary>
    public IEnumerable<(string?[] Row, string? Problem)> Expected()
    {
        var row = new string?[Columns.Length];
        foreach (var line in lines())
        {
            Fill(line, row);
            yield return (row, line.Change == Change.Mistaken ? source.Mistakes[line.Mistake].Problem : null);
        }
    }

    public FileTally Tally()
    {
        var counts = new long[Enum.GetValues<Change>().Length];
        var problems = new SortedDictionary<string, long>(StringComparer.Ordinal);
        var (rows, repeats, last) = (0L, 0L, long.MinValue);
        foreach (var line in lines())
        {
            rows++;
            counts[(int)line.Change]++;
            if (line.Change == Change.Entered)
            {
                repeats += !isFirst || line.Record == last ? 1 : 0;
                last = line.Record;
            }
            else if (line.Change == Change.Mistaken)
            {
                var code = source.Mistakes[line.Mistake].Problem;
                problems[code] = problems.GetValueOrDefault(code) + 1;
            }
        }

        return new FileTally(
            rows, counts[(int)Change.Entered] - repeats, repeats, counts[(int)Change.Corrected],
            counts[(int)Change.Withdrawn], counts[(int)Change.Restored], problems.ToImmutableSortedDictionary(StringComparer.Ordinal));
    }

    public void WriteTo(Stream stream) => FileWriting.Write(this, stream);

    private void Fill(Line line, string?[] row)
    {
        source.Fill(line.Record, row);
        switch (line.Change)
        {
            case Change.Corrected:
                source.Correct(line.Record, row);
                break;
            case Change.Withdrawn or Change.Restored:
                source.Explain(line.Change, row);
                break;
            case Change.Mistaken:
                source.Mistakes[line.Mistake].Make(row);
                break;
            default:
                break;
        }

        if (!isFirst)
        {
            row[^1] = line.Change switch
            {
                Change.Corrected => "变更",
                Change.Withdrawn => "撤销",
                Change.Restored => "恢复",
                _ => null,
            };
        }
    }

    private string Word(Field field) => Form.Header switch
    {
        HeaderWords.ChineseNames => field.Name,
        HeaderWords.OldCodes => field.Aliases.FirstOrDefault() ?? field.Code,
        _ => field.Code,
    };
}
