using System.Collections.Frozen;

namespace Xinheng.Model.Law;

/// <summary>A real unified code issued before GB 32100 whose check character is not the standard's: accepted only when listed here.</summary>
public sealed record HistoricCode(string Code, string Reason, string Source);

/// <summary>The listed exceptions to GB 32100.</summary>
public sealed class HistoricCodes(IEnumerable<HistoricCode> codes)
{
    private readonly FrozenDictionary<string, HistoricCode> codes = codes.ToFrozenDictionary(code => code.Code);

    public static HistoricCodes None { get; } = new([]);

    public IReadOnlyCollection<HistoricCode> All => codes.Values;

    public HistoricCode? Find(ReadOnlySpan<char> code) =>
        codes.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(code, out var found) ? found : null;
}
