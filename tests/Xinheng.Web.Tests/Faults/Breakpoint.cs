using Dapper;
using Npgsql;

namespace Xinheng.Web.Tests.Faults;

/// <summary>Where an intake is killed.</summary>
public enum Point
{
    Receiving,
    Received,
    CheckingTenth,
    CheckingHalf,
    CheckingNineTenths,
    Checked,
    Approved,
    EnteringTenth,
    EnteringHalf,
    EnteringNineTenths,
    Committing,
    Sealing,

    /// <summary>On the first day: the keys lie in their folder, the log does not know of them yet.</summary>
    KeysMade,
}

/// <summary>
/// Holds the program exactly where a test wants it: triggers wait for a lock that the test holds. So a point is a place in
/// the work, never a number of seconds. When the test's connection ends, by itself or with the server, the work goes on.
/// </summary>
public sealed class Breakpoint : IAsyncDisposable
{
    private const int Key = 4242;

    private readonly NpgsqlConnection holder;

    private Breakpoint(NpgsqlConnection holder) => this.holder = holder;

    /// <summary>Put into the template once; a place where no point is set passes by.</summary>
    public static string Sql { get; } = $"""
        create schema fault;
        create table fault.stop (point text not null, rows bigint not null);
        create function fault.pass(at text, done bigint default 0) returns void language plpgsql as $$
        begin
          if exists (select from fault.stop where point = at and done >= rows) then
            perform pg_advisory_xact_lock_shared({Key});
          end if;
        end $$;

        create function fault.job() returns trigger language plpgsql as $$
        begin
          perform fault.pass((select case kind when 'collection.check' then 'Received' when 'collection.enter' then 'Approved' end
                                from foundation.job where id = new.job));
          return new;
        end $$;
        create trigger fault before insert on foundation.job_attempt for each row execute function fault.job();

        create function fault.progress() returns trigger language plpgsql as $$
        begin
          perform fault.pass((select case state when 'checking' then 'Checking' when 'approved' then 'Entering' end
                                from collection.submission where id = new.submission), new.rows);
          return new;
        end $$;
        create trigger fault before insert or update on collection.progress for each row execute function fault.progress();

        create function fault.approval() returns trigger language plpgsql as $$
        begin
          perform fault.pass('Checked');
          return new;
        end $$;
        create trigger fault before update on collection.submission for each row
          when (new.state = 'approved' and old.state = 'checked') execute function fault.approval();

        create function fault.entry() returns trigger language plpgsql as $$
        begin
          perform fault.pass(case tg_table_name || ' ' || power
                               when 'unsealed records.enter' then 'Committing'
                               when 'leaf records.enter' then 'Sealing'
                               when 'unsealed foundation.create-keys' then 'KeysMade' end)
            from journal.entry where id = new.entry;
          return new;
        end $$;
        create constraint trigger fault after insert on journal.unsealed
          deferrable initially deferred for each row execute function fault.entry();
        create trigger fault before insert on journal.leaf for each row execute function fault.entry();
        """;

    public static async Task<Breakpoint> SetAsync(Place place, Point point, int rows)
    {
        var (name, share) = point switch
        {
            Point.CheckingTenth => ("Checking", 0.1),
            Point.CheckingHalf => ("Checking", 0.5),
            Point.CheckingNineTenths => ("Checking", 0.9),
            Point.EnteringTenth => ("Entering", 0.1),
            Point.EnteringHalf => ("Entering", 0.5),
            Point.EnteringNineTenths => ("Entering", 0.9),
            _ => (point.ToString(), 0),
        };
        var holder = await place.OpenAsync();
        await holder.ExecuteAsync("delete from fault.stop; insert into fault.stop (point, rows) values (@name, @from); select pg_advisory_lock(@Key)",
            new { name, from = (long)(rows * share), Key });
        return new Breakpoint(holder);
    }

    /// <summary>Waits until the program stands there.</summary>
    public Task ReachedAsync(Child program) =>
        ReachedAsync(() => Assert.False(program.HasEnded, $"The program ended before the point was reached: {program.Errors}"));

    /// <param name="look">Asked again and again: ends the waiting when there is nothing to wait for.</param>
    public async Task ReachedAsync(Action look)
    {
        while (!await holder.ExecuteScalarAsync<bool>(
            "select exists (select from pg_locks where locktype = 'advisory' and objid = @Key and not granted)", new { Key }))
        {
            look();
            await Task.Delay(20);
        }
    }

    public ValueTask DisposeAsync() => holder.DisposeAsync();
}
