using Dapper;
using Xinheng.Model.Cases.Promising;
using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Platform.Cases.Promising.Templates;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Procedures;

namespace Xinheng.Platform.Cases.Promising;

/// <summary>Promises as their signer and the body that received them see them. A person's name stands nowhere in a list.</summary>
public sealed class Promises(Database database, CaseReader cases)
{
    private const int Most = 200;

    /// <param name="Name">Of an organisation; null for persons.</param>
    /// <param name="NextDue">When the next thing that was to follow is due; null where none is open.</param>
    public sealed record Listed(
        Guid Id, string Number, string Title, short Kind, string State, string? Name, string? Code, string? BodyName, DateOnly SignedOn,
        DateOnly? ValidUntil, string? NextName, DateOnly? NextDue);

    public sealed record FollowUpShown(int No, string Name, DateOnly DueOn, DateOnly? CheckedOn, bool? Kept, string? Note);

    /// <summary>One whole, with its case.</summary>
    /// <param name="Text">What was signed, word for word.</param>
    public sealed record Shown(
        CaseView Case, PromiseTemplate Template, int Version, string Number, PromiseState State, string Body, string? BodyName, string? Name, string? Code,
        string Text, string Digest, string? MatterNumber, DateOnly? MatterClosedOn, DateOnly SignedOn, DateOnly? ValidUntil, Performance? Performance,
        DateOnly? DecidedOn, string? Document, string? Unkept, string? Pursued, Guid? Record, Guid? OutcomeRecord, IReadOnlyList<FollowUpShown> FollowUps)
    {
        /// <summary>Nothing stands against taking it back.</summary>
        public bool MayBeWithdrawn => State == PromiseState.Signed && MatterClosedOn is null;
    }

    private const string List = """
        select p.id, p.number, t.title, p.kind, p.state, case when s.kind <> 'natural_person' then s.name end as Name, p.subject_code as Code,
               (select o.name from people.organisation o where o.code = p.body) as BodyName, p.signed_on as SignedOn, p.valid_until as ValidUntil,
               f.name as NextName, f.due_on as NextDue
          from cases.promise p
          join cases.promise_template t on t.code = p.template and t.version = p.version
          join subjects.subject s on s.id = p.subject_id
          join procedures.case_file c on c.id = p.id
          left join lateral (select name, due_on from cases.promise_follow_up where promise = p.id and kept is not true order by due_on, no limit 1) f on c.closed_on is null
        """;

    /// <summary>A subject's own, the newest first. Whoever calls it has made sure that it is the subject who asks.</summary>
    public async Task<IReadOnlyList<Listed>> OfSubjectAsync(SubjectId subject, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return [.. await connection.QueryAsync<Listed>(new CommandDefinition(
            $"{List} where p.subject_id = @subject order by p.signed_at desc, p.id limit {Most}", new { subject = subject.Value }, cancellationToken: ct))];
    }

    /// <summary>Those the caller's unit received, or the caller supervises; what is due first comes first.</summary>
    /// <param name="closed">Those that are decided or taken back, instead of those that bind.</param>
    public async Task<IReadOnlyList<Listed>> ListAsync(Caller caller, bool closed, CancellationToken ct)
    {
        var seen = CaseSight.Of(caller);
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return [.. await connection.QueryAsync<Listed>(new CommandDefinition($"""
            {List} where {CaseSight.Sql} and (c.closed_on is not null) = @closed
             order by p.state = 'answered' desc, f.due_on nulls last, p.signed_at desc, p.id limit {Most}
            """, new { closed, every = seen.Every, own = seen.Own, stems = seen.Stems }, cancellationToken: ct))];
    }

    public async Task<Result<Shown>> FindAsync(CaseId id, Caller caller, CancellationToken ct)
    {
        var found = await cases.FindAsync(id, caller, ct);
        if (!found.TryGet(out var view))
        {
            return Result<Shown>.Refuse(found.Refusals);
        }

        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var row = await connection.QuerySingleOrDefaultAsync<PromiseRow>(new CommandDefinition(
            $"select {PromiseRow.Columns} from cases.promise p where p.id = @Value", id, cancellationToken: ct));
        if (row is null)
        {
            return CaseSight.NotFound;
        }

        var name = await connection.ExecuteScalarAsync<string?>(new CommandDefinition(
            "select name from subjects.subject where id = @SubjectId and kind <> 'natural_person'", row, cancellationToken: ct));
        var followUps = await connection.QueryAsync<FollowUpShown>(new CommandDefinition(
            "select no, name, due_on as DueOn, checked_on as CheckedOn, kept, note from cases.promise_follow_up where promise = @Id order by no", row, cancellationToken: ct));
        var signed = SignedPromise.Parse(System.Text.Encoding.UTF8.GetBytes(row.Proof)).Value.Promise;
        return new Shown(view, TemplateTable.Read(row.Content), row.Version, row.Number, PromiseStates.Read(row.State), row.Body, row.BodyName, name, row.SubjectCode,
            signed.Text, signed.Digest.ToString(), row.MatterNumber, row.MatterClosedOn, row.SignedOn, row.ValidUntil, (Performance?)row.Performance,
            row.DecidedOn, row.Document, row.Unkept, row.Pursued, row.Record, row.OutcomeRecord, [.. followUps]);
    }

    /// <summary>The signed file, for whoever may see the case.</summary>
    public async Task<Result<string>> ProofAsync(CaseId id, Caller caller, CancellationToken ct)
    {
        var found = await cases.FindAsync(id, caller, ct);
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return found.IsRefused ? Result<string>.Refuse(found.Refusals)
            : await connection.ExecuteScalarAsync<string?>(new CommandDefinition("select proof from cases.promise where id = @Value", id, cancellationToken: ct)) is { } proof
                ? Result<string>.Of(proof)
                : CaseSight.NotFound;
    }
}
