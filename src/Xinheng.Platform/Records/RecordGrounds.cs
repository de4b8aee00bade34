using Xinheng.Model.Foundation;
using Xinheng.Model.People;

namespace Xinheng.Platform.Records;

/// <summary>Why somebody acts on a record: the reason in words and the document it rests on. Both become part of the record's open history.</summary>
internal static class RecordGrounds
{
    private const int LongestReason = 512;
    private const int LongestDocument = 128;

    /// <summary>Whoever decides on no records at all hears so before anything is looked up.</summary>
    public static Refusal? NotReviewer(Caller caller) => caller.MayEnter(Permission.DecideRecords)
        ? null
        : Refusal.Forbidden("records.not-reviewer", "撤下、恢复记录和确认分类需要审核员角色。请由本单位的审核员办理。");

    /// <summary>One answer for what is not there and what is another's.</summary>
    public static Refusal NotFound() =>
        Refusal.NotFound("records.not-found", "没有这条记录，或者它不归您的单位管。请核对记录编号。");

    public static List<Refusal> Problems(string? reason, string? basis) =>
    [
        .. Problem(reason, LongestReason, "reason", "理由"),
        .. Problem(basis, LongestDocument, "basis", "依据文书号"),
    ];

    public static IEnumerable<Refusal> Problem(string? text, int longest, string field, string name)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            yield return Refusal.Invalid("records.grounds-missing", $"请填写{name}。", field);
        }
        else if (text.Length > longest)
        {
            yield return Refusal.Invalid("records.grounds-too-long", $"{name}最多{longest}字，现有{text.Length}字。", field);
        }
        else if (Model.Foundation.Text.HoldsPersonsNumber(text))
        {
            yield return Refusal.Invalid("records.grounds-personal",
                $"{name}里有疑似公民身份号码或手机号码的内容。它会随记录留存，请删去号码后再提交。", field);
        }
    }

    public static IEnumerable<Refusal> Reason(string? reason) => Problem(reason, LongestReason, "reason", "理由");

    public static string Text(string reason, string basis) => $"{reason.Trim()}（依据：{basis.Trim()}）";
}
