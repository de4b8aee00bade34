using System.Collections.Immutable;
using Xinheng.Model.Catalogue.Rules;

namespace Xinheng.Model.Catalogue.Checking;

/// <summary>Checks the rows of one item: read every value, ask for what is missing, then the rules between columns.</summary>
internal sealed class RowChecker
{
    private readonly CatalogueItem item;
    private readonly ImmutableArray<Field> columns;
    private readonly int[] demanding;
    private readonly ImmutableArray<RowRule> rules;

    public RowChecker(CatalogueItem item)
    {
        this.item = item;
        columns = item.Columns;
        demanding = [.. Enumerable.Range(0, columns.Length)
            .Where(i => columns[i].Requirement != Requirement.Optional)];
        rules = [.. StandingRules.For(item), .. item.Rules];
    }

    public CheckedRow Check(ReadOnlySpan<string?> given, CheckContext context)
    {
        if (given.Length != item.Fields.Length && given.Length != columns.Length)
        {
            throw new ArgumentException($"{item.Code} has {columns.Length} columns, not {given.Length}.", nameof(given));
        }

        var row = new RowDraft(columns, context);
        for (var i = 0; i < given.Length; i++)
        {
            if (given[i] is { Length: > 0 } text)
            {
                row.Read(i, text);
            }
        }

        foreach (var column in demanding)
        {
            if (row[column] is null && !row.IsSpoiled(column))
            {
                AskFor(column, row);
            }
        }

        foreach (var rule in rules)
        {
            rule.Apply(row);
        }

        return row.Finish();
    }

    private void AskFor(int column, RowDraft row)
    {
        var field = columns[column];
        if (field.Requirement.When is { } when && (row.IsSpoiled(when.Fields) || !when.Holds(row.Values)))
        {
            return;
        }

        if (field.Requirement.IsExpected)
        {
            row.Add(new Problem("field.expected", "E01", field.Code, null,
                $"“{field.Name}”没有填写。这一行照常入库；能补的请补上。", ProblemSeverity.Warning));
            return;
        }

        var why = field.Requirement.When is { } condition ? $"（当{condition.Explain}时必填）" : "";
        row.Add(row.HadPlaceholder(column)
            ? new Problem("field.placeholder", "E16", field.Code, null,
                $"“{field.Name}”填的是占位符，等于没有填{why}。请填写真实内容。", ProblemSeverity.Error)
            : new Problem("field.missing", "E01", field.Code, null,
                $"“{field.Name}”没有填写{why}。{field.Type.Explain}。", ProblemSeverity.Error));
    }
}
