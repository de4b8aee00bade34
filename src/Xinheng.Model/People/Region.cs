using Xinheng.Model.Foundation;

namespace Xinheng.Model.People;

/// <summary>
/// A region of delegated administration, by division code (GB/T 2260: two digits a level). It holds every code below its
/// own, so that a county sees its own and the city sees the sum; townships' longer codes lie in their county.
/// </summary>
public readonly record struct Region
{
    private Region(string code) => Code = code;

    /// <summary>Six digits.</summary>
    public string Code { get; }

    /// <summary>What the codes of everything in it begin with: 99 for 990000, 9901 for 990100.</summary>
    public string Stem
    {
        get
        {
            var stem = Code;
            while (stem.EndsWith("00", StringComparison.Ordinal))
            {
                stem = stem[..^2];
            }

            return stem;
        }
    }

    public bool Holds(string code) => code.StartsWith(Stem, StringComparison.Ordinal);

    public bool Holds(Region other) => Holds(other.Code);

    public static Result<Region> Parse(string code) =>
        code.Length == 6 && code.All(char.IsAsciiDigit) && !code.StartsWith("00", StringComparison.Ordinal)
            ? new Region(code)
            : Refusal.Invalid("people.region", $"区划“{code}”应为六位行政区划代码，如 990100。", "region");

    public override string ToString() => Code;
}
