using Xinheng.Model.Foundation;

namespace Xinheng.Web.Workbench.Records;

/// <summary>A record's number as people paste it: alone, or within the address of its page.</summary>
internal static class RecordNumber
{
    private const int Length = 36;

    public static Refusal Unknown => Refusal.NotFound("records.not-found", "没有这条记录，或者它不归您的单位管。请核对记录编号。") with { Field = "number" };

    public static Guid? Read(string text)
    {
        var last = text.Trim().TrimEnd('/');
        return last.Length >= Length && Guid.TryParseExact(last[^Length..], "D", out var id) ? id : null;
    }
}
