using System.Collections.Frozen;
using System.Globalization;
using Xinheng.Model.Foundation;

namespace Xinheng.Model.Law;

/// <summary>How a code stands on a date.</summary>
public enum DivisionStanding
{
    Unknown,
    Retired,
    InUse,
}

/// <summary>Every division code we know, retired ones included.</summary>
public sealed class DivisionTable
{
    // By number, so that a row's code is looked up without making a string of it.
    private readonly FrozenDictionary<int, Division> byNumber;

    private DivisionTable(string version, IReadOnlyList<Division> all)
    {
        Version = version;
        All = all;
        byNumber = all.ToFrozenDictionary(division => Number(division.Code));
    }

    public static DivisionTable Empty { get; } = new("", []);

    /// <summary>Which publication the codes were taken from.</summary>
    public string Version { get; }

    public IReadOnlyList<Division> All { get; }

    public static Result<DivisionTable> Create(string version, IReadOnlyList<Division> all)
    {
        var levels = all.DistinctBy(division => division.Code).ToDictionary(division => division.Code, d => d.Level);
        List<Refusal> problems =
        [
            .. all.Where(division => Number(division.Code) < 0).Select(division => Refusal.Invalid(
                "division.code", $"区划代码“{division.Code}”（{division.Name}）应为六位数字。")),
            .. all.GroupBy(division => division.Code).Where(group => group.Count() > 1).Select(group => Refusal.Invalid(
                "division.twice", $"区划代码 {group.Key} 出现了{group.Count()}次，请只留一行。")),
            .. all.Where(division => division.Parent is { } parent
                    && !(levels.TryGetValue(parent, out var level) && level < division.Level))
                .Select(division => Refusal.Invalid("division.parent",
                    $"区划 {division.Code} 的上级 {division.Parent} 不在表中，或级别不比它高。")),
        ];
        return problems.Count > 0 ? Result<DivisionTable>.Refuse(problems) : new DivisionTable(version, all);
    }

    public Division? Find(ReadOnlySpan<char> code) => byNumber.GetValueOrDefault(Number(code));

    public DivisionStanding StandingOf(ReadOnlySpan<char> code, DateOnly date) =>
        Find(code) is not { } division ? DivisionStanding.Unknown
        : division.IsInUse(date) ? DivisionStanding.InUse
        : DivisionStanding.Retired;

    /// <summary>The divisions in use on a date.</summary>
    public IEnumerable<Division> At(DateOnly date) => All.Where(division => division.IsInUse(date));

    /// <summary>The division and those above it, lowest first: 县, 市, 省.</summary>
    public IReadOnlyList<Division> PathOf(ReadOnlySpan<char> code)
    {
        List<Division> path = [];
        for (var division = Find(code); division is not null; division = division.Parent is { } up ? Find(up) : null)
        {
            path.Add(division);
        }

        return path;
    }

    public bool IsWithin(string code, string ancestor) => PathOf(code).Any(division => division.Code == ancestor);

    private static int Number(ReadOnlySpan<char> code) =>
        code.Length == 6 && int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : -1;
}
