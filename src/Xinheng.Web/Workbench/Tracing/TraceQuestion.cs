using Microsoft.Extensions.Primitives;
using Xinheng.Model.Foundation;
using Xinheng.Model.People.Tracing;
using Xinheng.Platform.People.Tracing;
using Xinheng.Web.Api;
using Xinheng.Web.Hosting.Forms;

namespace Xinheng.Web.Workbench.Tracing;

/// <summary>What an auditor asks of the trace, as it stands in an address or a form. A subject never stands in an address.</summary>
public static class TraceQuestion
{
    public const string NoMatter = "no-matter";
    public const string Elsewhere = "elsewhere";
    public const string Lapsed = "lapsed";

    /// <param name="value">The field of that name; empty where there is none.</param>
    public static Result<Looks.Question> Read(Func<string, string> value)
    {
        var (from, to) = (Query.Date(value("from"), "from"), Query.Date(value("to"), "to"));
        var question = Query.OneOf(value("question"), "question", NoMatter, Elsewhere, Lapsed);
        var result = Query.OneOf(value("result"), "result", [.. Enum.GetNames<LookResult>()]);
        var (account, before) = (Id(value("account"), "account"), Id(value("before"), "before"));
        Refusal[] refusals = [.. from.Refusals, .. to.Refusals, .. question.Refusals, .. result.Refusals, .. account.Refusals, .. before.Refusals];
        return refusals.Length > 0 ? Result<Looks.Question>.Refuse(refusals) : new Looks.Question
        {
            From = from.Value, To = to.Value,
            Organisation = Given(value("organisation")), Machine = Given(value("machine")), Matter = Given(value("matter")),
            Account = account.Value is { } id ? new AccountId(id) : null,
            Before = before.Value is { } cursor ? new LookId(cursor) : null,
            Result = result.Value is { } word ? Enum.Parse<LookResult>(word) : null,
            WithoutMatter = question.Value == NoMatter, Elsewhere = question.Value == Elsewhere, Lapsed = question.Value == Lapsed,
        };
    }

    public static Result<Looks.Question> Read(IQueryCollection query) =>
        Read(name => query.TryGetValue(name, out var given) ? Last(given) : "");

    /// <summary>The address of the same question, from the given line on.</summary>
    public static string Address(Looks.Question question, LookId? before = null)
    {
        (string Name, string? Value)[] fields =
        [
            ("question", question switch { { WithoutMatter: true } => NoMatter, { Elsewhere: true } => Elsewhere, { Lapsed: true } => Lapsed, _ => null }),
            ("organisation", question.Organisation), ("account", question.Account?.ToString()), ("machine", question.Machine), ("matter", question.Matter),
            ("from", question.From?.ToString("yyyy-MM-dd", null)), ("to", question.To?.ToString("yyyy-MM-dd", null)), ("result", question.Result?.ToString()),
            ("before", before?.ToString()),
        ];
        var given = fields.Where(f => !string.IsNullOrEmpty(f.Value)).Select(f => $"{f.Name}={Uri.EscapeDataString(f.Value!)}").ToList();
        return given.Count == 0 ? "/work/trace" : $"/work/trace?{string.Join('&', given)}";
    }

    private static Result<Guid?> Id(string text, string parameter) => text.Length == 0 ? Result<Guid?>.Of(null)
        : Guid.TryParse(text, out var id) ? Result<Guid?>.Of(id)
        : Refusal.Invalid("query.not-an-id", $"{parameter} 不是编号。请从列表里的链接打开。", parameter);

    // The database takes no NUL.
    private static string? Given(string text) => GivenForm.Plain(text) is { Length: > 0 } plain ? plain : null;

    private static string Last(StringValues given) => given.Count > 0 ? given[^1]?.Trim() ?? "" : "";
}
