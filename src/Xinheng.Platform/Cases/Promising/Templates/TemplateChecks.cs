using System.Text.RegularExpressions;
using Xinheng.Model.Cases.Promising;
using Xinheng.Model.Foundation;

namespace Xinheng.Platform.Cases.Promising.Templates;

/// <summary>What a template must say before anybody may be asked to sign it.</summary>
internal static partial class TemplateChecks
{
    private const int LongestName = 120;
    private const int LongestText = 2_000;
    private const int MostMonths = 240;
    private const int MostFollowUps = 10;
    private const int MostDays = 3_650;

    public static IEnumerable<Refusal> Problems(PromiseTemplate template)
    {
        if (!Code().IsMatch(template.Code))
        {
            yield return Refusal.Invalid("cases.promise-template-code", "模板编号请用 3 到 40 个小写字母、数字和连字符，以字母开头，如 food-shop。它会写在二维码的短网址里。", "code");
        }

        if (!Enum.IsDefined(template.Kind))
        {
            yield return Refusal.Invalid("cases.promise-kind", "请选择承诺类型。", "kind");
        }

        (string Field, string Name, string? Text, int Most)[] texts =
        [
            ("title", "名称", template.Title, LongestName), ("matter", "事项", template.Matter, LongestName),
            ("content", "告知的内容", template.Informed.Content, LongestText), ("conditions", "告知的条件", template.Informed.Conditions, LongestText),
            ("checking", "核查的权力和方式", template.Informed.Checking, LongestText), ("liability", "不实和违诺的责任", template.Informed.Liability, LongestText),
            ("promise", "承诺的内容", template.Promise, LongestText),
        ];
        foreach (var (field, name, text, most) in texts)
        {
            if (string.IsNullOrWhiteSpace(text) || text.Length > most)
            {
                yield return Refusal.Invalid("cases.promise-text",
                    $"请写“{name}”，不超过 {most:N0} 个字，现有 {text?.Length ?? 0:N0} 字。须先书面告知事项、内容、条件、核查和责任，才能请人承诺。", field);
            }
        }

        if (template.Months is < 1 or > MostMonths)
        {
            yield return Refusal.Invalid("cases.promise-months", $"有效期为 1 到 {MostMonths} 个月；长期有效的留空。", "months");
        }

        if (template.FollowUps.Count > MostFollowUps || template.FollowUps.Any(f => string.IsNullOrWhiteSpace(f.Name) || f.Name.Length > LongestName || f.Days is < 1 or > MostDays))
        {
            yield return Refusal.Invalid("cases.promise-follow-ups",
                $"跟踪事项最多 {MostFollowUps} 项，每行写“天数 名称”，天数为 1 到 {MostDays}，如“20 补交场地证明”。", "followUps");
        }

        if (template.Kind == PromiseKind.PapersLater && template.FollowUps.Count == 0)
        {
            yield return Refusal.Invalid("cases.promise-no-papers", "容缺受理型承诺须写明哪些材料、多少天内补齐。", "followUps");
        }

        if (template.Openness < PromiseKinds.WidestOpenness(template.Kind))
        {
            yield return Refusal.Invalid("cases.promise-too-open",
                $"{PromiseKinds.NameOf(template.Kind)}承诺最多{PromiseKinds.NameOf(PromiseKinds.WidestOpenness(template.Kind))}：公开它等于公开承诺人要修复什么。", "openness");
        }
    }

    [GeneratedRegex("^[a-z][a-z0-9-]{2,39}$")]
    private static partial Regex Code();
}
