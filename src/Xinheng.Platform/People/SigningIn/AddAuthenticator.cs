using System.Security.Cryptography;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Model.People.SigningIn;
using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.People.SigningIn;

/// <summary>Pairs an account with an authenticator app. It holds once a code of it was typed: until then nothing is kept.</summary>
public sealed class AddAuthenticator(Journal.Journal journal, FactorSeals seals, Clock clock)
{
    /// <param name="Sealed">The secret as it comes back with the first code; nobody but this platform can open it.</param>
    public sealed record Offered(string Sealed, byte[] Secret);

    public sealed record Command(string Sealed, string Code, string? Name);

    public Offered Offer(AccountId account)
    {
        var secret = RandomNumberGenerator.GetBytes(OneTimeCode.SecretBytes);
        return new Offered(seals.Seal(account, secret), secret);
    }

    /// <summary>The offer again, for a form that comes back; a new one where it cannot be opened.</summary>
    public Offered OfferAgain(AccountId account, string? given) =>
        given is not null && seals.Open(account, given) is { } secret ? new Offered(given, secret) : Offer(account);

    public async Task<Result<Guid>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        if (caller.Actor.Account is not { } account)
        {
            return FactorTable.NotAnAccount;
        }

        if (seals.Open(account, command.Sealed) is not { } secret)
        {
            return Refusal.Invalid("people.authenticator-foreign", "这个二维码不是发给您这个账户的。请用本页新的二维码重新扫描。");
        }

        var code = string.Concat(command.Code.Where(c => !char.IsWhiteSpace(c)));
        if (OneTimeCode.Match(secret, code, clock.Now, lastUsed: null) is not { } step)
        {
            return Refusal.Invalid("people.authenticator-code",
                "验证码不对。请确认已扫描本页的二维码、手机时间为自动校准，再输入正显示的 6 位数字。", "code");
        }

        await using var work = await journal.OpenAsync(caller.Actor, Power.AddAuthenticator, ct);
        if (await FactorTable.CountAsync(work, account, ct) >= FactorTable.Most)
        {
            return Refusal.Conflict("people.too-many-factors", $"一个账户最多 {FactorTable.Most} 种验证方式。请先停用不用的。");
        }

        var id = clock.NewId();
        await work.ExecuteAsync("""
            insert into people.factor (id, account, kind, name, secret, last_step, entry, created_at)
            values (@id, @account, 'totp', @name, @Sealed, @step, @entry, @At)
            """, new
        {
            id, account = account.Value, name = FactorTable.NameOf(command.Name, "手机验证码"), command.Sealed, step, entry = work.Entry.Value, work.At,
        }, ct);
        work.Tell(new { account = account.Value, factor = id, digest = PasswordHash.Digest(command.Sealed) });
        await work.CommitAsync(ct);
        return id;
    }
}
