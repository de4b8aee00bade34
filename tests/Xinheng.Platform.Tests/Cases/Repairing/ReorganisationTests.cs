using Dapper;
using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Platform.Cases.Repairing;
using Xinheng.Platform.Cases.Repairing.Reorganising;
using Xinheng.Platform.Tests.Records;
using Xinheng.Testing;
using static Xinheng.Platform.Tests.Records.OneRecord;

namespace Xinheng.Platform.Tests.Cases.Repairing;

/// <summary>A court-approved plan: hidden at once, repaired by the determining body when it is carried out, back when it fails or its time is over.</summary>
public sealed class ReorganisationTests : OnRepairGround
{
    private static readonly DateOnly Ruled = new(2026, 7, 1);
    private static readonly DateOnly Ends = new(2026, 12, 31);

    private Caller centre = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        centre = await platform.AppointAsync("operator", Role.Operator);
        await platform.SetTodayAsync(Ruled.AddDays(1));
    }

    [Fact]
    public async Task The_ruling_hides_at_once_and_the_executed_plan_repairs_for_good()
    {
        var registered = (await RegisterAsync(centre)).Value.Single();
        Assert.Equal(("shielded", TestPlatform.Authority, 1), (await ground.StateAsync(), registered.Body, registered.Records));
        Assert.Null(await platform.SeeAsync(ground.Record));

        Assert.Equal("procedures.not-your-step", CodeOf(await ExecuteAsync(registered.Case, centre)));
        Assert.Equal("procedures.no-case", CodeOf(await ExecuteAsync(registered.Case, await platform.StrangerAsync())));
        Assert.Equal("cases.reorganisation-unverified", CodeOf(await platform.Get<ExecuteReorganisation>().RunAsync(new(registered.Case, false), platform.Reviewer, default)));
        _ = (await ExecuteAsync(registered.Case, platform.Reviewer)).Value;

        Assert.Equal("repaired", await ground.StateAsync());
        Assert.Empty(await ground.VerifyAsync());
    }

    [Fact]
    public async Task A_failed_plan_brings_it_back_until_its_own_end_and_no_longer_and_abuse_bars()
    {
        var until = (await platform.SeeAsync(ground.Record))!.PublicUntil;
        var id = (await RegisterAsync(platform.Reviewer)).Value.Single().Case;

        _ = (await platform.Get<FailReorganisation>().RunAsync(new(id, "法院裁定终止重整计划的执行。", Abused: true), platform.Reviewer, default)).Value;

        Assert.Equal(until, (await platform.SeeAsync(ground.Record))!.PublicUntil);
        await platform.SetTodayAsync(RepairGround.Earliest);
        Assert.Equal("cases.repair-barred", CodeOf(await ground.FileAsync()));
        Assert.Empty(await ground.VerifyAsync());
    }

    [Fact]
    public async Task Its_time_ends_by_itself_also_when_nothing_ran_for_three_days()
    {
        var id = (await RegisterAsync(centre)).Value.Single().Case;
        var end = platform.Get<EndReorganisations>();

        await platform.SetTodayAsync(Ends);
        Assert.Equal(0, await end.RunAsync(default));
        await platform.SetTodayAsync(Ends.AddDays(3));
        Assert.Equal(1, await end.RunAsync(default));
        Assert.Equal(0, await end.RunAsync(default));

        Assert.Equal("current", await ground.StateAsync());
        Assert.Equal("ended", (await ground.SeeAsync(id)).File.Stage);
        Assert.NotNull(await platform.SeeAsync(ground.Record));
        Assert.Empty(await ground.VerifyAsync());
    }

    [Fact]
    public async Task What_was_repaired_meanwhile_stays_repaired()
    {
        var id = (await RegisterAsync(centre)).Value.Single().Case;
        var repair = await ground.AcceptedAsync();
        _ = (await ground.GrantAsync(repair)).Value;

        _ = (await platform.Get<FailReorganisation>().RunAsync(new(id, "计划未能执行。", false), centre, default)).Value;

        Assert.Equal("repaired", await ground.StateAsync());
        Assert.Empty(await ground.VerifyAsync());
    }

    [Fact]
    public async Task A_ruling_is_registered_once_by_those_who_may_and_hides_only_what_was_decided_before()
    {
        Assert.Equal("cases.reorganisation-not-yours", CodeOf(await RegisterAsync(platform.Maker)));
        Assert.Equal("cases.reorganisation-nothing", CodeOf(await RegisterAsync(await platform.StrangerAsync())));
        Assert.Equal(["cases.reorganisation-court", "cases.reorganisation-ruling", "cases.reorganisation-day", "cases.reorganisation-no-ruling"],
            (await platform.Get<RegisterReorganisation>().RunAsync(new(PenaltyFile.Code(1), false, " ", "", null, null, []), centre, default)).Refusals.Select(r => r.Code));
        Assert.Equal("cases.reorganisation-nothing", CodeOf(await RegisterAsync(centre, new DateOnly(2026, 6, 9))));
        _ = (await RegisterAsync(centre)).Value;
        Assert.Equal("cases.reorganisation-nothing", CodeOf(await RegisterAsync(centre)));
    }

    [Theory]
    [InlineData("update cases.reorganisation set ends_on = ends_on + 365", "cases.reorganisation-foreign")]
    [InlineData("delete from cases.reorganised", "cases.reorganisation-foreign")]
    [InlineData("delete from cases.reorganised; delete from cases.reorganisation", "cases.reorganisation-missing")]
    [InlineData("update procedures.case_file set stage = 'failed', closed_on = opened_on where procedure = 'reorganisation'", "cases.shielded-without-ruling")]
    public async Task What_was_changed_past_the_program_is_named(string sql, string code)
    {
        _ = (await RegisterAsync(centre)).Value;
        await using (var connection = await platform.Database.Owner.OpenConnectionAsync())
        {
            await connection.ExecuteAsync(sql);
        }

        Assert.Contains(code, await ground.VerifyAsync());
    }

    [Fact]
    public async Task On_the_first_day_whoever_has_an_account_is_told_once_also_after_days_without_a_run()
    {
        var remind = platform.Get<RemindOfRepair>();
        await using (var connection = await platform.Database.Owner.OpenConnectionAsync())
        {
            await connection.ExecuteAsync("""
                alter table people.subject_binding drop constraint if exists subject_binding_account_fkey, drop constraint if exists subject_binding_enrolment_fkey;
                insert into people.subject_binding (account, role, subject, enrolment, salt, entry, bound_at)
                values (gen_random_uuid(), 'Citizen', @Value, gen_random_uuid(), '\x00', gen_random_uuid(), now())
                """, ground.Subject);
        }

        await platform.SetTodayAsync(RepairGround.Earliest.AddDays(-1));
        Assert.Equal(0, await remind.RunAsync(default));
        await platform.SetTodayAsync(RepairGround.Earliest.AddDays(3));
        Assert.Equal(1, await remind.RunAsync(default));
        Assert.Equal(0, await remind.RunAsync(default));

        Assert.Contains("可以申请修复", Assert.Single(await ground.ToldAsync()), StringComparison.Ordinal);
    }

    private async Task<Result<IReadOnlyList<RegisterReorganisation.Registered>>> RegisterAsync(Caller caller, DateOnly? ruledOn = null) =>
        await platform.Get<RegisterReorganisation>().RunAsync(
            new(PenaltyFile.Code(1), false, "云汀市中级人民法院", "（2026）示例破1号", ruledOn ?? Ruled, Ends, await ground.PapersAsync("裁定书.pdf")), caller, default);

    private Task<Result<Model.Procedures.CaseFile>> ExecuteAsync(CaseId id, Caller caller) => platform.Get<ExecuteReorganisation>().RunAsync(new(id, true), caller, default);
}
