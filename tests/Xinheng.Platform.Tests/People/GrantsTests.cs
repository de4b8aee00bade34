using Dapper;
using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Platform.Journal;
using Xinheng.Platform.People;
using Xinheng.Testing;

namespace Xinheng.Platform.Tests.People;

/// <summary>How roles are given, confirmed, lost and taken; by whom, and over what.</summary>
public sealed class GrantsTests
{
    private static readonly DateOnly Granted = new(2026, 6, 15);

    [Fact]
    public async Task A_role_that_nobody_confirms_lapses_after_a_quarter_and_says_so()
    {
        await using var platform = await TestPlatform.CreateAsync();
        Assert.Empty(platform.Maker.Lapsed);

        await platform.SetTodayAsync(Granted.AddMonths(3).AddDays(1));
        var lapsed = (await platform.Get<Accounts>().FindAsync("maker", default))!;

        Assert.Empty(lapsed.Grants);
        Assert.Equal("denied.lapsed", lapsed.Entering(Permission.Submit).Rule);
    }

    [Fact]
    public async Task A_role_that_was_confirmed_holds_another_quarter_and_comes_back_if_it_had_lapsed()
    {
        await using var platform = await TestPlatform.CreateAsync();
        await platform.SetTodayAsync(Granted.AddMonths(3).AddDays(-1));
        _ = (await platform.Get<ConfirmGrants>().RunAsync(new("maker"), Caller.TheProgram, default)).Value;
        await platform.SetTodayAsync(Granted.AddMonths(6).AddDays(-2));
        Assert.Contains(Role.Maker, (await platform.Get<Accounts>().FindAsync("maker", default))!.Roles);

        await platform.SetTodayAsync(Granted.AddMonths(9));
        Assert.Empty((await platform.Get<Accounts>().FindAsync("maker", default))!.Roles);
        _ = (await platform.Get<ConfirmGrants>().RunAsync(new("maker"), Caller.TheProgram, default)).Value;
        Assert.Contains(Role.Maker, (await platform.Get<Accounts>().FindAsync("maker", default))!.Roles);
    }

    [Fact]
    public async Task Nobody_gives_or_confirms_a_role_of_their_own()
    {
        await using var platform = await TestPlatform.CreateAsync();
        var admin = await AdministratorAsync(platform, "admin", null);

        Assert.Equal("people.own-grant", (await platform.Get<GrantRole>().RunAsync(new("admin", Role.Auditor), admin, default)).Refusals.Single().Code);
        Assert.Equal("people.own-grant", (await platform.Get<ConfirmGrants>().RunAsync(new("admin"), admin, default)).Refusals.Single().Code);
    }

    [Fact]
    public async Task Nobody_is_maker_and_reviewer_in_two_accounts_either()
    {
        await using var platform = await TestPlatform.CreateAsync();
        await AppointAsync(platform, "one.maker", "the same person");
        await AppointAsync(platform, "one.reviewer", "the same person");
        await AppointAsync(platform, "other.reviewer", "another person");

        Assert.False((await GrantAsync(platform, "one.maker", Role.Maker)).IsRefused);
        Assert.Equal("people.maker-and-reviewer", (await GrantAsync(platform, "one.reviewer", Role.Reviewer)).Refusals.Single().Code);
        Assert.Equal("people.maker-and-reviewer", (await GrantAsync(platform, "one.maker", Role.Reviewer)).Refusals.Single().Code);
        Assert.False((await GrantAsync(platform, "other.reviewer", Role.Reviewer)).IsRefused);
    }

    [Fact]
    public async Task A_lapsed_role_still_excludes_its_counterpart_and_a_revoked_one_no_longer()
    {
        await using var platform = await TestPlatform.CreateAsync();
        await platform.SetTodayAsync(Granted.AddMonths(4));

        Assert.Equal("people.maker-and-reviewer", (await GrantAsync(platform, "maker", Role.Reviewer)).Refusals.Single().Code);
        _ = (await platform.Get<RevokeRole>().RunAsync(new("maker", Role.Maker), Caller.TheProgram, default)).Value;
        Assert.False((await GrantAsync(platform, "maker", Role.Reviewer)).IsRefused);
    }

