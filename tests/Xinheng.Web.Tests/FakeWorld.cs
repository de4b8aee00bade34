using Xinheng.Platform.Publication;

namespace Xinheng.Web.Tests;

/// <summary>Six invented subjects of an invented province: long names, markup in a name, everything good, everything bad, nothing at all.</summary>
internal static class FakeWorld
{
    public const string Food = "9199010000XY000001";
    public const string Clean = "9199010000XY000002";
    public const string Hostile = "9199010000XY000003";
    public const string Long = "9199020000XY000004";
    public const string Stall = "9299010000XY000005";
    public const string Society = "5199010000XY000006";
    public const string HostileName = "<script>alert('x')</script>“<b>测试</b>”贸易有限公司";

    private static readonly PublicBody Market = new("1199010000XY001001", "示例省云州市市场监督管理局");
    private static readonly PublicBody Centre = new("1199010000XY001002", "示例省云州市公共信用信息中心");
    private static readonly PublicBody Transport = new("1199010000XY001003", "示例省云州市交通运输局（云州市交通运输综合行政执法支队）");

    public static IReadOnlyList<PublicSubject> Subjects { get; } =
    [
        Subject(Food, "云州市禾满仓食品有限公司", "legal_person", "存续（在营、开业、在册）",
            [new("云州市禾满仓粮油经营部", new DateOnly(2021, 5, 18)), new("云州县禾满仓粮油加工厂", new DateOnly(2014, 3, 2))],
            [new("business-registration-no", "工商注册号", "990100000012345"), new("org-code", "组织机构代码", "XY0000010")],
            Honour(1), Permit(2), Penalty(3, "ordinary", new(2026, 8, 20), new(2027, 8, 20)),
            Penalty(4, "serious", new(2025, 12, 1), new(2028, 12, 1), contested: true)),
        Subject(Clean, "云州市晴川软件有限公司", "legal_person", "存续（在营、开业、在册）", [], []),
        Subject(Hostile, HostileName, "legal_person", null, [new("<img src=x onerror=alert(1)>", null)], [], Permit(5)),
        Subject(Long, "示例省云州市新河区岭南新材料与智能装备制造产业技术研究院及成果转化中试基地投资运营管理（集团）股份有限公司云州第三分公司",
            "other_org", "存续（在营、开业、在册）", [], [], [.. Enumerable.Range(20, 26).Select(Permit)]),
        Subject(Stall, "云州市新河区老周修车铺", "individual_business", "存续", [], [], Penalty(6, "ordinary", new(2026, 10, 9), new(2026, 11, 22))),
        Subject(Society, "云州市信用促进会", "other_org", "正常", [], [], Honour(7)),
    ];

    public static IReadOnlyList<PublicRecord> Records { get; } = [.. Subjects.SelectMany(subject => subject.Records)];

    public static Guid Id(int number) => new($"019a0000-0000-7000-8000-{number:d12}");

    private static PublicSubject Subject(string code, string name, string kind, string? status,
        IReadOnlyList<FormerName> names, IReadOnlyList<FormerCode> codes, params PublicRecord[] records) =>
        new(code, name, kind, status, "990100", "示例省云州市", names, codes,
            [.. records.Select(record => record with { Subject = new(code, name, kind) })]);

    private static PublicRecord Honour(int number) => Record(number, "HONOUR", "荣誉表彰", "positive",
        "云市监表〔2026〕7号", Market, new(2026, 3, 15), null, null, ["《示例省社会信用条例》第二十二条"],
        new PublicField("RY_MC", "荣誉名称", "2025 年度食品安全示范单位", null), new("RY_JB", "荣誉级别", "3", "市级"),
        new("division_code", "地方编码", "990100", "示例省云州市"));

    private static PublicRecord Permit(int number) => Record(number, "PERMIT_ORG", "行政许可（法人及非法人组织）", "neutral",
        $"云交许字〔2026〕第{number:d4}号", Transport, new(2026, 6, 1 + (number % 28)), null, null,
        ["《中华人民共和国行政许可法》第四十条", "国办发〔2019〕35号"],
        new PublicField("XK_XKWS", "行政许可决定文书名称", "道路货物运输经营许可决定书", null), new("XK_XKLB", "许可类别", "01", "普通"),
        new("XK_NR", "许可内容", "准予从事道路普通货物运输、货物专用运输（冷藏保鲜）经营活动。", null),
        new("XK_YXQ", "有效期自", "2026-06-01", null), new("XK_YXZ", "有效期至", "2030-05-31", null));

    private static PublicRecord Penalty(int number, string severity, DateOnly decided, DateOnly until, bool contested = false) =>
        Record(number, "PENALTY_ORG", "行政处罚（法人及非法人组织）", "adverse",
            $"云市监罚字〔{decided.Year}〕第{number:d3}号", Market, decided, until, severity,
            ["《中华人民共和国行政处罚法》第四十八条第一款", "《示例省社会信用条例》第十九条"],
            new PublicField("CF_WFXW", "违法行为类型", "经营标签不符合规定的预包装食品", null),
            new("CF_SY", "违法事实", "当事人销售的“稻花香”预包装大米 120 袋，标签未标注生产日期。经查，货值金额 4,320 元，违法所得 860 元。", null),
            new("CF_YJ", "处罚依据", "《中华人民共和国食品安全法》第一百二十五条第一款第二项", null),
            new("CF_CFLB", "处罚类别", "03;04", "罚款；没收违法所得"), new("CF_NR", "处罚内容", "没收违法所得 860 元，罚款 5,000 元。", null),
            new("CF_NR_FK", "罚款金额（万元）", "0.5", null)) with
        { Contested = contested };

    private static PublicRecord Record(int number, string item, string name, string nature, string document, PublicBody authority,
        DateOnly decided, DateOnly? until, string? severity, IReadOnlyList<string> basis, params PublicField[] fields) =>
        new(Id(number), item, name, nature, new(null, "", ""), document, authority, Centre, basis, decided, decided.AddDays(6), until,
            severity, false, 1, new DateTimeOffset(decided.AddDays(5), new TimeOnly(9, 30), TimeSpan.Zero), fields,
            new("5f1d7a84db00d2fce00b31a7fc73224f0e9c2b1de5c8cfa2f8f3b8a5a7d2c9e1", "q1w2e3r4t5y6u7i8o9p0aa==",
                "9c1185a5c5e9fc54612808977ee8f548b2258d31d2a7c4e5f60718293a4b5c6d", Id(9000 + number), number));
}
