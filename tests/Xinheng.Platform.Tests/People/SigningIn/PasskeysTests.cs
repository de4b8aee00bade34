using Xinheng.Platform.People;
using Xinheng.Model.People;
using Xinheng.Platform.People.SigningIn;
using Xinheng.Testing;

namespace Xinheng.Platform.Tests.People.SigningIn;

/// <summary>What the platform keeps of passkeys; that a device's answer is checked is shown with a real browser.</summary>
public sealed class PasskeysTests
{
    private static readonly AddPasskey.Command Key = new("办公室电脑", [1, 2, 3], [4, 5, 6], 7, ["internal"], BackupEligible: true, BackedUp: false);

    [Fact]
    public async Task A_challenge_is_answered_once()
    {
        await using var platform = await TestPlatform.CreateAsync();
        _ = (await platform.Get<AddPasskey>().RunAsync(Key, platform.Maker, default)).Value;

        Assert.Equal("maker", await ProveAsync(platform, "challenge"));
        Assert.Equal("people.passkey-refused", await ProveAsync(platform, "challenge"));
        Assert.Equal("maker", await ProveAsync(platform, "another"));
        Assert.Equal(9, Assert.Single(await platform.Get<Passkeys>().OfAsync(platform.Maker.Actor.Account!.Value, default)).SignCount);
    }

    [Fact]
    public async Task One_that_was_removed_or_whose_account_ended_opens_nothing()
    {
        await using var platform = await TestPlatform.CreateAsync();
        var id = (await platform.Get<AddPasskey>().RunAsync(Key, platform.Maker, default)).Value;
        Assert.Equal("people.passkey-known", (await platform.Get<AddPasskey>().RunAsync(Key, platform.Reviewer, default)).Refusals[0].Code);
        _ = (await platform.Get<EndFactor>().RunAsync(new("maker", id), platform.Maker, default)).Value;
        Assert.Equal("people.passkey-refused", await ProveAsync(platform, "one"));

        _ = (await platform.Get<AddPasskey>().RunAsync(Key, platform.Reviewer, default)).Value;
        Assert.Equal("reviewer", await ProveAsync(platform, "two"));
        _ = (await platform.Get<EndAccount>().RunAsync(new("reviewer"), Caller.TheProgram, default)).Value;

        Assert.Equal("people.passkey-refused", await ProveAsync(platform, "three"));
    }

    private static async Task<string> ProveAsync(TestPlatform platform, string challenge)
    {
        var proved = await platform.Get<Passkeys>().ProvedAsync([1, 2, 3], 9, backedUp: true, challenge, TimeSpan.FromMinutes(10), default);
        return proved.TryGet(out var signed) ? signed.Name : proved.Refusals[0].Code;
    }
}
