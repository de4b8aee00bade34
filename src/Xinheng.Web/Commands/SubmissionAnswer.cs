using System.Text.Json;
using Xinheng.Platform.Collection;

namespace Xinheng.Web.Commands;

/// <summary>A submission as the command line answers it: the outside contract's members, then what the department needs to correct it.</summary>
internal static class SubmissionAnswer
{
    public static object Of(
        Submission now, bool isNew, IReadOnlyList<Submissions.ProblemGroup> problems, IReadOnlyList<KeptRows.Row> rows) => new
        {
            id = now.Id,
            item = now.Item,
            state = now.State,
            rows = now.Rows,
            entered = now.Entered,
            corrected = now.Corrected,
            unchanged = now.Unchanged,
            held = now.Held,
            refused = now.Refused,
            partial = now.Partial,
            isNew,
            fault = Json(now.Fault),
            notes = Json(now.Notes),
            unusual = Json(now.Unusual),
            problems,
            stayingRows = rows.Select(r => new
            {
                row = r.Number,
                state = r.State,
                values = r.Content.Values,
                problems = r.Content.Problems.Select(p => new { p.Code, p.Number, p.Field, p.Value, p.Message, p.Severity }),
            }),
        };

    public static string StateName(SubmissionState state) => state switch
    {
        SubmissionState.Received => "已接收",
        SubmissionState.Checking => "核验中",
        SubmissionState.Checked => "已核验，待审核",
        SubmissionState.Approved => "已审核，入库中",
        SubmissionState.Entered => "已入库",
        _ => "已退回",
    };

    private static JsonElement? Json(string? text) => text is null ? null : JsonSerializer.Deserialize<JsonElement>(text);
}
