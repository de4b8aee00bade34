using Dapper;
using Xinheng.Model.Journal;
using Xinheng.Testing;

namespace Xinheng.Web.Tests.Faults;

/// <summary>An intake on a bad day: the disk full, attempts used up, somebody else at the tables for long, half a checkpoint written.</summary>
[Collection(nameof(FaultGround))]
public sealed class SpoiltDayTests(FaultGround ground)
{
    [Fact]
    public async Task A_file_for_which_the_disk_has_no_room_is_refused_and_taken_when_there_is()
    {
        await using var place = await ground.NewPlaceAsync();
        await using var server = await place.HoldAsync();
        var file = ground.FileOf(FaultGround.Rows);
        await using (await SmallDisk.MountAsync(place.Files))
        {
            var refused = await place.RunAsync([.. Place.Submitting(file.Path), "--json"]);

            Assert.Equal((1, true), (refused.Code, refused.Output.Contains("foundation.file.no-room", StringComparison.Ordinal)));
            Assert.Empty(Directory.EnumerateFiles(place.Files, "*", SearchOption.AllDirectories));
            Assert.Equal(0, await place.AskAsync<long>("select count(*) from collection.submission"));
        }

        await KilledIntakeTests.FinishAsync(place, file);
    }

    [Fact]
    public async Task What_was_given_up_after_too_many_attempts_says_so_and_goes_on_when_handed_in_again()
    {
        await using var place = await ground.NewPlaceAsync();
        await using var server = await place.HoldAsync();
        var file = ground.FileOf(FaultGround.FewRows);
        await KilledIntakeTests.KillAsync(place, file, Point.Approved, KilledIntakeTests.Victim.Program);
        await place.ExecuteAsync("""
            insert into foundation.job_attempt (job, started_at)
            select id, now() - n * interval '1 minute' from foundation.job, generate_series(1, 8) n where kind = 'collection.enter'
            """);

        var givenUp = await place.RunAsync([.. Place.Submitting(file.Path), "--json"]);

        Assert.Equal((1, true), (givenUp.Code, givenUp.Output.Contains("collection.given-up", StringComparison.Ordinal)));
        Assert.Equal(0, await place.AskAsync<long>("select count(*) from records.revision"));
        await place.DoneAsync(Place.Submitting(file.Path));
        Assert.Equal(file.Entered, await place.AskAsync<long>("select count(*) from records.revision"));
        await place.DoneAsync("verify");
    }

    [Fact]
    public async Task A_submission_waits_for_the_one_that_is_entering_however_long_that_takes()
    {
        await using var place = await ground.NewPlaceAsync();
        await using var server = await place.HoldAsync();
        var file = ground.FileOf(FaultGround.FewRows);
        await using var other = await place.OpenAsync();
        await other.ExecuteAsync("select pg_advisory_lock(x'456E746572'::bigint)");

        // A waiting time of two seconds in place of the usual thirty; the other takes three times as long.
        var program = place.StartWith(new() { ["XINHENG__Database"] = await place.UrlAsync() + ";Command Timeout=2" }, Place.Submitting(file.Path));
        while (!await other.ExecuteScalarAsync<bool>("select exists (select from pg_locks where locktype = 'advisory' and not granted)"))
        {
            Assert.False(program.HasEnded, program.Errors);
            await Task.Delay(20);
        }

        await other.ExecuteAsync("select pg_sleep(6); select pg_advisory_unlock_all()");
        var ended = await program.EndAsync();

        Assert.True(ended.Code == 0, ended.Errors);
        Assert.Equal(0, await place.AskAsync<long>("select count(*) from foundation.job_attempt where error is not null"));
    }

    [Fact]
    public async Task Keys_made_in_the_moment_of_a_crash_are_told_in_the_log_at_the_next_start()
    {
        await using var place = ground.EmptyPlace();
        await using var server = await place.HoldAsync();
        await place.DoneAsync("migrate");
        await place.ExecuteAsync(Breakpoint.Sql);
        await using (var stop = await Breakpoint.SetAsync(place, Point.KeysMade, 0))
        {
            var program = place.Start("catalogue", "load");
            await stop.ReachedAsync(program);
            place.KillPostgres();
            Assert.Equal(1, (await program.EndAsync()).Code);
        }

        var keys = Directory.GetFiles(Path.Combine(place.Folder, "keys")).Order().ToList();
        await place.DoneAsync("catalogue", "load");
        await place.DoneAsync("catalogue", "load");

        Assert.Equal(keys, Directory.GetFiles(Path.Combine(place.Folder, "keys")).Order());
        Assert.Equal(keys.Count, await place.AskAsync<int>("""
            select sum(json_array_length(content->'facts'->'made')) from journal.entry where power = 'foundation.create-keys'
            """));
        await place.DoneAsync("verify");
    }

    [Fact]
    public async Task A_checkpoint_cut_off_anywhere_is_written_again_and_spoils_no_other()
    {
        await using var place = await ground.NewPlaceAsync();
        await using var server = await place.HoldAsync();
        await place.DoneAsync(Place.Submitting(ground.FileOf(FaultGround.FewRows).Path));
        var whole = await File.ReadAllTextAsync(place.Checkpoints);
        for (var number = 1; number <= 5; number++)
        {
            var last = WitnessFile.Entry(WitnessFile.Parse(whole).Value.Checkpoints[^1]).Length;
            var left = number switch { 1 => 0, 2 => 1, 3 => last / 2, 4 => last - 2, _ => last - 1 };
            var cut = whole.Length - last + left;
            var next = PenaltyFile.Code("11990100", 800_000 + number);
            await File.WriteAllTextAsync(place.Checkpoints, whole[..cut]);

            await place.DoneAsync("organisation", "add", next, "云汀市示例局", "--region", "990100");
            await place.DoneAsync(Place.Submitting(ground.FileOf(FaultGround.FewRows).Path)); // seals

            var now = await File.ReadAllTextAsync(place.Checkpoints);
            Assert.True(now.StartsWith(whole, StringComparison.Ordinal) && now.Length > whole.Length, $"Cut at {cut} of {whole.Length}: {now}");
            await place.DoneAsync("verify", "--witness", place.Checkpoints);
            whole = now;
        }
    }
}
