using Xinheng.Model.Journal;

namespace Xinheng.House.Tests;

/// <summary>Which type opens the journal with which power, read from compiled code.</summary>
internal static class Openings
{
    private const string PowerType = "Xinheng.Model.Journal.Power";
    private const string Journal = "Xinheng.Platform.Journal.Journal";

    /// <summary>The names of powers in code.</summary>
    public static IReadOnlyList<string> Powers { get; } =
        [.. typeof(Power).GetFields().Where(f => f.FieldType == typeof(Power)).Select(f => f.Name)];

    public static string NameOf(Power power) =>
        Powers.Single(name => ReferenceEquals(typeof(Power).GetField(name)!.GetValue(null), power));

    /// <summary>By power: the acts that open the journal with it. Naming a power without opening it is no act.</summary>
    public static IEnumerable<IGrouping<string, string>> Of(Floor floor)
    {
        var uses = floor.Uses;
        var opening = uses.Where(m => m.Used == Journal && m.Member == "OpenAsync").Select(m => m.User).ToHashSet();
        return uses
            .Where(m => m.Used == PowerType && m.Member is not null && Powers.Contains(m.Member) && opening.Contains(m.User))
            .Select(m => (m.Member, m.User)).Distinct()
            .GroupBy(m => m.Member!, m => m.User);
    }
}
