using Xinheng.Model.Catalogue;
using Xinheng.Model.Catalogue.Checking;
using Xinheng.Platform.Collection.Passes;

namespace Xinheng.Platform.Collection.Rehearsing;

/// <summary>Counts, for one submission, which rows would fare otherwise and by which rules; keeps some rows of each as examples.</summary>
internal sealed class RehearsalTally(CatalogueItem? item)
{
    private const int ExamplesKept = 5;

    private readonly Dictionary<(string Code, string Field, string Severity), Group> groups = [];

    internal sealed class Group(Problem example)
    {
        public Problem Example { get; } = example;

        public long Rows { get; set; }

        public List<ReadRow> Examples { get; } = [];
    }

    public CatalogueItem? Item => item;

    /// <summary>The file could not be read by either: it tells nothing.</summary>
    public bool IsUnread { get; set; }

    public long Rows { get; private set; }

    public long Refused { get; private set; }

    public long NewlyRefused { get; private set; }

    public long NewlyHeld { get; private set; }

    public long Freed { get; private set; }

    public IEnumerable<(string Code, string Field, string Severity, Group Group)> Groups =>
        groups.Select(g => (g.Key.Code, g.Key.Field, g.Key.Severity, g.Value));

    public void Add(List<ReadRow> now, List<ReadRow> then)
    {
        for (var i = 0; i < now.Count && i < then.Count; i++)
        {
            Add(now[i], then[i]);
        }
    }

    private void Add(ReadRow now, ReadRow then)
    {
        Rows++;
        var (was, becomes) = (Fate(now), Fate(then));
        Refused += was == Stays.Refused ? 1 : 0;
        NewlyRefused += becomes == Stays.Refused && was != Stays.Refused ? 1 : 0;
        NewlyHeld += becomes == Stays.Held && was == Stays.Out ? 1 : 0;
        Freed += becomes == Stays.Out && was != Stays.Out ? 1 : 0;
        foreach (var problem in then.Problems)
        {
            if (!now.Problems.Any(known => known.Code == problem.Code && known.Field == problem.Field && known.Severity == problem.Severity))
            {
                Count(problem, then);
            }
        }
    }

    private void Count(Problem problem, ReadRow row)
    {
        var key = (problem.Code, problem.Field ?? "", KeptRow.Word(problem.Severity));
        if (!groups.TryGetValue(key, out var group))
        {
            groups[key] = group = new Group(problem with { Message = Tally.WithoutValue(problem) });
        }

        group.Rows++;
        if (group.Examples.Count < ExamplesKept)
        {
            group.Examples.Add(row);
        }
    }

    private enum Stays
    {
        Out, // of trouble: it would enter
        Held,
        Refused,
    }

    private static Stays Fate(ReadRow row) =>
        row.Candidate is not null ? Stays.Out : row.IsHeld ? Stays.Held : Stays.Refused;
}
