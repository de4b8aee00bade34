using Dapper;
using Xinheng.Model.People;
using Xinheng.Model.People.SigningIn;
using Xinheng.Platform.People.SigningIn;
using Xinheng.Testing;

namespace Xinheng.Platform.Tests.People.SigningIn;

public sealed class SecondFactorTests
{
    private const string Right = "correct horse battery";

    [Fact]
    public async Task With_a_phone_the_password_is_half_of_it_and_no_session_begins_on_it()
    {
        await using var platform = await TestPlatform.CreateAsync();
        var phone = await Phone.PairAsync(platform, platform.Maker);

        var half = (await SignInAsync(platform)).Answer.Value;

        Assert.True(half.AsksFactor);
        await Assert.ThrowsAsync<InvalidOperationException>(() => platform.Get<Sessions>().BeginAsync(half, Phone.Office, "Firefox", null, default));
        Assert.Equal("Code", await phone.TypeAsync(phone.Code, half.Stamp));
    }

    [Fact]
    public async Task A_code_is_taken_once_even_if_it_comes_twice_at_the_same_moment()
    {
        await using var platform = await TestPlatform.CreateAsync();
        var phone = await Phone.PairAsync(platform, platform.Maker);
        var code = phone.Code;

        var answers = await Task.WhenAll(phone.TypeAsync(code), phone.TypeAsync(code), phone.TypeAsync(code));

        Assert.Equal(["Code", "people.code-wrong", "people.code-wrong"], answers.Order(StringComparer.Ordinal));
        platform.Clock.Advance(TimeSpan.FromSeconds(OneTimeCode.Seconds));
        Assert.Equal("Code", await phone.TypeAsync(phone.Code.Insert(3, " ")));
    }

    [Fact]
    public async Task Wrong_codes_are_counted_like_wrong_passwords_and_a_known_password_buys_no_more_of_them()
    {
        await using var platform = await TestPlatform.CreateAsync();
        var phone = await Phone.PairAsync(platform, platform.Maker);
        var guesses = 0;
        while ((await SignInAsync(platform)).Answer.TryGet(out _) && await phone.TypeAsync(phone.Wrong) == "people.code-wrong")
        {
            guesses++;
        }

        Assert.Equal(2, guesses);
        Assert.Equal("people.sign-in-wait", await phone.TypeAsync(phone.Code));
        platform.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("Code", await phone.TypeAsync(phone.Code));
        Assert.Null((await SignInAsync(platform)).Answer is { IsRefused: true } no ? no.Refusals[0].Code : null);
    }

    [Fact]
    public async Task A_phone_holds_only_after_its_first_code_and_for_its_own_account()
    {
        await using var platform = await TestPlatform.CreateAsync();
        var add = platform.Get<AddAuthenticator>();
        var offered = add.Offer(platform.Maker.Actor.Account!.Value);
        var code = OneTimeCode.At(offered.Secret, OneTimeCode.StepOf(platform.Clock.GetUtcNow()));

        Assert.Equal("people.authenticator-foreign", (await add.RunAsync(new(offered.Sealed, code, null), platform.Reviewer, default)).Refusals[0].Code);
        Assert.Equal("people.authenticator-foreign", (await add.RunAsync(new("1:rubbish", code, null), platform.Maker, default)).Refusals[0].Code);
        Assert.Equal("people.authenticator-code", (await add.RunAsync(new(offered.Sealed, code == "000000" ? "000001" : "000000", null), platform.Maker, default)).Refusals[0].Code);
        Assert.False((await SignInAsync(platform)).Answer.Value.AsksFactor);
    }

