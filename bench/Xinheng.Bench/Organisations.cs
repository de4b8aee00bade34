using System.Globalization;
using Xinheng.Testing;

namespace Xinheng.Bench;

/// <summary>
/// Organisations of the fictional province: number n always has the same code and name. No two names are equal, but they
/// share places, trades, forms and many brands, as real ones do.
/// </summary>
internal static class Organisations
{
    public const int Most = 1_800_000;

    private const int PerDivision = 900_000; // numbers above belong to authorities

    private static readonly string[] Places =
        ["云汀市", "云汀", "青屿市", "青屿", "岚川", "岚川县", "白鹭洲区", "石门渡", "信衡省", "长汀堰", "北陵", "南塘"];

    private static readonly string[] Trades =
    [
        "食品", "商贸", "电子科技", "建筑工程", "物流运输", "餐饮管理", "环保设备", "信息技术", "文化传播", "农业开发", "医疗器械", "机械制造",
        "化工", "装饰工程", "物业服务", "教育咨询", "汽车销售", "服装", "新能源", "房地产开发", "人力资源", "生物科技", "仓储", "水产养殖", "五金",
        "纸业", "旅游", "印刷包装", "消防工程", "家具", "酒店管理", "园林绿化", "检测技术", "供应链管理", "劳务", "种业", "陶瓷", "光电", "软件", "广告",
    ];

    private static readonly string[] Forms = ["有限公司", "有限责任公司", "股份有限公司", "专业合作社"];

    private const string Brands =
        "安邦宝昌成达德鼎东丰福富刚高格冠光广贵国海涵瀚航和恒弘宏鸿华辉汇惠吉佳嘉建金锦京晶精景九久巨君俊开凯康科坤兰乐雷力立利联良林灵隆禄满茂美民" +
        "明茗铭宁诺鹏品平启谦强乔勤庆荣瑞润睿赛三森善尚盛世顺思泰腾天添田通同万旺威维伟文沃梧禧先祥新鑫信兴雄秀轩旭雅亚艳阳洋耀业怡艺义益逸银英盈永优友有裕誉元源远苑悦越运泽展兆振正志智中忠众洲卓子紫";

    public static string Code(int number) =>
        PenaltyFile.Code(number < PerDivision ? "91990100" : "91990200", number % PerDivision);

    public static string Name(int number) => Place(number) + Short(number) + Form(number);

    /// <summary>What people say: brand and trade.</summary>
    public static string Short(int number) => Brand(number) + Trades[Digit(number, 1, Trades.Length)];

    public static string Brand(int number)
    {
        var rest = Scrambled(number) / ((long)Places.Length * Trades.Length * Forms.Length);
        return string.Concat(Brands[(int)(rest % Brands.Length)], Brands[(int)(rest / Brands.Length % Brands.Length)]);
    }

    public static string Form(int number) => Forms[Digit(number, 2, Forms.Length)];

    public static string Place(int number) => Places[Digit(number, 0, Places.Length)];

    /// <summary>The name before it was renamed, for the few that were.</summary>
    public static string FormerName(int number) => Place(number) + Short(number) + "经营部";

    public static string RegistrationNumber(int number) => string.Create(CultureInfo.InvariantCulture, $"9901{number:00000000000}");

    private static int Digit(int number, int place, int radix)
    {
        var rest = Scrambled(number);
        rest /= place switch { 0 => 1, 1 => Places.Length, _ => (long)Places.Length * Trades.Length };
        return (int)(rest % radix);
    }

    // A walk through all combinations in an order that looks random: the step has no factor in common with their number.
    private static long Scrambled(int number)
    {
        var all = (long)Places.Length * Trades.Length * Forms.Length * Brands.Length * Brands.Length;
        return number * 1_000_003_337L % all;
    }
}
