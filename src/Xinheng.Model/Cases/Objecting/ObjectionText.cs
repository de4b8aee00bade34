using System.Text.Json;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;

namespace Xinheng.Model.Cases.Objecting;

/// <summary>What a subject says: grounds by code, claims, and its own words, which no code may shorten. Whoever decides reads it as it is.</summary>
public sealed record ObjectionText(string Ground, IReadOnlyList<Claim> Claims, string Why)
{
    public const int LongestWhy = 2_000;
    public const int LongestRight = 500;
    public const int MostClaims = 20;

    /// <summary>What the log knows of it, so that nobody changes afterwards what was said.</summary>
    public Hash256 Digest => Hash256.Of(JsonSerializer.SerializeToUtf8Bytes(
        new object[] { Ground, Claims.Select(claim => new[] { claim.Field, claim.Right }).ToArray(), Why }));

    /// <param name="grounds">Codes of the catalogue's set 异议理由.</param>
    /// <param name="fields">Codes of the fields that the subject sees on the record.</param>
    public IEnumerable<Refusal> Problems(IReadOnlySet<string> grounds, IReadOnlySet<string> fields)
    {
        if (!grounds.Contains(Ground))
        {
            yield return Refusal.Invalid("cases.objection-ground", "请选择异议理由：写错了、漏了、过期了、认错了主体，或者其他。", "ground");
        }

        if (Claims.Count is 0 or > MostClaims)
        {
            yield return Refusal.Invalid("cases.objection-claims", $"请选出哪几项不对（一次最多 {MostClaims} 项），或者选“整条记录”。", "fields");
        }

        foreach (var claim in Claims.Where(claim => claim.Field is { } field && !fields.Contains(field)))
        {
            yield return Refusal.Invalid("cases.objection-field", $"这条记录里没有“{claim.Field}”这一项，请从列出的各项里选。", "fields");
        }

        foreach (var refusal in TextProblems(Why, LongestWhy, "why", "为什么不对"))
        {
            yield return refusal;
        }

        foreach (var claim in Claims.Where(claim => claim.Right.Length > 0))
        {
            foreach (var refusal in TextProblems(claim.Right, LongestRight, $"right-{claim.Field}", "应当是什么"))
            {
                yield return refusal;
            }
        }
    }

    /// <summary>A text people write into a case: not empty, not endless, no person's number in it.</summary>
    public static IEnumerable<Refusal> TextProblems(string? text, int longest, string field, string name)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            yield return Refusal.Invalid("cases.text-missing", $"请填写“{name}”。", field);
        }
        else if (text.Length > longest)
        {
            yield return Refusal.Invalid("cases.text-too-long", $"“{name}”最多 {longest} 字，现有 {text.Length} 字；长的可以写成文件作为证据附上。", field);
        }
        else if (Text.HasControls(text.ReplaceLineEndings(" ")))
        {
            yield return Refusal.Invalid("cases.text-controls", $"“{name}”里有看不见的控制字符，请删去后再提交。", field);
        }
        else if (Text.HoldsPersonsNumber(text))
        {
            yield return Refusal.Invalid("cases.text-personal",
                $"“{name}”里有疑似公民身份号码或手机号码的内容。它会随案件留存、交给承办单位看，请删去号码后再提交。", field);
        }
    }
}
