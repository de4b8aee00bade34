using System.Globalization;
using System.Text;
using Xinheng.Model.Journal;

namespace Xinheng.Model.Cases.Promising;

/// <summary>The very text somebody signs: what they were told and what they promise, whole. Its digest stands in the log.</summary>
public sealed record PromiseText(string Text)
{
    public Hash256 Digest => Hash256.Of(Encoding.UTF8.GetBytes(Text));

    /// <param name="signer">As the subject is called; a person's number has no place here.</param>
    /// <param name="body">Name of the body that receives it.</param>
    public static PromiseText Of(PromiseTemplate template, int version, string signer, string body, DateOnly on)
    {
        var text = new StringBuilder();
        void Line(string line) => text.Append(line).Append('\n');
        Line(template.Title);
        Line($"（{PromiseKinds.NameOf(template.Kind)}信用承诺书，模板 {template.Code} 第 {version} 版）");
        Line("");
        Line("一、书面告知");
        Line($"事项：{template.Matter}");
        Line($"内容：{template.Informed.Content}");
        Line($"条件：{template.Informed.Conditions}");
        Line($"核查：{template.Informed.Checking}");
        Line($"责任：{template.Informed.Liability}");
        Line("承诺出于自愿。不愿承诺的，按一般程序办理；事项办结以前可以撤回。");
        Line("");
        Line("二、承诺");
        Line(template.Promise);
        foreach (var (followUp, n) in template.FollowUps.Select((one, n) => (one, n + 1)))
        {
            Line($"{n.ToString(CultureInfo.InvariantCulture)}. {followUp.Name}：{on.AddDays(followUp.Days):yyyy年M月d日}以前。");
        }

        Line(template.ValidUntil(on) is { } until ? $"有效期至 {until:yyyy年M月d日}。" : "长期有效，至认定履行为止。");
        Line($"公开方式：{PromiseKinds.NameOf(template.Openness)}。");
        Line("");
        Line($"承诺人：{signer}");
        Line($"受理单位：{body}");
        text.Append(CultureInfo.InvariantCulture, $"{on:yyyy年M月d日}");
        return new PromiseText(text.ToString());
    }
}
