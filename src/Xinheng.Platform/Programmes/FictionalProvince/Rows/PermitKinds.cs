using System.Collections.Immutable;

namespace Xinheng.Platform.Programmes.FictionalProvince.Rows;

/// <summary>A permit that an office of the fictional province gives.</summary>
/// <param name="Trade">Which kind of office.</param>
/// <param name="Document">行政许可决定文书名称.</param>
/// <param name="Certificate">许可证书名称.</param>
/// <param name="Content">许可内容.</param>
/// <param name="Kind">Text of CS_XKLB.</param>
/// <param name="Years">For how long; 0: without end.</param>
internal sealed record PermitKind(string Trade, string Document, string Certificate, string Content, string Kind, int Years);

internal static class PermitKinds
{
    private static readonly ImmutableArray<PermitKind> All =
    [
        new("market", "准予食品经营许可决定书", "食品经营许可证", "预包装食品销售，散装食品销售，热食类食品制售", "普通", 5),
        new("market", "准予食品生产许可决定书", "食品生产许可证", "糕点（热加工、冷加工）", "普通", 5),
        new("market", "准予设立登记通知书", "营业执照", "准予设立登记", "登记", 0),
        new("market", "特种设备使用登记决定书", "特种设备使用登记证", "场（厂）内专用机动车辆使用登记", "登记", 0),
        new("environment", "排污许可决定书", "排污许可证", "准予排放水污染物、大气污染物，执行许可证载明限值", "普通", 5),
        new("environment", "建设项目环境影响评价批复", "环评批复", "同意建设项目环境影响报告表", "普通", 0),
        new("safety", "安全生产许可决定书", "安全生产许可证", "危险化学品经营（不带储存设施）", "普通", 3),
        new("fire", "公众聚集场所投入使用许可决定书", "消防安全检查合格证", "同意场所投入使用、营业", "普通", 0),
        new("transport", "道路运输经营许可决定书", "道路运输经营许可证", "道路普通货物运输", "普通", 4),
        new("transport", "车辆营运许可决定书", "道路运输证", "普通货运车辆一台", "普通", 3),
        new("housing", "建筑工程施工许可决定书", "建筑工程施工许可证", "准予开工，建设规模以许可证附件为准", "普通", 3),
        new("housing", "建筑业企业资质决定书", "建筑业企业资质证书", "建筑工程施工总承包叁级", "认可", 5),
        new("streets", "临时占用城市道路许可决定书", "占道许可证", "临时占用人行道，面积以图纸为准", "普通", 1),
        new("streets", "户外广告设置许可决定书", "户外广告设置许可证", "设置户外招牌一处", "普通", 2),
        new("labour", "劳务派遣经营许可决定书", "劳务派遣经营许可证", "劳务派遣业务", "普通", 3),
        new("health", "公共场所卫生许可决定书", "卫生许可证", "住宿场所，理发店", "普通", 4),
        new("health", "医疗机构执业登记决定书", "医疗机构执业许可证", "内科，口腔科", "登记", 5),
        new("culture", "旅行社设立许可决定书", "旅行社业务经营许可证", "境内旅游和入境旅游业务", "普通", 0),
        new("culture", "娱乐场所经营许可决定书", "娱乐经营许可证", "歌舞娱乐", "普通", 2),
        new("farming", "种子生产经营许可决定书", "农作物种子生产经营许可证", "玉米、小麦种子加工、批发、零售", "普通", 5),
        new("farming", "动物防疫条件审查决定书", "动物防疫条件合格证", "生猪养殖场", "核准", 0),
        new("planning", "企业投资项目核准决定书", "项目核准文件", "核准建设光伏发电项目", "核准", 2),
        new("education", "民办学校办学许可决定书", "民办学校办学许可证", "非学历文化教育培训", "普通", 3),
        new("justice", "律师事务所设立许可决定书", "律师事务所执业许可证", "准予设立", "普通", 0),
        new("civil", "社会团体成立登记决定书", "社会团体法人登记证书", "准予成立登记", "登记", 5),
    ];

    public static ImmutableArray<string> Trades { get; } = [.. All.Select(p => p.Trade).Distinct()];

    public static PermitKind[] Of(string trade) => [.. All.Where(p => p.Trade == trade)];
}
