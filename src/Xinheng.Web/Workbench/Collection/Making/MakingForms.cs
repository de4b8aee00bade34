using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;
using Xinheng.Model.Collection;
using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Platform.Catalogue.Publishing;
using Xinheng.Platform.Collection;
using Xinheng.Platform.Collection.Columns;
using Xinheng.Platform.Collection.Reading;
using Xinheng.Platform.Collection.Reviewing;
using Xinheng.Web.Api.Collection;
using Xinheng.Web.Hosting;

namespace Xinheng.Web.Workbench.Collection.Making;

/// <summary>What the maker's forms do: hand in, say what the columns are, correct rows, send.</summary>
public static class MakingForms
{
    private const int MostRowsAtOnce = 200;
    private static readonly Refusal NoOrganisation =
        Refusal.Forbidden("collection.no-organisation", "您的账户不属于任何报送单位，不能报送。请使用单位的账户。");

    public static void Map(IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/work").ExcludeFromDescription().WithMetadata(new BehindAttribute(Door.Workbench));
        group.MapPost("/upload", UploadAsync).RequirePermission(Permission.Submit).WithMetadata(new TakesFile());
        group.MapPost("/record", TypeAsync).RequirePermission(Permission.Submit);
        group.MapPost("/submissions/{id}/columns", ColumnsAsync).RequirePermission(Permission.ViewSubmissions);
        group.MapPost("/submissions/{id}/fixes", FixAsync).RequirePermission(Permission.ViewSubmissions);
        group.MapPost("/submissions/{id}/sending", SendAsync).RequirePermission(Permission.ViewSubmissions);
    }

    private static async Task<IResult> UploadAsync(
        HttpContext http, Caller caller, IAntiforgery antiforgery, ReceiveSubmission receive, Submissions submissions, ColumnsOfFile columns,
        ChooseColumns choose, CatalogueInForce catalogue, CancellationToken ct)
    {
        var opened = await UploadedFile.OpenAsync(http, antiforgery, ct);
        if (opened is null)
        {
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        }

        if (caller.Actor.Organisation is not { } provider || !opened.File.TryGet(out var file))
        {
            return Refused.With<SubmitForm>(opened.File.IsRefused ? opened.File.Refusals : [NoOrganisation], ("Item", opened.Item));
        }

        var content = opened.Head is not { } head
            ? file.Content
            : await PastedBlock.OpenAsync(file.Content, head, (await catalogue.CurrentAsync(ct)).Pack.Find(opened.Item),
                await columns.RememberedAsync(provider, opened.Item, ct), ct);
        var received = await receive.RunAsync(new(opened.Item, provider, file.Format, content, IsDraft: true), caller, ct);
        return received.TryGet(out var known)
            ? Results.LocalRedirect(known.IsNew ? await NextAsync(known.Id, caller, submissions, columns, choose, ct) : $"/work/submissions/{known.Id}?known=1")
            : Refused.With<SubmitForm>(received.Refusals, ("Item", opened.Item));
    }

    // Columns that name themselves need nobody; those said before are taken as then; a guess is shown first.
    private static async Task<string> NextAsync(
        SubmissionId id, Caller caller, Submissions submissions, ColumnsOfFile columns, ChooseColumns choose, CancellationToken ct)
    {
        var submission = (await submissions.FindAsync(id, caller, ct)).Value;
        if (await columns.ReadAsync(submission, ct) is not { } laid)
        {
            return $"/work/submissions/{id}";
        }

        if (laid.NeedsAPerson)
        {
            return $"/work/submissions/{id}/columns";
        }

        return laid.Names.Count > 0 && !(await choose.RunAsync(new(id, laid.Names), caller, ct)).IsRefused
            ? $"/work/submissions/{id}?columns=remembered"
            : $"/work/submissions/{id}";
    }

    private static async Task<IResult> TypeAsync(
        IFormCollection form, Caller caller, TriedRow tried, ReceiveSubmission receive, CancellationToken ct)
    {
        var item = form["item"].ToString();
        var values = CellsOf(form, "v.").Where(cell => cell.Text.Length > 0).ToDictionary(cell => cell.Code, cell => cell.Text);
        var said = await tried.TryAsync(item, values, caller, ct);
        // The item is one of the form's fields: a wrong one is to be put right, the page is there.
        List<Refusal> refusals = [.. said.Refusals.Select(refusal => refusal with { Kind = RefusalKind.Invalid, Field = "item" })];
        if (said.TryGet(out var problems))
        {
            refusals.AddRange(problems.Where(problem => problem.Severity == "error")
                .Select(problem => Refusal.Invalid(problem.Code, problem.Message, problem.Field is { } field ? $"v-{field}" : null)));
        }

        if (caller.Actor.Organisation is not { } provider)
        {
            refusals.Add(NoOrganisation);
        }
        else if (refusals.Count == 0)
        {
            using var row = new MemoryStream(Encoding.UTF8.GetBytes(
                string.Join(',', values.Keys.Select(CsvText.Quote)) + "\r\n" + string.Join(',', values.Values.Select(CsvText.Quote)) + "\r\n"));
            var received = await receive.RunAsync(new(item, provider, SubmissionFormat.Csv, row, IsDraft: true), caller, ct);
            if (received.TryGet(out var known))
            {
                return Results.LocalRedirect($"/work/submissions/{known.Id}{(known.IsNew ? "" : "?known=1")}");
            }

            refusals.AddRange(received.Refusals);
        }

        return Refused.With<SubmitForm>(refusals, ("Item", item), ("Typed", values));
    }

