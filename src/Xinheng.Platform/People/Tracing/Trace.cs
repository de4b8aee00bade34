using Dapper;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Model.People.Tracing;
using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.People.Tracing;

/// <summary>
/// Writes down who looked at what is not public. Committed when it returns: call it before the answer leaves, and let an
/// answer whose trace could not be written not leave.
/// </summary>
public sealed class Trace(Database database, Clock clock)
{
    /// <summary>Shared by those who write; who closes hours holds it alone, so that nobody is still writing into one.</summary>
    internal const long Gate = 0x4C6F6F6B;

    private sealed record Moment(DateTime? ClosedUntil, string? Region, bool HasEnded);

    public async Task<LookId> WriteAsync(Look look, Caller caller, CancellationToken ct)
    {
        var actor = caller.Actor;
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await connection.ExecuteAsync(new CommandDefinition("select pg_advisory_xact_lock_shared(@Gate)", new { Gate }, transaction, cancellationToken: ct));
        var moment = await connection.QuerySingleAsync<Moment>(new CommandDefinition("""
            select (select closed_until from people.look_gate) as ClosedUntil,
                   (select region from people.organisation where code = @Organisation) as Region,
                   exists (select from people.account where id = @account and ended_at is not null)
                   or exists (select from people.client where id = @machine and ended_at is not null) as HasEnded
            """, new { actor.Organisation, account = actor.Account?.Value, machine = MachineOf(actor) }, transaction, cancellationToken: ct));

        // A clock that lags behind another program's: the row counts from where the closed hours end.
        var now = clock.Now;
        var at = moment.ClosedUntil is { } until && until > now ? new DateTimeOffset(until, TimeSpan.Zero) : now;
        var id = Guid.CreateVersion7(at);
        await connection.ExecuteAsync(new CommandDefinition("""
            insert into people.look (id, at, door, account, machine, organisation, region, kind, subject, subject_region, items, lapsed,
                                     purpose, matter, matter_due, authorisation, result, rows)
            values (@id, @at, @door, @account, @machine, @Organisation, @Region, @kind, @subject, @SubjectRegion, @items, @lapsed,
                    @Purpose, @Matter, @IsMatterDue, @Authorisation, @result, @Rows)
            """, new
        {
            id, at, door = actor.Kind.ToString(), account = actor.Account?.Value, machine = MachineOf(actor), actor.Organisation,
            moment.Region, lapsed = moment.HasEnded || HasNoRight(look, caller), kind = look.Kind.ToString(), subject = look.Subject?.Value, look.SubjectRegion, items = look.Items.ToArray(),
            look.Purpose, look.Matter, look.IsMatterDue, look.Authorisation, result = look.Result.ToString(), look.Rows,
        }, transaction, cancellationToken: ct));
        await transaction.CommitAsync(CancellationToken.None);
        return new LookId(id);
    }

    // Nothing granted any more, or refused where something that was granted had lapsed.
    private static bool HasNoRight(Look look, Caller caller) =>
        caller.Grants.Count == 0 || (look.Result == LookResult.Denied && caller.Lapsed.Count > 0);

    // The name of an account may be a person's; a machine has no other id than its name.
    private static string? MachineOf(Actor actor) => actor.Account is null ? actor.Name : null;
}
