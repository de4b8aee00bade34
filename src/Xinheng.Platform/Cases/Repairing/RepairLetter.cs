using System.Globalization;
using System.Net;
using System.Text;
using Xinheng.Model.Cases.Repairing;

namespace Xinheng.Platform.Cases.Repairing;

/// <summary>修复决定书: what was decided, by whom, why, and what may be done against it, as a document the subject keeps and prints.</summary>
public sealed record RepairLetter(string Title, IReadOnlyList<string> Paragraphs, string Body, DateOnly Day)
{
    /// <summary>Null while nothing is decided.</summary>
    public static RepairLetter? Of(RepairView view)
    {
        var (file, record) = (view.Case.File, view.Record);
        var step = view.Case.Steps.LastOrDefault(s => s.Step is "grant" or "refuse" or "decline" or "falsehood");
        if (step is null || file.ClosedOn is null)
        {
            return null;
        }

        var decided = $"{record.SubjectName ?? "申请人"}就{record.BodyName}于{record.Outlook?.Facts.DocumentDate:yyyy-MM-dd}作出的决定"
            + (record.Document is { } document ? $"（{document}）" : "") + $"于{file.OpenedOn:yyyy-MM-dd}申请信用修复（{file.Number}）。";
        return step.Step == "grant"
            ? new("信用修复决定书", [decided,
                "经审查，义务已经履行、失信行为已经纠正、信用承诺已经公开作出，符合《信用修复管理办法》（国家发展改革委令第36号）规定的条件，同意修复。",
                "自本决定作出之时起，这条信息停止公示、停止共享、停止使用，由此采取的措施相应解除；档案依法留存，不对外提供。",
                "其他网站、机构仍在展示或使用这条信息的，请出示本决定书要求更新；以本平台的结果为准。",
                .. step.Reason is { } why ? new[] { $"说明：{why}" } : []], record.BodyName, step.Day)
            : new(step.Step == "decline" ? "信用修复不予受理决定书" : "不予信用修复决定书",
                [decided, $"经审查，{(step.Step == "decline" ? "不予受理" : "不予修复")}。理由：{step.Reason}", "您可以：", .. RepairRemedies.All], record.BodyName, step.Day);
    }

    /// <summary>The whole letter as one page of its own, the same bytes every time: what is checked is what is printed.</summary>
    public byte[] ToHtml()
    {
        var html = new StringBuilder("<!doctype html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>").Append(Text(Title)).Append("</title></head><body>\n<h1>")
            .Append(Text(Title)).Append("</h1>\n");
        foreach (var paragraph in Paragraphs)
        {
            html.Append("<p>").Append(Text(paragraph)).Append("</p>\n");
        }

        return Encoding.UTF8.GetBytes(html.Append("<p>").Append(Text(Body)).Append("</p>\n<p>")
            .Append(Day.ToString("yyyy年M月d日", CultureInfo.InvariantCulture)).Append("</p>\n</body></html>\n").ToString());
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
