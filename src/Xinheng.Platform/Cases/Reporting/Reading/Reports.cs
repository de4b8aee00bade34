using Dapper;
using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Law;
using Xinheng.Platform.People;

namespace Xinheng.Platform.Cases.Reporting.Reading;

/// <summary>In which part somebody of the staff reads reports.</summary>
public enum ReportReader
{
    /// <summary>承办: also what the reporter wrote; who it was only by the act that says why.</summary>
    Handler,

    /// <summary>被请说明的单位: what the operator wrote for it.</summary>
    Unit,

    /// <summary>审计: how it went, and what the unit was told.</summary>
    Supervisor,
}

/// <summary>A report as one of the staff may read it. What this reader may not see was never fetched.</summary>
/// <param name="Words">Of the reporter; null for whoever does not handle it.</param>
public sealed record ReportAtHand(
    ReportRow Row, ReportReader As, string? UnitName, string? AskedName, string? Words, IReadOnlyList<ReportSeals.Message> Messages,
    IReadOnlyList<ReportEvent> Events, IReadOnlyList<DeadlineOnRecord> Clocks);

/// <summary>A line of the list, with the day by which something is next due.</summary>
public sealed record ReportLine(ReportRow Row, string? UnitName, DateOnly? DueOn, bool IsOverdue);

/// <summary>投诉举报 before the staff: to each what is theirs, by construction.</summary>
public sealed class Reports(Database database, ReportSeals seals, ReportEvents events, Deadlines deadlines, Clock clock)
{
    private const int MostListed = 200;

    // What a unit that is asked may know: nothing of who is reported beyond itself, of outcome texts, rewards, or that it was filed before it was asked.
    private const string ForUnit = """
        r.id, r.number, r.kind, r.matter, r.target, r.asked as unit, null::text as region, true as anonymous, r.filed_on as FiledOn, r.stage,
        r.closed_on as ClosedOn, r.asked, r.redacted, r.answer
        """;

    /// <param name="open">Only what is not closed.</param>
    public async Task<IReadOnlyList<ReportLine>> ListAsync(Caller caller, bool open, CancellationToken ct)
    {
        if (ReaderOf(caller) is not { } reader)
        {
            return [];
        }

        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var rows = (await connection.QueryAsync<ReportRow>(new CommandDefinition($"""
            select {(reader == ReportReader.Unit ? ForUnit : ReportRow.Columns)} from cases.report r
             where (not @open or r.closed_on is null) and {Sees(reader)}
             order by r.closed_on nulls first, r.filed_on desc, r.id desc limit {MostListed}
            """, Parameters(caller, reader, open, null), cancellationToken: ct))).AsList();
        var due = (await connection.QueryAsync<(Guid About, DateOnly Due)>(new CommandDefinition("""
            select about, min(due_on) from law.deadline
             where kind = @kind and about = any (@ids) and ended_at is null and due_on is not null group by about
            """, new { kind = ReportInHand.Kind, ids = rows.Select(r => r.Id).ToArray() }, cancellationToken: ct))).ToDictionary(d => d.About, d => d.Due);
        var names = await NamesAsync(connection, rows.Select(r => r.Unit), ct);
        return [.. rows.Select(row => new ReportLine(row, Name(names, row.Unit), due.TryGetValue(row.Id, out var day) ? day : null,
            due.TryGetValue(row.Id, out var last) && last < clock.Today))];
    }

    public async Task<Result<ReportAtHand>> FindAsync(Guid id, Caller caller, CancellationToken ct)
    {
        if (ReaderOf(caller) is not { } reader)
        {
            return ReportInHand.NotFound;
        }

        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        if (await connection.QuerySingleOrDefaultAsync<ReportRow>(new CommandDefinition($"""
            select {(reader == ReportReader.Unit ? ForUnit : ReportRow.Columns)} from cases.report r where r.id = @id and {Sees(reader)}
            """, Parameters(caller, reader, false, id), cancellationToken: ct)) is not { } row
            || (reader == ReportReader.Handler && !ReportInHand.MayHandle(caller, row)))
        {
            return ReportInHand.NotFound;
        }

        var handles = reader == ReportReader.Handler;
        var names = await NamesAsync(connection, [row.Unit, row.Asked], ct);
        var clocks = await deadlines.AboutAsync(ReportInHand.Kind, id, ct);
        return new ReportAtHand(row, reader, Name(names, row.Unit), Name(names, row.Asked),
            handles ? await seals.WordsAsync(id, connection, ct) : null, handles ? await seals.MessagesAsync(id, connection, ct) : [],
            reader == ReportReader.Unit ? [] : await events.OfAsync(row, ct),
            reader == ReportReader.Unit ? [.. clocks.Where(c => c.Rule == row.Procedure.ClockOf("unit")!.Rule)] : clocks);
    }

    // One caller, one part: who handles reads most, and no operator of a unit reads that unit's.
    private static ReportReader? ReaderOf(Caller caller) =>
        caller.MayEnter(Permission.HandleCases) ? ReportReader.Handler
        : caller.MayEnter(Permission.DecideCases) ? ReportReader.Unit
        : caller.MayEnter(Permission.SeeCases) ? ReportReader.Supervisor
        : null;

    private static string Sees(ReportReader reader) => (reader == ReportReader.Unit
        ? SeenBy.Sql("r.asked")
        : """
          (@seenEvery or exists (select from unnest(@seenStems) stem where starts_with(r.region, stem)))
          """) + (reader == ReportReader.Handler ? " and (@own::text is null or (r.unit is distinct from @own and r.asked is distinct from @own))" : "");

    private static object Parameters(Caller caller, ReportReader reader, bool open, Guid? id)
    {
        var seen = SeenBy.Parameters(caller, reader switch
        {
            ReportReader.Handler => Permission.HandleCases,
            ReportReader.Unit => Permission.DecideCases,
            _ => Permission.SeeCases,
        });
        return new { open, id, seen.SeenEvery, seen.SeenOwn, seen.SeenStems, own = caller.Actor.Organisation };
    }

    private static async Task<Dictionary<string, string>> NamesAsync(Npgsql.NpgsqlConnection connection, IEnumerable<string?> codes, CancellationToken ct) =>
        (await connection.QueryAsync<(string Code, string Name)>(new CommandDefinition("select code, name from people.organisation where code = any (@codes)",
            new { codes = codes.OfType<string>().Distinct().ToArray() }, cancellationToken: ct))).ToDictionary(o => o.Code, o => o.Name);

    private static string? Name(Dictionary<string, string> names, string? code) => code is null ? null : names.GetValueOrDefault(code, code);
}
