using Dapper;
using Xinheng.Model.Foundation;
using Xinheng.Model.People.Tracing;
using Xinheng.Platform.Journal;
using Xinheng.Platform.People.Tracing;
using Xinheng.Testing;

namespace Xinheng.Platform.Tests.People.Tracing;

/// <summary>Finished hours of the trace are in the log: what is changed, taken out or added afterwards is named.</summary>
public sealed class SealedTraceTests
{
    [Fact]
    public async Task Finished_hours_are_sealed_also_those_of_days_without_a_program_and_the_present_one_is_said_not_to_be()
    {
        await using var platform = await TracedAsync();
        var report = await VerifyAsync(platform);

        Assert.Empty(report.Findings);
        Assert.Equal((0, 4), (report.Counts["sealedLooks"], report.Counts["unsealedLooks"]));

        platform.Clock.Advance(TimeSpan.FromDays(4));
        await LookAsync(platform);
        Assert.Equal(2, await platform.Get<SealLooks>().RunAsync(default)); // two hours have rows, and the hours between have none
        Assert.Equal(0, await platform.Get<SealLooks>().RunAsync(default));

        report = await VerifyAsync(platform);
        Assert.Empty(report.Findings);
        Assert.Equal((4, 1), (report.Counts["sealedLooks"], report.Counts["unsealedLooks"]));
    }

    [Fact]
    public async Task A_program_whose_clock_lags_writes_behind_the_sealed_hours_and_never_into_them()
    {
        await using var platform = await SealedAsync();
        var sealedUntil = platform.Clock.GetUtcNow();
        platform.Clock.Advance(-TimeSpan.FromHours(3));

        await LookAsync(platform);

        Assert.Equal(sealedUntil.UtcDateTime, await AskAsync<DateTime>(platform, "select max(at) from people.look"));
        Assert.Empty((await VerifyAsync(platform)).Findings);
    }

    [Fact]
    public async Task An_hour_is_not_closed_while_somebody_is_still_writing_into_it()
    {
        await using var platform = await TracedAsync();
        await using var obstacle = await platform.Database.Owner.OpenConnectionAsync();
        await using var obstructing = await obstacle.BeginTransactionAsync();
        await obstacle.ExecuteAsync("lock table people.look in share mode"); // nobody's row gets in, everybody reads
        var writing = LookAsync(platform);
        await WaitForAsync(platform, "locktype = 'relation'", writing);
        platform.Clock.Advance(TimeSpan.FromHours(1));
        var sealing = platform.Get<SealLooks>().RunAsync(default);
        await WaitForAsync(platform, "locktype = 'advisory'", sealing);

        await obstructing.CommitAsync();
        await writing;
        await sealing;

        var report = await VerifyAsync(platform);
        Assert.Empty(report.Findings);
        Assert.Equal((5, 0), (report.Counts["sealedLooks"], report.Counts["unsealedLooks"]));
    }

    /// <summary>Each by SQL, past the program and its trigger; what verification must say of it.</summary>
    public static TheoryData<string, string[]> Tampering => new()
    {
        { "update people.look set purpose = '例行检查' where id = (select min(id::text)::uuid from people.look)", ["people.look-changed"] },
        { "update people.look set account = null where id = (select min(id::text)::uuid from people.look)", ["people.look-changed"] },
        { "update people.look set subject = gen_random_uuid() where id = (select max(id::text)::uuid from people.look)", ["people.look-changed"] },
        { "update people.look set matter = null where id = (select max(id::text)::uuid from people.look)", ["people.look-changed"] },
        { "update people.look set result = 'Answered' where result = 'Denied'", ["people.look-changed"] },
        { "update people.look set salt = gen_random_uuid() where id = (select max(id::text)::uuid from people.look)", ["people.look-changed"] },
        { "update people.look set at = at + interval '1 second' where id = (select max(id::text)::uuid from people.look)", ["people.look-changed"] },
        { "update people.look set at = at - interval '3 days' where id = (select max(id::text)::uuid from people.look)", ["people.look-missing", "people.look-inserted"] },
        { "delete from people.look where id = (select min(id::text)::uuid from people.look)", ["people.look-missing"] },
        { "delete from people.look where id = (select max(id::text)::uuid from people.look)", ["people.look-missing"] },
        { Insert("at"), ["people.look-inserted"] },
        { Insert("at - interval '90 days'"), ["people.look-inserted"] },
        { "delete from people.look_seal_block; delete from people.look_seal", ["people.look-seal-missing", "people.look-seal-missing"] },
        { "update people.look_seal set root = sha256('x') where looks = 1", ["people.look-seal-changed"] },
        { "update people.look_seal set looks = 7 where looks = 1", ["people.look-seal-changed"] },
        { "update people.look_seal_block set leaves = leaves || leaves where length(leaves) = 48", ["people.look-seal-changed"] },
        { "update people.look_seal set erased_in = entry where looks = 1; delete from people.look where result = 'Denied'", ["people.look-erasure-foreign"] },
    };

