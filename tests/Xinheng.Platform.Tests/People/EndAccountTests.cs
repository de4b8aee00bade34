using System.Net;
using Dapper;
using Xinheng.Model.People;
using Xinheng.Platform.Journal;
using Xinheng.Platform.People;
using Xinheng.Platform.People.SigningIn;
using Xinheng.Testing;

namespace Xinheng.Platform.Tests.People;

public sealed class EndAccountTests
{
    private static readonly IPAddress Office = IPAddress.Parse("192.0.2.7");

    [Fact]
    public async Task Whoever_left_is_signed_in_nowhere_and_cannot_sign_in_again()
    {
        await using var platform = await TestPlatform.CreateAsync();
        var signed = (await SignInAsync(platform)).Answer.Value;
        var session = await platform.Get<Sessions>().BeginAsync(signed, Office, "Firefox/140.0", null, default);

        Assert.Equal(signed.Account, (await EndAsync(platform)).Value.Account);

        Assert.Null(await platform.Get<Sessions>().CallerAsync(session, default));
        Assert.Equal("people.sign-in-failed", (await SignInAsync(platform)).Answer.Refusals[0].Code);
        Assert.Null(await platform.Get<Accounts>().FindAsync("maker", default));
        Assert.Equal("people.account-ended", (await EndAsync(platform)).Refusals[0].Code);
    }

    [Fact]
    public async Task A_name_that_ended_is_given_to_nobody_and_gets_no_role()
    {
        await using var platform = await TestPlatform.CreateAsync();
        await EndAsync(platform);

        var again = await platform.Get<AppointAccount>().RunAsync(new("maker", null, null), Caller.TheProgram, default);
        var granted = await platform.Get<GrantRole>().RunAsync(new("maker", Role.Auditor), Caller.TheProgram, default);

        Assert.Equal(["people.account-exists", "people.no-account"], [again.Refusals[0].Code, granted.Refusals[0].Code]);
    }

    [Fact]
    public async Task Only_an_administrator_ends_an_account_and_only_one_that_is()
    {
        await using var platform = await TestPlatform.CreateAsync();

        Assert.Equal("people.not-administrator",
            (await platform.Get<EndAccount>().RunAsync(new("maker"), platform.Reviewer, default)).Refusals[0].Code);
        Assert.Equal("people.no-account",
            (await platform.Get<EndAccount>().RunAsync(new("nobody"), Caller.TheProgram, default)).Refusals[0].Code);
    }

    [Theory]
    [InlineData("select 1", null)]
    [InlineData("update people.account set ended_at = null, ended_in = null", "people.account-end-missing")]
    [InlineData("update people.account set ended_at = created_at, ended_in = entry where name = 'reviewer'", "people.account-end-foreign")]
    public async Task An_end_that_is_undone_or_made_up_by_SQL_is_found(string sql, string? code)
    {
        await using var platform = await TestPlatform.CreateAsync();
        await EndAsync(platform);
        await using (var connection = await platform.Database.Owner.OpenConnectionAsync())
        {
            await connection.ExecuteAsync(sql);
        }

        await platform.Get<Sealer>().SealAsync(default);
        var report = (await platform.Get<Verify>().RunAsync(null, default)).Value;

        Assert.Equal(code is null ? [] : [code], report.Findings.Select(f => f.Code));
    }

    private static Task<Model.Foundation.Result<EndAccount.Ended>> EndAsync(TestPlatform platform) =>
        platform.Get<EndAccount>().RunAsync(new("maker"), Caller.TheProgram, default);

    private static Task<SignIn.Attempted> SignInAsync(TestPlatform platform) =>
        platform.Get<SignIn>().RunAsync("maker", "correct horse battery", Office, default);
}
