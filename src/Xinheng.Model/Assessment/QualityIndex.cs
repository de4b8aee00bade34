namespace Xinheng.Model.Assessment;

/// <summary>
/// One of the four indices of what a department hands in, as it is published: what is divided by what, and which dated rule says
/// from when on it is good enough.
/// </summary>
/// <param name="Rule">Id of the rule that holds the line, in per cent.</param>
public sealed record QualityIndex(string Code, string Name, string Part, string Whole, string Meaning, string Rule)
{
    public static readonly QualityIndex Completeness = new("completeness", "完整性", "填了的应填项数", "应填项数",
        "每一行按目录应当填写的信息项（包括因其他项而必填的），填了多少。“无”“/”一类占位不算填。", "QUALITY_COMPLETENESS_LINE");

    public static readonly QualityIndex Validity = new("validity", "规范性", "入库、变更和未变的行数", "全部行数",
        "报来的行有多少通过了目录的校验。被退回的和待核的不算；就地更正后入库的算。", "QUALITY_VALIDITY_LINE");

    public static readonly QualityIndex Accuracy = new("accuracy", "准确性", "入库后没有更正过的记录数", "当期入库的记录数",
        "入库以后又以不同内容更正的，说明当初不准。撤下、恢复和分类确认不算更正。", "QUALITY_ACCURACY_LINE");

    public static readonly QualityIndex Timeliness = new("timeliness", "时效性", "按期报来的事实数", "有期限的事实数",
        "从作出决定到报来，没有超过目录规定的天数（双公示为 7 个工作日，决定当日不计）。只数按日计期限的信息项；年历未载入的另计。",
        "QUALITY_TIMELINESS_LINE");

    /// <summary>In the order in which they are shown.</summary>
    public static IReadOnlyList<QualityIndex> All { get; } = [Completeness, Validity, Accuracy, Timeliness];
}