    [Theory, MemberData(nameof(Tampering))]
    public async Task Changed_by_SQL_it_no_longer_holds_and_says_what(string sql, string[] codes)
    {
        await using var platform = await SealedAsync();
        await AskAsync<int>(platform, $"alter table people.look disable trigger user; {sql}; alter table people.look enable trigger user");

        Assert.Equal(codes, (await VerifyAsync(platform)).Findings.Select(f => f.Code));
    }

    [Fact]
    public async Task The_row_that_is_gone_is_named()
    {
        await using var platform = await SealedAsync();
        var gone = await AskAsync<Guid>(platform, "select min(id::text)::uuid from people.look");
        await AskAsync<int>(platform, $"alter table people.look disable trigger user; delete from people.look where id = '{gone}'");

        Assert.Contains(gone.ToString(), (await VerifyAsync(platform)).Findings.Single().Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_ten_years_rows_are_destroyed_by_their_own_act_and_the_log_still_holds()
    {
        await using var platform = await SealedAsync();
        await platform.SetTodayAsync(new DateOnly(2036, 6, 15));
        Assert.Equal(0, await platform.Get<EraseLooks>().RunAsync(default));

        await platform.SetTodayAsync(new DateOnly(2036, 6, 16));
        Assert.Equal(4, await platform.Get<EraseLooks>().RunAsync(default));
        Assert.Equal(0, await platform.Get<EraseLooks>().RunAsync(default));

        Assert.Equal(0, await AskAsync<long>(platform, "select count(*) from people.look"));
        Assert.Empty((await VerifyAsync(platform)).Findings);
    }

    [Fact]
    public async Task Who_calls_it_retention_a_day_too_early_is_found_out()
    {
        await using var platform = await SealedAsync();
        await platform.SetTodayAsync(new DateOnly(2036, 6, 16));
        await platform.Get<EraseLooks>().RunAsync(default);
        await AskAsync<int>(platform, "update people.look_seal set hour = hour + interval '2 days'");

        Assert.Contains("people.look-erasure-foreign", (await VerifyAsync(platform)).Findings.Select(f => f.Code));
    }

    private static async Task<TestPlatform> TracedAsync()
    {
        var platform = await TestPlatform.CreateAsync();
        await LookAsync(platform);
        await LookAsync(platform);
        await LookAsync(platform);
        platform.Clock.Advance(TimeSpan.FromHours(2));
        await LookAsync(platform, LookResult.Denied);
        return platform;
    }

    private static async Task<TestPlatform> SealedAsync()
    {
        var platform = await TracedAsync();
        platform.Clock.Advance(TimeSpan.FromHours(1));
        await platform.Get<SealLooks>().RunAsync(default);
        return platform;
    }

    private static Task<LookId> LookAsync(TestPlatform platform, LookResult result = LookResult.Answered) =>
        platform.Get<Trace>().WriteAsync(
            new Look(LookKind.Read, new SubjectId(Guid.CreateVersion7()), ["CF_NP"], "办理许可", "7号", null, result, 1), platform.Maker, default);

    private static async Task WaitForAsync(TestPlatform platform, string lockOf, Task held)
    {
        while (await AskAsync<long>(platform, $"""
            select count(*) from pg_locks where {lockOf} and not granted and database = (select oid from pg_database where datname = current_database())
            """) == 0)
        {
            Assert.False(held.IsCompleted);
        }
    }

    private static async Task<VerificationReport> VerifyAsync(TestPlatform platform)
    {
        await platform.Get<Sealer>().SealAsync(default);
        return (await platform.Get<Verify>().RunAsync(null, default)).Value;
    }

    private static string Insert(string at) => $"""
        insert into people.look (id, at, door, account, organisation, region, kind, subject, items, purpose, matter, matter_due, result, rows)
        select gen_random_uuid(), {at}, door, account, organisation, region, kind, subject, items, purpose, matter, matter_due, result, rows
          from people.look limit 1
        """;

    private static async Task<T> AskAsync<T>(TestPlatform platform, string sql)
    {
        await using var connection = await platform.Database.Owner.OpenConnectionAsync();
        return (await connection.ExecuteScalarAsync<T>(sql))!;
    }
}
