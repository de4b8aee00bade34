using System.Collections.Immutable;

namespace Xinheng.Platform.Programmes.FictionalProvince.Land;

/// <summary>A division of the fictional province.</summary>
/// <param name="Code">GB/T 2260 in form; 99 is no province's.</param>
/// <param name="Name">As in the table of divisions.</param>
/// <param name="City">Which of the five cities it lies in; -1 for the province.</param>
internal sealed record Place(string Code, string Name, int City)
{
    /// <summary>云汀市 as it begins the name of a firm: 云汀.</summary>
    public string Short { get; } = Name.EndsWith("新区", StringComparison.Ordinal) ? Name[..^2] : Name[..^1];
}

/// <summary>信衡省 with its five cities and their counties. A test holds it equal to the table of divisions.</summary>
internal static class Places
{
    // Cities grow unequal: so many of sixteen organisations live in each.
    private static readonly int[] Shares = [6, 4, 3, 2, 1];

    private static readonly (string Name, (string Code, string Name)[] Counties)[] Table =
    [
        ("云汀市", [("990102", "汀南区"), ("990103", "云台新区"), ("990121", "望汐县"), ("990181", "栖桥市")]),
        ("澜石市", [("990202", "澜东区"), ("990203", "石门坊区"), ("990221", "砚溪县"), ("990222", "白鹭滩县")]),
        ("青岬市", [("990302", "岬口区"), ("990303", "帆影区"), ("990321", "听潮县"), ("990381", "青螺市")]),
        ("禾塬市", [("990402", "塬上区"), ("990421", "麦浪县"), ("990422", "槐荫坪县"), ("990423", "五谷县")]),
        ("鹿鸣市", [("990502", "鹿溪区"), ("990503", "呦鸣区"), ("990521", "松烟县"), ("990522", "月牙泉沟县")]),
    ];

    public const int Block = 16;

    public static Place Province { get; } = new("990000", "信衡省", -1);

    public static ImmutableArray<Place> Cities { get; } =
        [.. Table.Select((city, i) => new Place($"990{i + 1}00", city.Name, i))];

    public static ImmutableArray<ImmutableArray<Place>> Counties { get; } =
        [.. Table.Select((city, i) => city.Counties.Select(c => new Place(c.Code, c.Name, i)).ToImmutableArray())];

    /// <summary>Of each sixteen organisations in a row, the city of each: a city's file finds its own without asking all.</summary>
    public static ImmutableArray<int> CityOfSlot { get; } = [.. Spread()];

    public static ImmutableArray<ImmutableArray<int>> SlotsOfCity { get; } =
        [.. Shares.Select((_, city) => CityOfSlot.Select((c, slot) => (c, slot)).Where(p => p.c == city).Select(p => p.slot).ToImmutableArray())];

    private static IEnumerable<int> Spread()
    {
        var left = (int[])Shares.Clone();
        for (var slot = 0; slot < Block; slot++)
        {
            var city = slot % left.Length;
            while (left[city] == 0)
            {
                city = (city + 1) % left.Length;
            }

            left[city]--;
            yield return city;
        }
    }
}
