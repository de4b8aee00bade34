using Dapper;
using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Model.People.Tracing;
using Xinheng.Platform.Journal;
using Xinheng.Platform.People.Tracing;
using Xinheng.Testing;

namespace Xinheng.Platform.Tests.People.Tracing;

/// <summary>Lawful secrecy: hidden from the subject until a date, never from the auditor, and shown when the date has come.</summary>
public sealed class DelaySightTests
{
    private const string Basis = "《示例监察法》第十条";

    private static readonly SubjectId Somebody = new(Guid.CreateVersion7());
    private static readonly Guid Authorisation = Guid.CreateVersion7();

    [Theory]
    [InlineData("matter")]
    [InlineData("authorisation")]
    [InlineData("look")]
    public async Task The_subject_does_not_see_it_until_the_date_and_then_does_and_the_auditor_always(string what)
    {
        await using var platform = await TestPlatform.CreateAsync();
        var auditor = await platform.AppointAsync("auditor", Role.Auditor);
        var secret = await LookAsync(platform, platform.Maker);
        var command = new DelaySight.Command(
            what == "authorisation" ? Authorisation : null, what == "matter" ? "7号" : null, what == "look" ? secret : null,
            new DateOnly(2026, 9, 1), Basis, "调查未结束，告知将妨碍调查");

        Assert.False((await platform.Get<DelaySight>().RunAsync(command, platform.Reviewer, default)).IsRefused);

        Assert.Empty(await SeenAsync(platform));
        Assert.Contains((await platform.Get<Looks>().ListAsync(new() { Subject = Somebody }, auditor, default)).Value.Items, f => f.Traced.Id == secret);
        await platform.SetTodayAsync(new DateOnly(2026, 8, 31));
        Assert.DoesNotContain(await SeenAsync(platform), s => s.Id == secret);
        await platform.SetTodayAsync(new DateOnly(2026, 9, 1));
        Assert.Contains(await SeenAsync(platform), s => s.Id == secret);
        await platform.Get<Sealer>().SealAsync(default);
        Assert.Empty((await platform.Get<Verify>().RunAsync(null, default)).Value.Findings);
    }

    [Fact]
    public async Task It_reaches_no_other_units_reads_of_the_same_number()
    {
        await using var platform = await TestPlatform.CreateAsync();
        var other = await platform.AppointAsync("other", Role.Maker, TestPlatform.OtherAuthority);
        await LookAsync(platform, platform.Maker);
        var open = await LookAsync(platform, other);

        await platform.Get<DelaySight>().RunAsync(Matter, platform.Reviewer, default);

        Assert.Equal(open, Assert.Single(await SeenAsync(platform)).Id);
    }

    [Fact]
    public async Task It_needs_one_object_a_basis_and_an_end_within_a_year_and_is_the_reviewers_of_the_unit()
    {
        await using var platform = await TestPlatform.CreateAsync();
        var foreign = await LookAsync(platform, await platform.AppointAsync("other", Role.Maker, TestPlatform.OtherAuthority));

        Assert.Equal(["people.not-delaying"], await CodesAsync(platform, Matter, platform.Maker));
        Assert.Equal(["people.delay-what", "people.delay-basis", "people.delay-until"],
            await CodesAsync(platform, new(Authorisation, "7号", null, new DateOnly(2026, 6, 15), "", ""), platform.Reviewer));
        Assert.Equal(["people.delay-until"], await CodesAsync(platform, Matter with { Until = new DateOnly(2027, 6, 16) }, platform.Reviewer));
        Assert.Equal(["people.no-look"], await CodesAsync(platform, Matter with { Matter = null, Look = foreign }, platform.Reviewer));
    }

    [Theory]
    [InlineData("update people.sight_delay set until = until + 1", "people.delay-foreign", "people.delay-missing")]
    [InlineData("update people.sight_delay set matter = '8号'", "people.delay-foreign", "people.delay-missing")]
    [InlineData("delete from people.sight_delay", "people.delay-missing")]
    public async Task A_secret_that_is_stretched_or_dropped_by_SQL_is_found(string sql, params string[] codes)
    {
        await using var platform = await TestPlatform.CreateAsync();
        await platform.Get<DelaySight>().RunAsync(Matter, platform.Reviewer, default);
        await using (var connection = await platform.Database.Owner.OpenConnectionAsync())
        {
            await connection.ExecuteAsync(sql);
        }

        await platform.Get<Sealer>().SealAsync(default);
        Assert.Equal(codes, (await platform.Get<Verify>().RunAsync(null, default)).Value.Findings.Select(f => f.Code).Order());
    }

    private static DelaySight.Command Matter => new(null, "7号", null, new DateOnly(2026, 9, 1), Basis, "调查未结束，告知将妨碍调查");

    private static async Task<IEnumerable<string>> CodesAsync(TestPlatform platform, DelaySight.Command command, Caller caller) =>
        (await platform.Get<DelaySight>().RunAsync(command, caller, default)).Refusals.Select(r => r.Code);

    private static async Task<IReadOnlyList<LooksAtMe.Seen>> SeenAsync(TestPlatform platform) =>
        (await platform.Get<LooksAtMe>().ListAsync(Somebody, null, default)).Items;

    private static Task<LookId> LookAsync(TestPlatform platform, Caller caller) => platform.Get<Trace>().WriteAsync(
        new Look(LookKind.Read, Somebody, ["CF_NP"], "核查", "7号", Authorisation, LookResult.Answered, 1), caller, default);
}