    private static async Task<IResult> ColumnsAsync(
        string id, IFormCollection form, Caller caller, Submissions submissions, ColumnsOfFile columns, ChooseColumns choose, CancellationToken ct)
    {
        var key = SubmissionsApi.Id(id);
        var found = key.IsRefused ? Result<Submission>.Refuse(key.Refusals) : await submissions.FindAsync(key.Value, caller, ct);
        if (!found.TryGet(out var submission) || await columns.ReadAsync(submission, ct) is not { } laid)
        {
            return Refused.With<SubmissionView>(found.Refusals, ("Id", id));
        }

        // By place, as the page listed them: a name of a column may be anything.
        List<Refusal> refusals = [];
        Dictionary<string, string> names = new(StringComparer.Ordinal);
        for (var i = 0; i < laid.Guesses.Count; i++)
        {
            var chosen = form[FormattableString.Invariant($"column-{i}")].ToString();
            var (given, isExact) = (laid.Guesses[i].Given, laid.Guesses[i].Ground == Model.Collection.Columns.GuessGround.Exact);
            if (chosen.Length == 0)
            {
                refusals.Add(Refusal.Invalid("collection.column-unsaid", $"第 {i + 1} 列还没有选：它是哪一项，或者不报送。", FormattableString.Invariant($"column-{i}")));
            }
            else if (!isExact || chosen != laid.Guesses[i].Field!.Code)
            {
                names[given] = chosen == ColumnsView.LeftOut ? "" : chosen;
            }
        }

        if (refusals.Count == 0)
        {
            refusals.AddRange((await choose.RunAsync(new(key.Value, names), caller, ct)).Refusals);
        }

        return refusals.Count > 0
            ? Refused.With<ColumnsView>(refusals, ("Id", id), ("Chosen", form.Where(f => f.Key.StartsWith("column-", StringComparison.Ordinal)).ToDictionary(f => f.Key, f => f.Value.ToString())))
            : Results.LocalRedirect($"/work/submissions/{key.Value}");
    }

    private static async Task<IResult> FixAsync(
        string id, long? after, HttpContext http, IFormCollection form, Caller caller, SettleRow settle, RowsToFix rows, CancellationToken ct)
    {
        var key = SubmissionsApi.Id(id);
        if (key.IsRefused)
        {
            return Refused.With<SubmissionView>(key.Refusals, ("Id", id));
        }

        // "take": the one correction that was offered for a cell, put in with the button beside it.
        var cells = CellsOf(form, "r").ToDictionary(cell => cell.Code, cell => cell.Text, StringComparer.Ordinal);
        if (form["take"].ToString().Split('|', 2) is [var place, var value])
        {
            cells[place] = value;
        }

        List<SettleRow.Edit> edits = [.. cells
            .Select(cell => (Parts: cell.Key.Split('.', 2), cell.Value))
            .Where(cell => cell.Parts is [var number, _] && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            .GroupBy(cell => long.Parse(cell.Parts[0], CultureInfo.InvariantCulture))
            .Select(row => new SettleRow.Edit(row.Key, row.ToDictionary(cell => cell.Parts[1], cell => cell.Value))).Take(MostRowsAtOnce)];
        var settled = await settle.RunAsync(key.Value, edits, caller, ct);
        if (!settled.TryGet(out var verdicts))
        {
            return Refused.With<SubmissionView>(
                [.. settled.Refusals.Select(r => r.Field is not null && edits is [var only] ? r with { Field = FormattableString.Invariant($"r{only.Row}-{r.Field}") } : r with { Field = null })],
                ("Id", id));
        }

        // On to the first row that is still wrong, beginning with those just saved.
        var from = verdicts.FirstOrDefault(verdict => !verdict.MayEnter)?.Row ?? (verdicts.Count > 0 ? verdicts[^1].Row : 0);
        if (http.Request.Headers.ContainsKey("HX-Request"))
        {
            return new RazorComponentResult<FixesPart>(new { Id = key.Value.ToString(), After = after ?? 0, From = (long?)from, Saved = verdicts })
            {
                PreventStreamingRendering = true,
            };
        }

        var page = (await rows.PageAsync(key.Value, after ?? 0, FixesPart.PageRows, caller, ct)).Value;
        var next = FixesPart.NextWrong(page.Items, from);
        return Results.LocalRedirect(FormattableString.Invariant($"/work/submissions/{key.Value}?after={after ?? 0}&saved={verdicts.Count}{(next is { } row ? $"#row-{row}" : "#fixes")}"));
    }

    private static async Task<IResult> SendAsync(string id, Caller caller, SendSubmission send, CancellationToken ct)
    {
        var key = SubmissionsApi.Id(id);
        var sent = key.IsRefused ? Result<Done>.Refuse(key.Refusals) : await send.RunAsync(new(key.Value), caller, ct);
        return sent.IsRefused
            ? Refused.With<SubmissionView>(sent.Refusals, ("Id", id))
            : Results.LocalRedirect($"/work/submissions/{key.Value}");
    }

    // A text box cannot tell empty from missing: an empty one empties its cell.
    private static IEnumerable<(string Code, string Text)> CellsOf(IFormCollection form, string before) =>
        form.Where(field => field.Key.StartsWith(before, StringComparison.Ordinal) && field.Key.Contains('.', StringComparison.Ordinal))
            .Select(field => (field.Key[before.Length..], field.Value.ToString().Replace("\0", "", StringComparison.Ordinal)));
}
