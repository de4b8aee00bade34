using Dapper;
using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.Procedures;

/// <summary>What subjects and units were told. Reading one's own marks it read.</summary>
public sealed class Notices(Database database, Clock clock)
{
    public const int Most = 100;

    /// <param name="Procedure">Of the case it is about; null where it is about none.</param>
    public sealed record Notice(Guid Id, Guid? CaseId, string? Number, string? Procedure, DateTime At, string Text, DateTime? ReadAt);

    private const string Select = """
        select n.id, n.case_id as CaseId, c.number, c.procedure, n.at, n.text, n.read_at as ReadAt
          from procedures.notice n left join procedures.case_file c on c.id = n.case_id
        """;

    /// <summary>Tells a subject of something that is no case, within the act that did it.</summary>
    public static Task TellSubjectAsync(Journal.Work work, SubjectId subject, string text, CancellationToken ct) =>
        NoticeTable.AddAsync(work, null, subject, null, text, ct);

    /// <summary>A subject's own, the newest first. Whoever calls it has made sure that it is the subject who asks.</summary>
    public Task<IReadOnlyList<Notice>> OfSubjectAsync(SubjectId subject, CancellationToken ct) =>
        ReadAsync("n.to_subject = @about", subject.Value, ct);

    /// <summary>Those to the caller's own unit.</summary>
    public async Task<IReadOnlyList<Notice>> OfUnitAsync(Caller caller, CancellationToken ct) => caller.Actor.Organisation is { } unit
        ? await ReadAsync("n.to_organisation = @about", unit, ct)
        : [];

    /// <summary>How many a subject has not read.</summary>
    public async Task<int> UnreadAsync(SubjectId subject, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return await connection.ExecuteScalarAsync<int>(new CommandDefinition(
            "select count(*)::int from procedures.notice where to_subject = @Value and read_at is null", subject, cancellationToken: ct));
    }

    // Read and marked in one: a reader sees once more, beside the text, that it is new.
    private async Task<IReadOnlyList<Notice>> ReadAsync(string whose, object about, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var read = (await connection.QueryAsync<Notice>(new CommandDefinition(
            $"{Select} where {whose} order by n.at desc, n.id desc limit {Most}", new { about }, cancellationToken: ct))).AsList();
        await connection.ExecuteAsync(new CommandDefinition(
            "update procedures.notice set read_at = @now where id = any (@ids)",
            new { now = clock.Now, ids = read.Where(n => n.ReadAt is null).Select(n => n.Id).ToArray() }, cancellationToken: ct));
        return read;
    }
}
