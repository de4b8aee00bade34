using System.Collections.Immutable;

namespace Xinheng.Platform.Programmes.FictionalProvince.Rows;

/// <summary>A way of breaking a rule, as penalty decisions tell it. The regulations are invented.</summary>
/// <param name="Trade">Which kind of office punishes it.</param>
/// <param name="Type">违法行为类型.</param>
/// <param name="Found">What was found, as it follows “发现其”.</param>
/// <param name="Law">Name of the regulation.</param>
/// <param name="Licence">What can be taken away for it.</param>
internal sealed record Offence(string Trade, string Type, string Found, string Law, string Licence);

/// <summary>What is punished in the fictional province.</summary>
internal static class Offences
{
    private static readonly ImmutableArray<Offence> All =
    [
        new("market", "经营超过保质期的食品", "货架上待售的预包装食品已超过保质期", "信衡省食品经营示例条例", "食品经营许可证"),
        new("market", "食品标签不符合规定", "销售的食品标签未标明生产日期和贮存条件", "信衡省食品经营示例条例", "食品经营许可证"),
        new("market", "未按规定公示年度报告", "连续两年未按规定报送并公示年度报告", "信衡省市场主体信用示例条例", "营业执照"),
        new("market", "发布虚假广告", "在宣传页上宣称产品具有并不具备的功效", "信衡省广告管理示例条例", "营业执照"),
        new("market", "未明码标价", "经营场所多种商品没有标明价格", "信衡省价格监督示例条例", "营业执照"),
        new("market", "使用未经检定的计量器具", "用于贸易结算的电子秤未经检定", "信衡省计量监督示例条例", "计量检定合格证书"),
        new("market", "使用未经检验的特种设备", "正在使用的叉车超过检验有效期", "信衡省特种设备示例条例", "特种设备使用登记证"),
        new("environment", "超标排放水污染物", "总排口废水化学需氧量超过许可排放限值", "信衡省水环境保护示例条例", "排污许可证"),
        new("environment", "未按要求处置危险废物", "危险废物贮存场所未设置识别标志且台账缺失", "信衡省固体废物管理示例条例", "排污许可证"),
        new("environment", "扬尘污染防治不力", "厂区物料露天堆放且未采取覆盖措施", "信衡省大气环境保护示例条例", "排污许可证"),
        new("safety", "未对从业人员进行安全培训", "新进人员没有安全教育和培训记录", "信衡省安全生产示例条例", "安全生产许可证"),
        new("safety", "未消除事故隐患", "对已经发现的重大事故隐患没有采取措施消除", "信衡省安全生产示例条例", "安全生产许可证"),
        new("fire", "消防设施未保持完好有效", "自动喷水灭火系统处于关闭状态", "信衡省消防示例条例", "公众聚集场所使用许可"),
        new("fire", "占用疏散通道", "疏散通道堆放杂物影响通行", "信衡省消防示例条例", "公众聚集场所使用许可"),
        new("transport", "超限运输货物", "货运车辆车货总质量超过限定标准", "信衡省道路运输示例条例", "道路运输经营许可证"),
        new("transport", "未按规定维护营运车辆", "营运车辆没有按期维护和检测", "信衡省道路运输示例条例", "道路运输证"),
        new("housing", "未取得施工许可擅自施工", "在未取得施工许可证的情况下开工建设", "信衡省建设工程示例条例", "建筑业企业资质证书"),
        new("housing", "使用不合格建筑材料", "进场钢筋未经复验即投入使用", "信衡省建设工程示例条例", "建筑业企业资质证书"),
        new("streets", "擅自占用城市道路", "在人行道上摆放货架经营", "信衡省城市管理示例条例", "占道许可证"),
        new("streets", "未按规定清运建筑垃圾", "运输车辆沿途遗撒建筑垃圾", "信衡省市容环境卫生示例条例", "建筑垃圾处置核准证"),
        new("labour", "拖欠劳动者工资", "未按约定日期足额支付劳动报酬", "信衡省劳动报酬示例条例", "劳务派遣经营许可证"),
        new("labour", "违法延长工作时间", "安排劳动者每月加班超过规定时数", "信衡省劳动保障示例条例", "劳务派遣经营许可证"),
        new("health", "公共场所卫生管理不合格", "公共用品用具未按规定清洗消毒", "信衡省公共卫生示例条例", "卫生许可证"),
        new("health", "使用非卫生技术人员", "安排未取得资格的人员从事诊疗活动", "信衡省医疗机构示例条例", "医疗机构执业许可证"),
        new("culture", "未经批准举办营业性演出", "未经批准举办营业性演出活动", "信衡省文化市场示例条例", "营业性演出许可证"),
        new("culture", "旅行社委派无证导游", "委派未取得导游证的人员带团", "信衡省旅游示例条例", "旅行社业务经营许可证"),
        new("farming", "经营劣质种子", "销售的玉米种子发芽率低于标签标注值", "信衡省种子管理示例条例", "农作物种子生产经营许可证"),
        new("farming", "未建立农药购销台账", "农药经营门店没有采购销售台账", "信衡省农药管理示例条例", "农药经营许可证"),
        new("tax", "未按规定开具发票", "在收取货款后拒绝开具发票", "信衡省税收征管示例条例", "营业执照"),
        new("insurance", "骗取医疗保障基金", "重复收取诊疗费用并向医疗保障基金申报", "信衡省医疗保障示例条例", "医疗机构执业许可证"),
        new("customs", "申报不实", "出口货物品名申报与实际不符", "信衡省口岸监管示例条例", "报关单位备案证明"),
        new("patents", "假冒专利", "在产品包装上标注已经终止的专利号", "信衡省专利保护示例条例", "营业执照"),
    ];

    public static ImmutableArray<string> Trades { get; } = [.. All.Select(o => o.Trade).Distinct()];

    public static Offence[] Of(string trade) => [.. All.Where(o => o.Trade == trade)];
}
