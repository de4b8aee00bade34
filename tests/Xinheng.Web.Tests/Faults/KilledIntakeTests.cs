using System.Diagnostics;
using System.Text.Json;
using Npgsql;

namespace Xinheng.Web.Tests.Faults;

/// <summary>kill -9 of the program, and of PostgreSQL, anywhere in an intake: nothing half-entered, nothing twice.</summary>
[Collection(nameof(FaultGround))]
public sealed class KilledIntakeTests(FaultGround ground)
{
    public enum Victim
    {
        Program,
        Database,
    }

    private static readonly Point[] OfIntake = [.. Enum.GetValues<Point>().Except([Point.KeysMade])];

    public static IEnumerable<TheoryDataRow<Point, Victim>> Everywhere =>
        from point in OfIntake
        from victim in Enum.GetValues<Victim>()
        select new TheoryDataRow<Point, Victim>(point, victim);

    [Theory]
    [MemberData(nameof(Everywhere))]
    public async Task Killed_at_one_point_it_is_whole_after_the_next_start(Point point, Victim victim)
    {
        var file = ground.FileOf(FaultGround.Rows);
        await using var place = await ground.NewPlaceAsync();

        await KillAsync(place, file, point, victim);

        await FinishAsync(place, file);
    }

    [Fact]
    public async Task Killed_at_every_point_in_turn_a_large_intake_is_whole_in_the_end()
    {
        var file = ground.FileOf(FaultGround.ManyRows);
        await using var place = await ground.NewPlaceAsync();
        foreach (var point in OfIntake)
        {
            await KillAsync(place, file, point, (int)point % 2 == 0 ? Victim.Program : Victim.Database);
        }

        await FinishAsync(place, file);
    }

    internal static async Task KillAsync(Place place, IntakeFile file, Point point, Victim victim)
    {
        await using var server = await place.HoldAsync();
        var program = point == Point.Receiving
            ? await KillWhileReceivingAsync(place, file, victim)
            : await KillAtAsync(place, file, point, victim);
        var ended = await program.EndAsync();
        if (victim == Victim.Database)
        {
            Assert.True(ended.Code == 1 && ended.Errors.Contains("数据库没有应答", StringComparison.Ordinal),
                $"At {point} the program should have said that the database is gone, but answered {ended.Code}: {ended.Errors}");
        }
    }

    private static async Task<Child> KillAtAsync(Place place, IntakeFile file, Point point, Victim victim)
    {
        await using var stop = await Breakpoint.SetAsync(place, point, file.Rows);
        var program = place.Start(Place.Submitting(file.Path));
        await stop.ReachedAsync(program);
        await (victim == Victim.Program ? program.KillAsync() : Task.Run(place.KillPostgres));
        return program;
    }

    // The file comes through a pipe, so that the program has read exactly half of it when it happens.
    private static async Task<Child> KillWhileReceivingAsync(Place place, IntakeFile file, Victim victim)
    {
        var pipe = Path.Combine(place.Folder, "pipe.csv");
        using (var making = Process.Start("mkfifo", [pipe]))
        {
            await making.WaitForExitAsync();
        }

        var program = place.Start(Place.Submitting(pipe));
        await using var reading = File.OpenRead(file.Path);
        await using (var writing = await Task.Run(() => new FileStream(pipe, FileMode.Open, FileAccess.Write, FileShare.Read, 0)))
        {
            var half = new byte[reading.Length / 2];
            await reading.ReadExactlyAsync(half);
            await writing.WriteAsync(half);
            await (victim == Victim.Program ? program.KillAsync() : Task.Run(place.KillPostgres));
            if (victim == Victim.Database)
            {
                await reading.CopyToAsync(writing);
            }
        }

        File.Delete(pipe);
        return program;
    }

    internal static async Task FinishAsync(Place place, IntakeFile file)
    {
        await using var server = await place.HoldAsync();
        AssertCounts(file, await place.DoneAsync(Place.Submitting(file.Path)));
        await AssertWholeAsync(place, file);

        var again = await place.DoneAsync(Place.Submitting(file.Path));

        Assert.False(again.GetProperty("isNew").GetBoolean());
        AssertCounts(file, again);
        await AssertWholeAsync(place, file);
        var verified = await place.DoneAsync("verify");
        Assert.True(verified.GetProperty("holds").GetBoolean());
        Assert.Equal(file.Entered, verified.GetProperty("counts").GetProperty("records").GetInt64());
    }

    private static void AssertCounts(IntakeFile file, JsonElement answer)
    {
        Assert.Equal("entered", answer.GetProperty("state").GetString(), ignoreCase: true);
        Assert.Equal(
            (file.Rows, file.Entered, 0, file.Unchanged, file.Held, file.Refused),
            (Of("rows"), Of("entered"), Of("corrected"), Of("unchanged"), Of("held"), Of("refused")));
        Assert.Equal(Of("rows"), Of("entered") + Of("corrected") + Of("unchanged") + Of("held") + Of("refused"));

        int Of(string count) => answer.GetProperty(count).GetInt32();
    }

    // Past the program, from the tables: everything once, nothing waiting, nothing half.
    private static async Task AssertWholeAsync(Place place, IntakeFile file)
    {
        await using var connection = await place.OpenAsync();
        await using var command = new NpgsqlCommand("""
            select 'submissions', count(*) from collection.submission
            union all select 'records', count(*) from records.record
            union all select 'revisions', count(*) from records.revision
            union all select 'natural keys', count(distinct (subject_id, item, key)) from records.record
            union all select 'subjects', count(*) from subjects.subject
            union all select 'identifiers', count(*) from subjects.identifier
            union all select 'names', count(*) from subjects.name
            union all select 'trees', count(*) from records.entry_tree
            union all select 'kept rows', count(*) from collection.kept_row
            union all select 'receipts', count(*) from collection.receipt
            union all select 'originals', count(*) from foundation.file
            union all select 'jobs done', count(*) from foundation.job where state = 'done' and kind in ('collection.check', 'collection.enter')
            union all select 'jobs not done', count(*) from foundation.job where state <> 'done' and kind in ('collection.check', 'collection.enter')
            union all select power, count(*) from journal.entry where power in ('collection.receive', 'collection.approve', 'records.enter') group by power
            union all select 'not sealed', count(*) from journal.unsealed
            union all select 'entries not numbered', count(*) from journal.entry e where not exists (select from journal.leaf l where l.entry = e.id)
            """, connection);
        Dictionary<string, long> found = [];
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            found.Add(reader.GetString(0), reader.GetInt64(1));
        }

        Assert.Equal(new Dictionary<string, long>
        {
            ["submissions"] = 1, ["records"] = file.Entered, ["revisions"] = file.Entered, ["natural keys"] = file.Entered,
            ["subjects"] = file.Subjects, ["identifiers"] = file.Subjects, ["names"] = file.Subjects, ["trees"] = 1,
            ["kept rows"] = file.Held + file.Refused, ["receipts"] = 2, ["originals"] = 1, ["jobs done"] = 2, ["jobs not done"] = 0,
            ["collection.receive"] = 1, ["collection.approve"] = 1, ["records.enter"] = 1, ["not sealed"] = 0, ["entries not numbered"] = 0,
        }, found);
    }
}