    [Fact]
    public async Task The_database_holds_no_secret_that_makes_codes()
    {
        await using var platform = await TestPlatform.CreateAsync();
        var phone = await Phone.PairAsync(platform, platform.Maker);
        var codes = (await platform.Get<RenewRecoveryCodes>().RunAsync(platform.Maker, default)).Value;

        await using var connection = await platform.Database.Owner.OpenConnectionAsync();
        var kept = string.Concat(await connection.QueryAsync<string>(
            "select to_jsonb(f)::text from people.factor f union all select to_jsonb(c)::text from people.recovery_code c"));
        Assert.DoesNotContain(Convert.ToBase64String(phone.Secret), kept, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToHexStringLower(phone.Secret), kept, StringComparison.Ordinal);
        Assert.DoesNotContain(OneTimeCode.Base32(phone.Secret), kept, StringComparison.Ordinal);
        Assert.All(codes, code => Assert.DoesNotContain(code, kept, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Ten_recovery_codes_are_good_once_each_and_a_fresh_set_voids_them()
    {
        await using var platform = await TestPlatform.CreateAsync();
        Assert.Equal("people.codes-without-factor", (await platform.Get<RenewRecoveryCodes>().RunAsync(platform.Maker, default)).Refusals[0].Code);
        var phone = await Phone.PairAsync(platform, platform.Maker);
        var codes = (await platform.Get<RenewRecoveryCodes>().RunAsync(platform.Maker, default)).Value;

        Assert.Equal(RecoveryCodes.HowMany, codes.Distinct().Count());
        Assert.Equal("RecoveryCode", await phone.TypeAsync(codes[0]));
        Assert.Equal("people.code-wrong", await phone.TypeAsync(codes[0]));
        Assert.Equal("RecoveryCode", await phone.TypeAsync(codes[1].ToUpperInvariant().Replace("-", " ", StringComparison.Ordinal)));
        Assert.Equal(8, (await platform.Get<FactorTable>().OfAsync(phone.Account, default)).Codes);

        var fresh = (await platform.Get<RenewRecoveryCodes>().RunAsync(platform.Maker, default)).Value;
        Assert.Equal("people.code-wrong", await phone.TypeAsync(codes[2]));
        Assert.Equal("RecoveryCode", await phone.TypeAsync(fresh[2]));
    }

    [Fact]
    public async Task Nobody_uses_another_accounts_code()
    {
        await using var platform = await TestPlatform.CreateAsync();
        var (maker, reviewer) = (await Phone.PairAsync(platform, platform.Maker), await Phone.PairAsync(platform, platform.Reviewer));
        var codes = (await platform.Get<RenewRecoveryCodes>().RunAsync(platform.Maker, default)).Value;

        Assert.Equal("people.code-wrong", await reviewer.TypeAsync(codes[0]));
        Assert.Equal("people.code-wrong", await reviewer.TypeAsync(maker.Code));
    }

    [Fact]
    public async Task With_the_last_factor_go_the_codes_and_the_password_alone_is_enough_again()
    {
        await using var platform = await TestPlatform.CreateAsync();
        var phone = await Phone.PairAsync(platform, platform.Maker);
        var codes = (await platform.Get<RenewRecoveryCodes>().RunAsync(platform.Maker, default)).Value;
        var end = platform.Get<EndFactor>();

        Assert.Equal("people.not-administrator", (await end.RunAsync(new("maker", phone.Factor), platform.Reviewer, default)).Refusals[0].Code);
        Assert.Equal(1, (await end.RunAsync(new("maker", phone.Factor), platform.Maker, default)).Value);

        Assert.Equal("people.no-factor", (await end.RunAsync(new("maker", null), Caller.TheProgram, default)).Refusals[0].Code);
        Assert.False((await SignInAsync(platform)).Answer.Value.AsksFactor);
        Assert.Equal("people.code-wrong", await phone.TypeAsync(codes[0]));
        Assert.Equal("people.code-wrong", await phone.TypeAsync(phone.Code));
    }

    [Fact]
    public async Task An_account_that_ended_or_changed_its_password_in_between_does_not_come_in_half_way()
    {
        await using var platform = await TestPlatform.CreateAsync();
        var phone = await Phone.PairAsync(platform, platform.Maker);
        var half = (await SignInAsync(platform)).Answer.Value;
        _ = (await platform.Get<ResetPassword>().RunAsync(new("maker"), Caller.TheProgram, default)).Value;

        Assert.Equal("people.second-step-late", await phone.TypeAsync(phone.Code, half.Stamp));
    }

    private static Task<SignIn.Attempted> SignInAsync(TestPlatform platform) =>
        platform.Get<SignIn>().RunAsync("maker", Right, Phone.Office, default);
}