    [Fact]
    public async Task Who_stands_behind_the_account_must_be_known_before_it_enters_or_approves()
    {
        await using var platform = await TestPlatform.CreateAsync();
        _ = (await platform.Get<AppointAccount>().RunAsync(new("unknown", TestPlatform.Authority, null), Caller.TheProgram, default)).Value;

        Assert.Equal("people.holder-unknown", (await GrantAsync(platform, "unknown", Role.Maker)).Refusals.Single().Code);
        Assert.Equal("people.holder-unknown", (await GrantAsync(platform, "unknown", Role.CounterClerk)).Refusals.Single().Code);
        Assert.False((await GrantAsync(platform, "unknown", Role.Inspector)).IsRefused);
    }

    [Fact]
    public async Task A_banks_people_ask_by_authorisation_and_neither_enter_nor_check_as_an_authority()
    {
        await using var platform = await TestPlatform.CreateAsync();
        _ = (await platform.Get<RegisterOrganisation>().RunAsync(new("BANK", "云汀示例银行", "990100", OrganisationKind.Bank), Caller.TheProgram, default)).Value;
        _ = (await AppointAsync(platform, "bank.desk", "desk", "BANK", Caller.TheProgram)).Value;

        foreach (var role in new[] { Role.Maker, Role.Reviewer, Role.CounterClerk, Role.Inspector, Role.InstitutionStaff, Role.Auditor, Role.Administrator })
        {
            Assert.Equal("people.role-of-another-kind", (await GrantAsync(platform, "bank.desk", role)).Refusals.Single().Code);
        }

        Assert.Equal("people.role-of-another-kind", (await GrantAsync(platform, "maker", Role.BankAnalyst)).Refusals.Single().Code);
        Assert.False((await GrantAsync(platform, "bank.desk", Role.BankAnalyst)).IsRefused);
    }

    [Fact]
    public async Task A_countys_administrator_manages_the_county_only_and_the_citys_both()
    {
        await using var platform = await TestPlatform.CreateAsync();
        await RegisterAsync(platform, "COUNTY-A", "990101");
        await RegisterAsync(platform, "COUNTY-B", "990102");
        var county = await AdministratorAsync(platform, "county.admin", "990101");
        var city = await AdministratorAsync(platform, "city.admin", "990100");

        Assert.False((await AppointAsync(platform, "a.clerk", "a", "COUNTY-A", county)).IsRefused);
        Assert.Equal("people.no-organisation", (await AppointAsync(platform, "b.clerk", "b", "COUNTY-B", county)).Refusals.Single().Code);
        Assert.Equal("people.platform-staff", (await AppointAsync(platform, "p.clerk", "p", null, county)).Refusals.Single().Code);
        Assert.False((await AppointAsync(platform, "b.clerk", "b", "COUNTY-B", city)).IsRefused);

        Assert.Equal("people.no-account", (await GrantAsync(platform, "b.clerk", Role.Maker, county)).Refusals.Single().Code);
        Assert.Equal("people.no-account", (await platform.Get<EndAccount>().RunAsync(new("b.clerk"), county, default)).Refusals.Single().Code);
        Assert.Equal("people.no-account", (await platform.Get<ConfirmGrants>().RunAsync(new("b.clerk"), county, default)).Refusals.Single().Code);
        Assert.Equal("people.wider-than-own",
            (await GrantAsync(platform, "a.clerk", Role.Operator, county, "990100")).Refusals.Single().Code);
        Assert.Equal("people.wider-than-own", (await GrantAsync(platform, "a.clerk", Role.Operator, county)).Refusals.Single().Code);
        Assert.False((await GrantAsync(platform, "a.clerk", Role.Operator, county, "990101")).IsRefused);

        Assert.Equal(["a.clerk"], (await platform.Get<StaffAccounts>().ListAsync(null, county, default)).Select(a => a.Name));
        Assert.Equal(["a.clerk", "b.clerk", "maker", "reviewer"],
            (await platform.Get<StaffAccounts>().ListAsync(null, city, default)).Select(a => a.Name).Order());
    }

