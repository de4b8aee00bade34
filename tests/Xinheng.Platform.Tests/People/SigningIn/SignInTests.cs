using System.Net;
using Dapper;
using Xinheng.Platform.People.SigningIn;
using Xinheng.Testing;

namespace Xinheng.Platform.Tests.People.SigningIn;

public sealed class SignInTests
{
    private const string Right = "correct horse battery";
    private static readonly IPAddress Office = IPAddress.Parse("192.0.2.7");

    [Fact]
    public async Task An_account_that_is_and_one_that_is_not_hear_the_same_answers_and_the_same_waits()
    {
        await using var platform = await TestPlatform.CreateAsync();

        var known = await HearAsync(platform, "maker", IPAddress.Parse("192.0.2.1"));
        var unknown = await HearAsync(platform, "nobody.here", IPAddress.Parse("192.0.2.2"));

        Assert.Equal(known, unknown);
        Assert.Equal([.. Enumerable.Repeat(("people.sign-in-failed", 0d), 5), ("people.sign-in-wait", 60), ("people.sign-in-wait", 60)], known);
    }

    [Fact]
    public async Task The_right_password_is_no_use_before_the_wait_is_over_and_clears_the_name_afterwards()
    {
        await using var platform = await TestPlatform.CreateAsync();
        await FailAsync(platform, "maker", 5);

        Assert.Equal("people.sign-in-wait", await CodeAsync(platform, "maker", Right));
        platform.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(await CodeAsync(platform, "maker", Right));
        Assert.Equal("people.sign-in-failed", await CodeAsync(platform, "maker", "wrong"));
        Assert.Null(await CodeAsync(platform, "maker", Right));
    }

    [Fact]
    public async Task Attempts_made_while_one_must_wait_do_not_prolong_the_wait()
    {
        await using var platform = await TestPlatform.CreateAsync();
        await FailAsync(platform, "maker", 50);

        platform.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Null(await CodeAsync(platform, "maker", Right));
    }

    [Fact]
    public async Task One_address_that_tries_many_names_is_stopped_and_others_are_not()
    {
        await using var platform = await TestPlatform.CreateAsync();
        for (var i = 0; i < 20; i++)
        {
            Assert.Equal("people.sign-in-failed", await CodeAsync(platform, $"guess{i}", "wrong"));
        }

        Assert.Equal("people.sign-in-wait", await CodeAsync(platform, "maker", Right));
        Assert.Null(await CodeAsync(platform, "maker", Right, IPAddress.Parse("192.0.2.8")));
    }

    [Fact]
    public async Task A_known_account_buys_no_guesses_at_others()
    {
        await using var platform = await TestPlatform.CreateAsync();
        var failures = 0;
        for (var i = 0; i < 40 && await CodeAsync(platform, $"guess{i}", "wrong") == "people.sign-in-failed"; i++)
        {
            failures++;
            _ = await CodeAsync(platform, "maker", Right);
        }

        Assert.Equal(20, failures);
    }

    [Fact]
    public async Task A_hundred_attempts_at_the_same_moment_are_five_guesses()
    {
        await using var platform = await TestPlatform.CreateAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(() => CodeAsync(platform, "maker", "wrong"))));

        Assert.Equal(5, answers.Count(code => code == "people.sign-in-failed"));
    }

    [Fact]
    public async Task What_was_typed_as_a_name_is_not_kept_and_the_count_of_yesterday_is_removed()
    {
        await using var platform = await TestPlatform.CreateAsync();
        await FailAsync(platform, "a password typed into the wrong box", 1);
        await using var connection = await platform.Database.Owner.OpenConnectionAsync();
        Assert.DoesNotContain("password", string.Concat(await connection.QueryAsync<string>("select key from people.sign_in_brake")));

        platform.Clock.Advance(TimeSpan.FromDays(2));
        await FailAsync(platform, "maker", 1, IPAddress.Parse("192.0.2.9"));

        Assert.Equal(2, await connection.ExecuteScalarAsync<int>("select count(*)::int from people.sign_in_brake"));
    }

    [Theory]
    [InlineData("192.0.2.7", "192.0.2.7")]
    [InlineData("::ffff:192.0.2.7", "192.0.2.7")]
    [InlineData("2001:db8:1:2:ffff::9", "2001:db8:1:2::/64")]
    public void Addresses_of_one_IPv6_household_count_together(string address, string place) =>
        Assert.Equal(place, SignInBrakes.PlaceOf(IPAddress.Parse(address)));

    private static async Task<List<(string Code, double Seconds)>> HearAsync(TestPlatform platform, string name, IPAddress address)
    {
        List<(string, double)> heard = [];
        for (var i = 0; i < 7; i++)
        {
            var attempted = await platform.Get<SignIn>().RunAsync(name, "wrong", address, default);
            heard.Add((attempted.Answer.Refusals[0].Code, attempted.Wait.TotalSeconds));
        }

        return heard;
    }

    private static async Task FailAsync(TestPlatform platform, string name, int times, IPAddress? address = null)
    {
        for (var i = 0; i < times; i++)
        {
            Assert.NotNull(await CodeAsync(platform, name, "wrong", address));
        }
    }

    private static async Task<string?> CodeAsync(TestPlatform platform, string name, string password, IPAddress? address = null) =>
        (await platform.Get<SignIn>().RunAsync(name, password, address ?? Office, default)).Answer is { IsRefused: true } refused
            ? refused.Refusals[0].Code
            : null;
}
