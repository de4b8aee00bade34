using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.People.SigningIn;

/// <summary>
/// Gives an account whose owner forgot the password a one-time one: good for 72 hours, to be changed at first use. Every
/// session of it ends; its second factors stay, so that whoever resets does not come in with it.
/// </summary>
public sealed class ResetPassword(Journal.Journal journal, Clock clock)
{
    public sealed record Command(string Account);

    public sealed record Reset(AccountId Account, string OneTimePassword, DateTimeOffset Lapses);

    public async Task<Result<Reset>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        if (Managing.Refuse(caller, "重设口令") is { } forbidden)
        {
            return forbidden;
        }

        await using var work = await journal.OpenAsync(caller.Actor, Power.ResetPassword, ct);
        if (await Managing.LockAsync(work, caller, command.Account, ct) is not { Ended: false, Id: var account })
        {
            return Managing.NoAccount(command.Account);
        }

        if (await HigherAccounts.RefuseAsync(work, caller, account, ct) is { } higher)
        {
            return higher;
        }

        var replaces = await work.FindAsync<Guid>("select password_entry from people.account where id = @account", new { account }, ct);

        var once = OneTimePassword.Make();
        var (password, lapses) = (PasswordHash.Of(once), work.At + OneTimePassword.Lifetime);
        await work.ExecuteAsync("""
            update people.account set password = @password, password_entry = @entry, password_lapses_at = @lapses, stamp = @stamp where id = @account;
            update people.session set ended_at = @At where account = @account and ended_at is null
            """, new { account, password, lapses, entry = work.Entry.Value, stamp = clock.NewId(), work.At }, ct);
        work.Tell(new { account, password = PasswordHash.Digest(password), lapses = lapses.ToUnixTimeSeconds(), replaces });
        await work.CommitAsync(ct);
        return new Reset(new AccountId(account), once, lapses);
    }
}
