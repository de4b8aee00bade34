using System.Globalization;
using System.Text;
using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Platform.Collection;
using Xinheng.Web.Hosting;

namespace Xinheng.Web.Api.Collection;

/// <summary>The rows that stayed out: read, taken home as the same file with reasons, corrected in place or let pass.</summary>
public static class RowsApi
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/v1/submissions/{id}").WithTags("报送").WithMetadata(new BehindAttribute(Door.Api))
            .RequirePermission(Permission.ViewSubmissions);
        group.MapGet("/rows", PageAsync).WithName("ListRows").WithSummary("没有入库的行及其原因")
            .Produces<Page<RowJson>>().ProducesProblem(400).ProducesProblem(404);
        group.MapGet("/refused.csv", CsvAsync).WithName("RefusedCsv").WithSummary("退回的行，另附行号与原因两列").ProducesProblem(404);
        group.MapPut("/rows/{n}", SettleAsync).WithName("SettleRow").WithSummary("就地更正一行，或放行一个待核行")
            .AddEndpointFilter<AnsweredOnce>().ProducesProblem(400).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409);
    }

    private static async Task<IResult> PageAsync(
        string id, string? state, string? cursor, Caller caller, KeptRows rows, CancellationToken ct)
    {
        var submission = SubmissionsApi.Id(id);
        var (which, after) = (Query.OneOf(state, "state", "refused", "held"), After(cursor));
        if (Query.Refusals(which, after) is { Count: > 0 } refusals)
        {
            return Result<Done>.Refuse([.. submission.Refusals, .. refusals]).ToProblem();
        }

        var page = submission.TryGet(out var key)
            ? await rows.PageAsync(key, which.Value, after.Value, caller, ct)
            : Result<KeptRows.Page>.Refuse(submission.Refusals);
        return page.TryGet(out var found)
            ? PrivateAnswer.Of(new Page<RowJson>([.. found.Items.Select(RowJson.Of)], found.Next?.ToString(CultureInfo.InvariantCulture)))
            : page.ToProblem();
    }

    private static async Task<IResult> CsvAsync(string id, HttpContext http, Caller caller, KeptRows rows, CancellationToken ct)
    {
        var submission = SubmissionsApi.Id(id);
        var csv = submission.TryGet(out var key) ? await rows.CsvAsync(key, caller, ct) : Result<string>.Refuse(submission.Refusals);
        return csv.TryGet(out var text)
            ? Results.File(Encoding.UTF8.GetBytes(text), "text/csv; charset=utf-8", $"refused-{key}.csv")
            : csv.ToProblem();
    }

    private static async Task<IResult> SettleAsync(
        string id, string n, HttpContext http, Caller caller, SettleRow settle, CancellationToken ct)
    {
        var body = await JsonBody.ReadAsync(http, ct);
        var (submission, row) = (SubmissionsApi.Id(id), RowOf(n));
        var values = body.TryGet(out var given) ? ValuesOf(given) : Result<IReadOnlyDictionary<string, string>?>.Refuse(body.Refusals);
        if (submission.IsRefused || row.IsRefused || values.IsRefused)
        {
            return Result<Done>.Refuse([.. submission.Refusals, .. row.Refusals, .. values.Refusals]).ToProblem();
        }

        var settled = await settle.RunAsync(new(submission.Value, row.Value, values.Value), caller, ct);
        return settled.TryGet(out var problems)
            ? PrivateAnswer.Of(new { row = row.Value, released = values.Value is null, problems = RowJson.ProblemsOf(problems) })
            : settled.ToProblem();
    }

    private static Result<IReadOnlyDictionary<string, string>?> ValuesOf(JsonBody body) =>
        body.Has("release") && !body.Has("values")
            ? body.IsTrue("release")
                ? Result<IReadOnlyDictionary<string, string>?>.Of(null)
                : Refusal.Invalid("collection.release", "放行待核行请写 {\"release\":true}。", "release")
            : body.Cells("values").Map(values => (IReadOnlyDictionary<string, string>?)values);

    private static Result<long> RowOf(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var row) && row > 0
            ? row
            : Refusal.Invalid("collection.row-number", "行号应为从 1 起的整数，即 rows 回答中的 row。", "row");

    private static Result<long> After(string? cursor) =>
        string.IsNullOrEmpty(cursor) ? 0
        : long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var after) ? after
        : Refusal.Invalid("query.cursor", "cursor 应原样取自上一页的回答。", "cursor");
}
