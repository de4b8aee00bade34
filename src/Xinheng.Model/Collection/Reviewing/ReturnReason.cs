namespace Xinheng.Model.Collection.Reviewing;

/// <summary>Why reviewers send back, as they say it most: each a sentence that tells the maker what to do. Own words may stand beside.</summary>
public sealed record ReturnReason(string Code, string Sentence)
{
    public const int LongestOwnWords = 1_000;

    public static IReadOnlyList<ReturnReason> All { get; } =
    [
        new("paper", "与决定文书不一致：请对照文书逐项核对。"),
        new("subject", "主体不对：请核对名称和统一社会信用代码。"),
        new("basis", "依据条款不对或不全：请写明法规名称和条、款。"),
        new("severity", "失信程度认定不当：请按认定标准重新认定。"),
        new("amount", "金额或日期有误：请核对单位（万元）和年月日。"),
        new("twice", "与已有记录重复：请核对文书号，重复的不要报送。"),
        new("personal", "含有不应公开的个人信息或商业秘密：请删去。"),
        new("publish", "不应公示：没有一定社会影响，或不属于公示范围。"),
        new("paper-missing", "缺少证明材料：请补齐后再送审。"),
    ];

    /// <summary>What the maker reads: the chosen sentences, then the reviewer's own words.</summary>
    public static string Compose(IEnumerable<string> codes, string? ownWords) => string.Join(" ",
        [.. All.Where(reason => codes.Contains(reason.Code)).Select(reason => reason.Sentence),
            .. string.IsNullOrWhiteSpace(ownWords) ? Array.Empty<string>() : [ownWords.Trim()]]);
}
