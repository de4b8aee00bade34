using System.Collections.Immutable;
using Xinheng.Platform.Programmes.FictionalProvince.Rows;

namespace Xinheng.Platform.Programmes.FictionalProvince.Files;

/// <summary>What a file holds, known before it is written: what its check must find and its entry must add.</summary>
/// <param name="Rows">Lines below the header.</param>
/// <param name="Facts">Facts told for the first time.</param>
/// <param name="Repeats">Rows that say nothing new: twice in the file, or sent before.</param>
/// <param name="Corrections">Rows that tell a fact better.</param>
/// <param name="Withdrawals">Rows that take a fact back.</param>
/// <param name="Restorations">Rows that bring a withdrawn fact back.</param>
/// <param name="Problems">How many rows must fail, by the code of their one problem.</param>
public sealed record FileTally(
    long Rows, long Facts, long Repeats, long Corrections, long Withdrawals, long Restorations,
    ImmutableSortedDictionary<string, long> Problems)
{
    /// <summary>Rows that wait for a person: what they say may be somebody's number.</summary>
    public long Held => Problems.GetValueOrDefault(Wrong.Held);

    public long Refused => Problems.Values.Sum() - Held;
}
