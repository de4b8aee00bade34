using System.Collections.Immutable;

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
    ImmutableSortedDictionary<string, long> Problems);
