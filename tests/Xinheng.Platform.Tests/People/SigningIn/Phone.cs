using System.Net;
using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Model.People.SigningIn;
using Xinheng.Platform.People.SigningIn;
using Xinheng.Testing;

namespace Xinheng.Platform.Tests.People.SigningIn;

/// <summary>An authenticator app in somebody's hand.</summary>
internal sealed record Phone(TestPlatform Platform, Caller Owner, byte[] Secret, Guid Factor)
{
    public static readonly IPAddress Office = IPAddress.Parse("192.0.2.7");

    public AccountId Account => Owner.Actor.Account!.Value;

    public string Code => OneTimeCode.At(Secret, OneTimeCode.StepOf(Platform.Clock.GetUtcNow()));

    public string Wrong => Code == "000000" ? "000001" : "000000";

    /// <summary>Paired; the code that paired it is spent, so the clock goes on to the next.</summary>
    public static async Task<Phone> PairAsync(TestPlatform platform, Caller owner)
    {
        var add = platform.Get<AddAuthenticator>();
        var offered = add.Offer(owner.Actor.Account!.Value);
        var code = OneTimeCode.At(offered.Secret, OneTimeCode.StepOf(platform.Clock.GetUtcNow()));
        var id = (await add.RunAsync(new(offered.Sealed, code, "我的手机"), owner, default)).Value;
        platform.Clock.Advance(TimeSpan.FromSeconds(OneTimeCode.Seconds));
        return new Phone(platform, owner, offered.Secret, id);
    }

    /// <summary>The way by which a code is taken, or the refusal's code.</summary>
    public async Task<string> TypeAsync(string code, Guid? stamp = null)
    {
        var attempted = await Platform.Get<ProveFactor>().RunAsync(Account, stamp, code, Office, default);
        return attempted.Answer.TryGet(out var signed) ? signed.Way.ToString() : attempted.Answer.Refusals[0].Code;
    }
}
