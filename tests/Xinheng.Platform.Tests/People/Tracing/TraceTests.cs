using Dapper;
using Npgsql;
using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Model.People.Tracing;
using Xinheng.Platform.People.Tracing;
using Xinheng.Testing;

namespace Xinheng.Platform.Tests.People.Tracing;

public sealed class TraceTests
{
    private static readonly SubjectId Somebody = new(Guid.CreateVersion7());

    [Fact]
    public async Task A_look_is_written_with_who_whom_what_why_and_the_unit_of_that_moment()
    {
        await using var platform = await TestPlatform.CreateAsync();

        var id = await platform.Get<Trace>().WriteAsync(
            new Look(LookKind.Read, Somebody, ["CF_NP", "XK_NP"], "办理许可", "云市监受〔2026〕7号", null, LookResult.Answered, 3), platform.Maker, default);

        await using var connection = await platform.Database.Owner.OpenConnectionAsync();
        var row = await connection.QuerySingleAsync<(Guid Account, string? Machine, string Organisation, string Region, string[] Items, bool Due, DateTime At)>(
            "select account, machine, organisation, region, items, matter_due, at from people.look where id = @Value", id);
        Assert.Equal(
            (platform.Maker.Actor.Account!.Value.Value, null, TestPlatform.Authority, "990100", true, platform.Clock.GetUtcNow().UtcDateTime),
            (row.Account, row.Machine, row.Organisation, row.Region, row.Due, row.At));
        Assert.Equal(["CF_NP", "XK_NP"], row.Items);
    }

    [Theory]
    [InlineData("update people.look set purpose = '办理许可'")]
    [InlineData("delete from people.look")]
    [InlineData("truncate people.look")]
    public async Task The_database_itself_refuses_to_change_or_delete_a_look(string sql)
    {
        await using var platform = await TestPlatform.CreateAsync();
        await platform.Get<Trace>().WriteAsync(new Look(LookKind.Read, Somebody, [], "好奇", null, null, LookResult.Denied, 0), platform.Maker, default);
        await using var connection = await platform.Database.Owner.OpenConnectionAsync();

        var refused = await Assert.ThrowsAsync<PostgresException>(() => connection.ExecuteAsync(sql));

        Assert.Equal(PostgresErrorCodes.RestrictViolation, refused.SqlState);
    }

    [Theory]
    [InlineData("990100", false)]
    [InlineData("990102", false)]
    [InlineData("990200", true)]
    [InlineData("980100", true)]
    [InlineData(null, false)]
    public async Task A_subject_from_outside_what_the_unit_covers_is_told_apart(string? region, bool elsewhere)
    {
        await using var platform = await TestPlatform.CreateAsync();
        await platform.Get<Trace>().WriteAsync(
            new Look(LookKind.Read, Somebody, [], "办理许可", "1", null, LookResult.Answered, 1) { SubjectRegion = region }, platform.Maker, default);
        await using var connection = await platform.Database.Owner.OpenConnectionAsync();

        Assert.Equal(elsewhere, await connection.ExecuteScalarAsync<bool>("select elsewhere from people.look"));
    }

    [Fact]
    public async Task A_machine_is_traced_by_its_name_and_a_member_of_staff_never()
    {
        await using var platform = await TestPlatform.CreateAsync();
        await platform.Get<Trace>().WriteAsync(new Look(LookKind.Search, null, [], "x", null, null, LookResult.NothingFound, 0), Caller.CommandLine(), default);
        await using var connection = await platform.Database.Owner.OpenConnectionAsync();

        Assert.Equal((null, "command-line"), await connection.QuerySingleAsync<(Guid?, string?)>("select account, machine from people.look"));
    }
}
