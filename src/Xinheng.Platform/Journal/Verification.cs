using Npgsql;

namespace Xinheng.Platform.Journal;

/// <summary>Something that does not hold: a stable code, and which row of what.</summary>
public sealed record VerificationFinding(string Code, string Message);

/// <summary>What verification found, and how much it looked at. Every count is of things that were recomputed.</summary>
public sealed class VerificationReport
{
    /// <summary>Findings named one by one; beyond it only their number grows.</summary>
    private const int MostNamed = 100;

    private readonly List<VerificationFinding> findings = [];
    private readonly SortedDictionary<string, long> counts = new(StringComparer.Ordinal);

    public IReadOnlyList<VerificationFinding> Findings => findings;

    public long FindingCount { get; private set; }

    public IReadOnlyDictionary<string, long> Counts => counts;

    public bool Holds => FindingCount == 0;

    public void Find(string code, string message)
    {
        FindingCount++;
        if (findings.Count < MostNamed)
        {
            findings.Add(new VerificationFinding(code, message));
        }
    }

    public void Count(string what, long number = 1) => counts[what] = counts.GetValueOrDefault(what) + number;
}

/// <summary>A room's own part of verification, over one snapshot of the database.</summary>
public interface IVerification
{
    Task RunAsync(NpgsqlConnection snapshot, VerificationReport report, CancellationToken ct);
}