    [Fact]
    public async Task An_emergency_gives_hours_from_the_command_line_only_and_everybody_sees_it()
    {
        await using var platform = await TestPlatform.CreateAsync();
        await AppointAsync(platform, "night.watch", "watch");
        EmergencyAccess.Command command = new("night.watch", "三名管理员的授权都已失效", 4);

        Assert.Equal("people.emergency-elsewhere", (await platform.Get<EmergencyAccess>().RunAsync(command, Caller.TheProgram, default)).Refusals.Single().Code);
        Assert.Equal(["people.emergency-reason", "people.emergency-hours"],
            (await platform.Get<EmergencyAccess>().RunAsync(command with { Reason = " ", Hours = 48 }, Caller.CommandLine(), default)).Refusals.Select(r => r.Code));
        _ = (await platform.Get<EmergencyAccess>().RunAsync(command, Caller.CommandLine(), default)).Value;

        Assert.Contains(Role.Administrator, (await platform.Get<Accounts>().FindAsync("night.watch", default))!.Roles);
        Assert.Equal("三名管理员的授权都已失效", (await platform.Get<StaffAccounts>().EmergenciesAsync(default)).Single().Reason);
        Assert.Equal("people.nothing-to-confirm", (await platform.Get<ConfirmGrants>().RunAsync(new("night.watch"), Caller.CommandLine(), default)).Refusals.Single().Code);

        platform.Clock.Advance(TimeSpan.FromHours(4));
        Assert.Empty((await platform.Get<Accounts>().FindAsync("night.watch", default))!.Roles);
        Assert.Empty(await platform.Get<StaffAccounts>().EmergenciesAsync(default));
    }

    [Theory]
    [InlineData("select 1", null)]
    [InlineData("update people.role_grant set lapses_at = lapses_at + interval '1 year' where role = 'Maker'", "people.grant-foreign")]
    [InlineData("update people.role_grant set region = '990100' where role = 'Operator'", "people.grant-foreign")]
    [InlineData("update people.role_grant set revoked_at = null, revoked_in = null", "people.revocation-missing")]
    [InlineData("update people.role_grant set revoked_at = granted_at, revoked_in = entry where role = 'Reviewer'", "people.revocation-foreign")]
    [InlineData("update people.organisation set region = '990200'", "people.organisation-foreign")]
    [InlineData("update people.account set holder = (select id from people.holder limit 1) where name = 'reviewer'", "people.account-foreign")]
    public async Task A_grant_that_was_widened_prolonged_or_taken_by_SQL_is_found(string sql, string? code)
    {
        await using var platform = await TestPlatform.CreateAsync();
        await AppointAsync(platform, "desk", "desk");
        _ = (await GrantAsync(platform, "desk", Role.Operator, region: "990101")).Value;
        _ = (await platform.Get<ConfirmGrants>().RunAsync(new("maker"), Caller.TheProgram, default)).Value;
        await AppointAsync(platform, "former", "former");
        _ = (await GrantAsync(platform, "former", Role.CounterClerk)).Value;
        _ = (await platform.Get<RevokeRole>().RunAsync(new("former", Role.CounterClerk), Caller.TheProgram, default)).Value;
        await using (var connection = await platform.Database.Owner.OpenConnectionAsync())
        {
            await connection.ExecuteAsync(sql);
        }

        await platform.Get<Sealer>().SealAsync(default);
        var report = (await platform.Get<Verify>().RunAsync(null, default)).Value;

        Assert.Equal(code is null ? [] : [code], report.Findings.Select(f => f.Code).Distinct());
    }

    private static Task<Result<AppointAccount.Appointed>> AppointAsync(
        TestPlatform platform, string name, string person, string? organisation, Caller by) =>
        platform.Get<AppointAccount>().RunAsync(new(name, organisation, null, new AccountHolder("云某", person)), by, default);

    private static async Task AppointAsync(TestPlatform platform, string name, string person) =>
        _ = (await AppointAsync(platform, name, person, TestPlatform.Authority, Caller.TheProgram)).Value;

    private static Task<Result<Done>> GrantAsync(TestPlatform platform, string account, Role role, Caller? by = null, string? region = null) =>
        platform.Get<GrantRole>().RunAsync(new(account, role, region is null ? null : Region.Parse(region).Value), by ?? Caller.TheProgram, default);

    private static async Task RegisterAsync(TestPlatform platform, string code, string region) =>
        Assert.True((await platform.Get<RegisterOrganisation>().RunAsync(new(code, code, region), Caller.TheProgram, default)).Value);

    private static async Task<Caller> AdministratorAsync(TestPlatform platform, string name, string? region)
    {
        _ = (await platform.Get<AppointAccount>().RunAsync(new(name, null, null), Caller.TheProgram, default)).Value;
        _ = (await GrantAsync(platform, name, Role.Administrator, region: region)).Value;
        return (await platform.Get<Accounts>().FindAsync(name, default))!;
    }
}
