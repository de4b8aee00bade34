using Npgsql;
using Xinheng.Model.Foundation;
using Xinheng.Model.Law;
using Xinheng.Model.People;
using Xinheng.Model.People.Tracing;
using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.People.Tracing;

/// <summary>The auditor's reading of the trace. Asking about a named subject is itself a look at it, and traced as one.</summary>
public sealed class Looks(Database database, Trace trace)
{
    public const int PageSize = 50;

    /// <summary>What is asked; everything given must hold. Nothing given: all of it, the newest first.</summary>
    public sealed record Question
    {
        public SubjectId? Subject { get; init; }

        public AccountId? Account { get; init; }

        public string? Machine { get; init; }

        public string? Organisation { get; init; }

        /// <summary>First and last legal day, both included.</summary>
        public DateOnly? From { get; init; }

        public DateOnly? To { get; init; }

        public string? Matter { get; init; }

        public Guid? Authorisation { get; init; }

        public LookResult? Result { get; init; }

        /// <summary>查询无事项号: none was given where one is due.</summary>
        public bool WithoutMatter { get; init; }

        /// <summary>越区查询: the subject lives outside what the reader's body covers.</summary>
        public bool Elsewhere { get; init; }

        /// <summary>离岗仍有权限: by an account or system that had ended or held no role any more.</summary>
        public bool Lapsed { get; init; }

        /// <summary>The cursor: only what is older than that line.</summary>
        public LookId? Before { get; init; }
    }

    /// <param name="AccountName">What the account is called; auditors see it, subjects never.</param>
    /// <param name="IsSealed">Whether its hour stands in the log already.</param>
    public sealed record Found(TracedLook Traced, string? AccountName, string? OrganisationName, bool IsElsewhere, bool IsSealed);

    public sealed record Page(IReadOnlyList<Found> Items, LookId? Next);

    public async Task<Result<Page>> ListAsync(Question question, Caller caller, CancellationToken ct)
    {
        if (!caller.MayEnter(Permission.ReadTrace))
        {
            return Refusal.Forbidden("people.no-trace", "查看查询留痕需要审计员角色。");
        }

        var page = await ReadAsync(question, Rights.SeenBy(caller, Permission.ReadTrace), ct);
        if (question.Subject is { } subject)
        {
            // Before the answer leaves; the page itself does not show this line yet, the next one does.
            await trace.WriteAsync(new Look(LookKind.Search, subject, ["trace"], "审计：查看查询留痕", null, null,
                page.Items.Count > 0 ? LookResult.Answered : LookResult.NothingFound, page.Items.Count)
            { IsMatterDue = false }, caller, ct);
        }

        return page;
    }

    private async Task<Page> ReadAsync(Question question, SeenOrganisations seen, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        await using var command = new NpgsqlCommand(SqlOf(question, seen.Every), connection);
        foreach (var (name, value) in ParametersOf(question))
        {
            command.Parameters.AddWithValue(name, value);
        }

        if (!seen.Every)
        {
            command.Parameters.AddWithValue("stems", seen.Stems.ToArray());
        }

        List<Found> found = [];
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            found.Add(new Found(
                LookRows.Read(reader), LookRows.Text(reader, 20), LookRows.Text(reader, 21), reader.GetBoolean(19), reader.GetBoolean(22)));
        }

        return new Page([.. found.Take(PageSize)], found.Count > PageSize ? found[PageSize - 1].Traced.Id : null);
    }

    // Only what is asked stands in the statement, so that each question is answered by the index made for it. Names are
    // looked up for the page alone.
    internal static string SqlOf(Question question, bool everywhere) => $"""
        select l.*, a.name, o.name, exists (select from people.look_seal s where s.hour = date_trunc('hour', l.at, 'UTC'))
          from (select {LookRows.Columns}, elsewhere from people.look
                 where {string.Join(" and ", ConditionsOf(question, everywhere).DefaultIfEmpty("true"))}
                 order by id desc limit {PageSize + 1}) l
          left join people.account a on a.id = l.account
          left join people.organisation o on o.code = l.organisation
         order by l.id desc
        """;

    private static IEnumerable<string> ConditionsOf(Question question, bool everywhere)
    {
        (bool Asked, string Condition)[] conditions =
        [
            (question.Subject is not null, "subject = @subject"),
            (question.Account is not null, "account = @account"),
            (question.Machine is not null, "machine = @machine"),
            (question.Organisation is not null, "organisation = @organisation"),
            (question.From is not null, "id >= people.look_id_from(@from)"),
            (question.To is not null, "id < people.look_id_from(@until)"),
            (question.Matter is not null, "matter = @matter"),
            (question.Authorisation is not null, "authorisation = @authorisation"),
            (question.Result is LookResult.Denied, "result = 'Denied'"),
            (question.Result is not null and not LookResult.Denied, "result = @result"),
            (question.WithoutMatter, "matter_due and matter is null"),
            (question.Elsewhere, "elsewhere"),
            (question.Lapsed, "lapsed"),
            (question.Before is not null, "id < @before"),
            (!everywhere, "exists (select from unnest(@stems) stem where starts_with(region, stem))"), // an auditor of a region: of its bodies
        ];
        return conditions.Where(c => c.Asked).Select(c => c.Condition);
    }

    private static IEnumerable<(string Name, object Value)> ParametersOf(Question question)
    {
        (string Name, object? Value)[] parameters =
        [
            ("subject", question.Subject?.Value), ("account", question.Account?.Value), ("machine", question.Machine),
            ("organisation", question.Organisation), ("from", question.From is { } from ? LegalTime.StartOf(from).UtcDateTime : null),
            ("until", question.To is { } to ? LegalTime.StartOf(to.AddDays(1)).UtcDateTime : null), ("matter", question.Matter),
            ("authorisation", question.Authorisation), ("result", question.Result?.ToString()), ("before", question.Before?.Value),
        ];
        return parameters.Where(p => p.Value is not null).Select(p => (p.Name, p.Value!));
    }
}
