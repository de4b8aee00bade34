namespace Xinheng.Model.Cases.Objecting;

/// <summary>异议答复书: what the subject gets in writing, whatever the outcome. It answers each claim, gives reasons and says where else one can turn.</summary>
public sealed record AnswerLetter
{
    public const string Remedies =
        "对本答复不服的，可以向社会信用主管部门申请复核；对作为依据的行政决定，可以依法申请行政复议或者提起行政诉讼。另有新的证据的，可以再次提出异议。以上都不收费。";

    /// <summary>Number of the case.</summary>
    public required string Number { get; init; }

    /// <summary>Name of an organisation; of a person none: the letter may be shown to others.</summary>
    public string? Addressee { get; init; }

    /// <summary>Who answers: the provider, or the platform where the mistake was its own.</summary>
    public required string Body { get; init; }

    /// <summary>Which record: item, document, date.</summary>
    public required string About { get; init; }

    public required Guid Record { get; init; }

    public required DateOnly FiledOn { get; init; }

    public required DateOnly AnsweredOn { get; init; }

    public required string Ground { get; init; }

    /// <summary>What was said to be wrong and what is answered to it, one by one.</summary>
    public required IReadOnlyList<(string Claim, string Answer)> Answers { get; init; }

    public required string Outcome { get; init; }

    public required string Reasons { get; init; }

    /// <summary>Field, before, after.</summary>
    public IReadOnlyList<(string Field, string Before, string After)> Changes { get; init; } = [];

    /// <summary>The letter as plain text: what its check code seals.</summary>
    public string Text => string.Join('\n', Lines) + "\n";

    private IEnumerable<string> Lines =>
    [
        "异议答复书", $"编号：{Number}", $"{Addressee ?? "异议申请人"}：",
        $"您于{Day(FiledOn)}对“{About}”（记录编号 {Record}）提出异议，理由是“{Ground}”。经核查，答复如下。",
        $"一、处理结果：{Outcome}。", $"二、理由：{Reasons}",
        "三、逐项答复：", .. Answers.Select((one, at) => $"{at + 1}. {one.Claim}：{one.Answer}"),
        .. Changes.Count == 0 ? Array.Empty<string>() : ["四、更正前后：", .. Changes.Select(one => $"{one.Field}：由“{one.Before}”改为“{one.After}”")],
        Remedies, Body, Day(AnsweredOn),
    ];

    private static string Day(DateOnly date) => FormattableString.Invariant($"{date.Year}年{date.Month}月{date.Day}日");
}
