using Xinheng.Model.Cases.Promising;
using Xinheng.Model.Foundation;
using Xinheng.Platform.Journal;

namespace Xinheng.Platform.Cases.Promising;

/// <summary>A promise as it stands in its table.</summary>
internal sealed record PromiseRow
{
    public const string Columns = """
        p.id, p.number, p.template, p.version, p.kind, p.subject_id as SubjectId, p.subject_code as SubjectCode, p.body, p.openness,
        p.matter_number as MatterNumber, p.matter_closed_on as MatterClosedOn, p.signed_on as SignedOn, p.signed_at as SignedAt,
        p.valid_until as ValidUntil, p.state, p.proof, p.performance, p.decided_on as DecidedOn, p.document, p.unkept, p.pursued, p.record,
        p.outcome_record as OutcomeRecord,
        (select t.content from cases.promise_template t where t.code = p.template and t.version = p.version) as Content,
        (select o.name from people.organisation o where o.code = p.body) as BodyName
        """;

    public Guid Id { get; init; }

    public string Number { get; init; } = "";

    public string Template { get; init; } = "";

    public int Version { get; init; }

    public short Kind { get; init; }

    public Guid SubjectId { get; init; }

    public string? SubjectCode { get; init; }

    public string Body { get; init; } = "";

    public string? BodyName { get; init; }

    public short Openness { get; init; }

    public string? MatterNumber { get; init; }

    public DateOnly? MatterClosedOn { get; init; }

    public DateOnly SignedOn { get; init; }

    public DateTime SignedAt { get; init; }

    public DateOnly? ValidUntil { get; init; }

    public string State { get; init; } = "";

    public string Proof { get; init; } = "";

    public short? Performance { get; init; }

    public DateOnly? DecidedOn { get; init; }

    public string? Document { get; init; }

    public string? Unkept { get; init; }

    public string? Pursued { get; init; }

    public Guid? Record { get; init; }

    public Guid? OutcomeRecord { get; init; }

    public string Content { get; init; } = "";

    public static async Task<PromiseRow> OfCaseAsync(Work work, CaseId id, CancellationToken ct) =>
        await work.FindAsync<PromiseRow>($"select {Columns} from cases.promise p where p.id = @Value for update of p", id, ct)
            ?? throw new InvalidOperationException($"Case {id.Value} has no promise.");

    /// <summary>The state follows the case's stage; nothing else moves it.</summary>
    public static Task MoveAsync(Work work, CaseId id, PromiseState state, CancellationToken ct) =>
        work.ExecuteAsync("update cases.promise set state = @state where id = @id", new { id = id.Value, state = PromiseStates.CodeOf(state) }, ct);
}
