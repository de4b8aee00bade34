using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Xinheng.Model.Catalogue.Types;

namespace Xinheng.Model.Catalogue.Checking;

/// <summary>A row while it is being checked: canonical values so far and what was found. Its lists exist only once needed.</summary>
internal sealed class RowDraft(ImmutableArray<Field> columns, CheckContext context)
{
    private readonly string?[] values = new string?[columns.Length];
    private ImmutableArray<Problem>.Builder? problems;
    private bool[]? spoiled;
    private bool[]? placeholders;

    public CheckContext Context { get; } = context;

    public string? this[int column] => values[column];

    public ReadOnlySpan<string?> Values => values;

    public void Set(int column, string? value) => values[column] = value;

    /// <summary>Whether a column was given but could not be read: what depends on it is not judged.</summary>
    public bool IsSpoiled(int column) => spoiled is not null && spoiled[column];

    public bool IsSpoiled(ImmutableArray<FieldRef> fields)
    {
        if (spoiled is not null)
        {
            foreach (var field in fields)
            {
                if (spoiled[field.Index])
                {
                    return true;
                }
            }
        }

        return false;
    }

    public bool HadPlaceholder(int column) => placeholders is not null && placeholders[column];

    public void MarkPlaceholder(int column) => (placeholders ??= new bool[values.Length])[column] = true;

    /// <summary>Whether the row has been told already that the column is missing.</summary>
    public bool IsAskedFor(int column)
    {
        if (problems is not null)
        {
            foreach (var problem in problems)
            {
                if (problem.Number is "E01" or "E16" && problem.Field == columns[column].Code)
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Reads one value by its type; a placeholder leaves the column empty.</summary>
    public void Read(int column, string given)
    {
        var field = columns[column];
        var text = Blank.Trim(given);
        if (text.Length == 0)
        {
            return;
        }

        if (field.Type.IsPlaceholder(text))
        {
            MarkPlaceholder(column);
            return;
        }

        var reading = field.Type.Read(text);
        values[column] = reading.Value;
        if (reading.Fault is { } fault)
        {
            Find(column, text, fault);
        }
    }

    /// <summary>Says what is wrong with a column, its value quoted only where nobody's privacy speaks against it.</summary>
    public void Find(int column, string? given, Fault fault)
    {
        if (fault.Severity == ProblemSeverity.Error)
        {
            (spoiled ??= new bool[values.Length])[column] = true;
        }

        var field = columns[column];
        var quoted = fault.Severity != ProblemSeverity.Hold && !fault.Silent && MayQuote(field, given) ? given : null;
        var message = quoted is null
            ? $"“{field.Name}”{fault.Message}"
            : $"“{field.Name}”填的是“{Blank.Shorten(quoted)}”：{fault.Message}";
        Add(new Problem(fault.Code, fault.Number, field.Code, quoted, message, fault.Severity));
    }

    // Columns slip: what stands under a date may be somebody's number. Whole sentences are not repeated at all.
    private static bool MayQuote(Field field, string? given) =>
        given is not null && field.MayBeQuoted && field.Type is not TextField { Scanned: true } && !NumberScan.MayBePerson(given);

    public void Add(Problem problem) => (problems ??= ImmutableArray.CreateBuilder<Problem>()).Add(problem);

    public CheckedRow Finish() => new(
        ImmutableCollectionsMarshal.AsImmutableArray(values), problems?.ToImmutable() ?? []);
}
