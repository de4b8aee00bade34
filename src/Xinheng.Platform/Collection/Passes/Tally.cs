using System.Text.Json;
using Xinheng.Model.Catalogue;
using Xinheng.Model.Catalogue.Checking;
using Xinheng.Model.Records;
using Xinheng.Platform.Records;

namespace Xinheng.Platform.Collection.Passes;

/// <summary>
/// Counts what becomes of every row of a pass. The counts always add up; problems are totalled by rule and column, exactly,
/// however many there are.
/// </summary>
internal sealed class Tally(CatalogueItem item, Timeliness timeliness)
{
    private const int RowsNamed = 20;
    private const int LongestQuote = 60;

    private readonly ValueCount values = new(item);
    private readonly HashSet<int> stayed = [];
    private readonly Dictionary<(string Code, string Field, string Severity), Group> groups = [];
    private readonly Dictionary<string, Kind> unusual = [];
    private readonly HashSet<string> bodies = [];

    private sealed class Group(Problem example, long first)
    {
        public Problem Example { get; } = example;

        public long First { get; } = first;

        public long Rows { get; set; }
    }

    private sealed record Kind(List<long> Rows)
    {
        public long Count { get; set; }
    }

    public long Rows { get; private set; }

    public long Entered { get; private set; }

    public long Corrected { get; private set; }

    public long Unchanged { get; private set; }

    public long Held { get; private set; }

    public long Refused { get; private set; }

    public long WantedItems { get; private set; }

    public long MissingItems { get; private set; }

    public Timeliness Timeliness => timeliness;

    public string UnusualJson => JsonSerializer.Serialize(unusual.ToDictionary(u => u.Key, u => new { count = u.Value.Count, rows = u.Value.Rows }));

    /// <summary>A row that stays: true when it is held rather than refused.</summary>
    public bool AddKept(ReadRow row)
    {
        AddRow(row);
        if (row.IsHeld)
        {
            Held++;
            Notice("held", row.Number);
            return true;
        }

        Refused++;
        return false;
    }

    /// <summary>Bodies of which a row entered.</summary>
    public IReadOnlySet<string> Bodies => bodies;

    /// <summary>Rows a reviewer should look at by themselves.</summary>
    public long UnusualRows { get; private set; }

    /// <summary>A candidate with its verdict; returns the row as kept when it does not enter after all.</summary>
    /// <param name="row">As checked.</param>
    /// <param name="matched">Held against the record.</param>
    /// <param name="unusual">Why a reviewer should look at it; empty for an ordinary row.</param>
    public ReadRow? AddMatched(ReadRow row, MatchedCandidate matched, IReadOnlyList<string> unusual)
    {
        var (outcome, reason) = matched.Verdict;
        if (outcome is EntryOutcome.Held or EntryOutcome.Refused)
        {
            var problem = RowChecks.ToProblem(reason!) with
            {
                Severity = outcome == EntryOutcome.Held ? ProblemSeverity.Hold : ProblemSeverity.Error,
            };
            var kept = row.Stays(problem);
            stayed.Add(row.Number);
            AddKept(kept);
            return kept;
        }

        AddRow(row);
        Count(row, outcome);
        UnusualRows += unusual.Count > 0 ? 1 : 0;
        for (var i = 0; i < unusual.Count; i++)
        {
            Notice(unusual[i], row.Number);
        }

        return null;
    }

    /// <summary>A row that repeats an earlier one of the same file shares its fate; returned as kept when that one stayed.</summary>
    public ReadRow? AddRepeat(ReadRow row)
    {
        if (stayed.Contains(row.RepeatOf))
        {
            var kept = row.Stays(new Problem("row.repeats-kept", "E08", null, null,
                $"与第 {row.RepeatOf} 行相同，那一行没有入库。请只更正第 {row.RepeatOf} 行，并删去这一行。", ProblemSeverity.Error));
            AddKept(kept);
            return kept;
        }

        AddRow(row);
        Unchanged++;
        Notice("repeats", row.Number);
        return null;
    }

    public IEnumerable<(Problem Example, string Severity, long Rows, long First)> Problems =>
        groups.Select(g => (g.Value.Example, g.Key.Severity, g.Value.Rows, g.Value.First));

    private void Count(ReadRow row, EntryOutcome outcome)
    {
        switch (outcome)
        {
            case EntryOutcome.Entered:
                Entered++;
                bodies.Add(row.Candidate!.Standing.Authority ?? row.Candidate.Standing.Provider);
                timeliness.Count(row.Candidate!.Standing.DecidedOn);
                break;
            case EntryOutcome.Corrected:
                Corrected++;
                break;
            default:
                Unchanged++;
                break;
        }
    }

    private void AddRow(ReadRow row)
    {
        Rows++;
        var (wanted, missing) = values.Of(row);
        WantedItems += wanted;
        MissingItems += missing;
        for (var i = 0; i < row.Problems.Count; i++)
        {
            var problem = row.Problems[i];
            var key = (problem.Code, problem.Field ?? "", KeptRow.Word(problem.Severity));
            if (!groups.TryGetValue(key, out var group))
            {
                groups[key] = group = new Group(problem with { Message = WithoutValue(problem) }, row.Number);
            }

            group.Rows++;
        }
    }

    // Totals stand in the clear: the one example names the field and the rule, never what somebody wrote.
    internal static string WithoutValue(Problem problem)
    {
        if (problem.Value is not { } value)
        {
            return problem.Message;
        }

        var quoted = value.Length <= LongestQuote ? value : value[..LongestQuote] + "……";
        return problem.Message.Replace($"填的是“{quoted}”：", "", StringComparison.Ordinal);
    }

    private void Notice(string kind, long row)
    {
        if (!unusual.TryGetValue(kind, out var noticed))
        {
            unusual[kind] = noticed = new Kind([]);
        }

        noticed.Count++;
        if (noticed.Rows.Count < RowsNamed)
        {
            noticed.Rows.Add(row);
        }
    }
}
