using System.Collections.Immutable;

namespace Xinheng.Platform.Programmes.FictionalProvince.Land;

/// <summary>An office of the fictional province that hands records in.</summary>
/// <param name="Code">Its unified code: kind 11, body <c>XY0000…</c>.</param>
/// <param name="Name">云汀市市场监督管理局.</param>
/// <param name="Trade">What it looks after: <c>market</c>, <c>tax</c>, <c>environment</c> …</param>
/// <param name="Division">Where it has power: the province or a city.</param>
/// <param name="Sign">How its documents begin: 云市监.</param>
public sealed record Authority(string Code, string Name, string Trade, string Division, string Sign)
{
    /// <summary>Which of the five cities; -1 for the province.</summary>
    internal int City { get; init; } = -1;
}

/// <summary>All offices: those of the province, and six in each of its cities.</summary>
internal static class Authorities
{
    private static readonly (string Trade, string Name, string Sign)[] Provincial =
    [
        ("market", "市场监督管理局", "市监"), ("tax", "税务局", "税"), ("environment", "生态环境厅", "环"),
        ("safety", "应急管理厅", "应急"), ("fire", "消防救援总队", "消"), ("transport", "交通运输厅", "交"),
        ("housing", "住房和城乡建设厅", "建"), ("labour", "人力资源和社会保障厅", "人社"), ("health", "卫生健康委员会", "卫"),
        ("court", "高级人民法院", "法"), ("customs", "海关", "关"), ("civil", "民政厅", "民"),
        ("culture", "文化和旅游厅", "文旅"), ("farming", "农业农村厅", "农"), ("planning", "发展和改革委员会", "发改"),
        ("establishment", "机构编制委员会办公室", "编办"), ("justice", "司法厅", "司"), ("finance", "财政厅", "财"),
        ("science", "科学技术厅", "科"), ("education", "教育厅", "教"), ("insurance", "医疗保障局", "医保"),
        ("patents", "知识产权局", "知"),
    ];

    private static readonly (string Trade, string Name, string Sign)[] Municipal =
    [
        ("market", "市场监督管理局", "市监"), ("environment", "生态环境局", "环"), ("safety", "应急管理局", "应急"),
        ("transport", "交通运输局", "交"), ("housing", "住房和城乡建设局", "建"), ("streets", "城市管理综合行政执法局", "城管"),
    ];

    public static ImmutableArray<Authority> All { get; } = [.. Make()];

    private static IEnumerable<Authority> Make()
    {
        var body = 0;
        foreach (var (trade, name, sign) in Provincial)
        {
            yield return Of(Places.Province, trade, name, "信" + sign, ++body);
        }

        foreach (var city in Places.Cities)
        {
            foreach (var (trade, name, sign) in Municipal)
            {
                yield return Of(city, trade, name, city.Name[..1] + sign, ++body);
            }
        }
    }

    private static Authority Of(Place place, string trade, string name, string sign, int body) =>
        new(Codes.Unified("11", place.Code, body), (trade == "customs" ? place.Short : place.Name) + name, trade, place.Code, sign)
        {
            City = place.City,
        };
}
