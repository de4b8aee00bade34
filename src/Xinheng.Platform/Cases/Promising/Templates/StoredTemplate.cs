using System.Text.Encodings.Web;
using System.Text.Json;
using Xinheng.Model.Cases.Promising;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Platform.Journal;

namespace Xinheng.Platform.Cases.Promising.Templates;

/// <summary>A template with one of its versions, and how far it has come.</summary>
/// <param name="State"><c>waiting</c> for a second person, <c>in_force</c>, <c>replaced</c> or <c>ended</c>.</param>
/// <param name="BodyName">Null where it is for whichever body.</param>
public sealed record StoredTemplate(
    PromiseTemplate Template, int Version, string State, string? Region, IReadOnlyList<string> Hands, string DraftedBy, DateTimeOffset DraftedAt,
    string? DecidedBy, DateTimeOffset? DecidedAt, string? EndedReason, string? BodyName)
{
    public Target Whose => new(Template.Body, Region);

    public bool MayDraft(Caller caller) => MayDraft(caller, Template.Body, Region);

    /// <summary>A department's maker for the own body; an operator for any body of the region, and for all of them together.</summary>
    public static bool MayDraft(Caller caller, string? body, string? region) =>
        (body is not null && caller.May(Permission.Submit, body)) || caller.May(Permission.HandleCases, new Target(body, region));

    public bool MayAdopt(Caller caller) =>
        (Template.Body is { } body && caller.May(Permission.DecideCases, body)) || caller.May(Permission.HandleCases, Whose);

    /// <summary>Who sees it before it is in force.</summary>
    public bool MaySee(Caller caller) => MayDraft(caller) || MayAdopt(caller) || caller.May(Permission.SeeCases, Whose);
}

/// <summary>Rows of <c>cases.promise_template</c>.</summary>
internal static class TemplateTable
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public const string Columns = """
        t.content, t.version, t.state, t.region, t.hands, t.drafted_by as DraftedBy, t.drafted_at as DraftedAt, t.decided_by as DecidedBy,
        t.decided_at as DecidedAt, t.ended_reason as EndedReason, (select o.name from people.organisation o where o.code = t.body) as BodyName
        """;

    public static string Write(PromiseTemplate template) => JsonSerializer.Serialize(template, Json);

    public static PromiseTemplate Read(string content) => JsonSerializer.Deserialize<PromiseTemplate>(content, Json)!;

    public static string DigestOf(string content) => Hash256.Of(System.Text.Encoding.UTF8.GetBytes(content)).ToString();

    /// <summary>One version of a template, locked; null where there is none in that state.</summary>
    public static async Task<StoredTemplate?> ForUpdateAsync(Work work, string code, string state, CancellationToken ct) =>
        (await work.FindAsync<Row>($"select {Columns} from cases.promise_template t where t.code = @code and t.state = @state for update of t",
            new { code, state }, ct))?.ToTemplate();

    /// <summary>Its newest version, whatever became of it, locked: whose the code is.</summary>
    public static async Task<StoredTemplate?> NewestAsync(Work work, string code, CancellationToken ct) =>
        (await work.FindAsync<Row>($"select {Columns} from cases.promise_template t where t.code = @code order by t.version desc limit 1 for update of t",
            new { code }, ct))?.ToTemplate();

    public static Refusal NotFound => Refusal.NotFound("cases.promise-template-not-found", "没有这份承诺书模板，或者它不归您管。请核对编号。");

    internal sealed record Row
    {
        public string Content { get; init; } = "";

        public int Version { get; init; }

        public string State { get; init; } = "";

        public string? Region { get; init; }

        public string[] Hands { get; init; } = [];

        public string DraftedBy { get; init; } = "";

        public DateTime DraftedAt { get; init; }

        public string? DecidedBy { get; init; }

        public DateTime? DecidedAt { get; init; }

        public string? EndedReason { get; init; }

        public string? BodyName { get; init; }

        public StoredTemplate ToTemplate() => new(Read(Content), Version, State, Region, Hands, DraftedBy, new DateTimeOffset(DraftedAt, TimeSpan.Zero),
            DecidedBy, DecidedAt is { } at ? new DateTimeOffset(at, TimeSpan.Zero) : null, EndedReason, BodyName);
    }
}
