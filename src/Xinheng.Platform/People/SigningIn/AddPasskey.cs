using System.Security.Cryptography;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.People.SigningIn;

/// <summary>Takes a passkey that its owner's device made for this site, after the door has checked what the device signed.</summary>
public sealed class AddPasskey(Journal.Journal journal, Clock clock)
{
    public sealed record Command(string? Name, byte[] Credential, byte[] PublicKey, long SignCount, string[] Transports, bool BackupEligible, bool BackedUp);

    public async Task<Result<Guid>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        if (caller.Actor.Account is not { } account)
        {
            return FactorTable.NotAnAccount;
        }

        await using var work = await journal.OpenAsync(caller.Actor, Power.AddPasskey, ct);
        if (await FactorTable.CountAsync(work, account, ct) >= FactorTable.Most)
        {
            return Refusal.Conflict("people.too-many-factors", $"一个账户最多 {FactorTable.Most} 种验证方式。请先停用不用的。");
        }

        var id = clock.NewId();
        var rows = await work.ExecuteAsync("""
            insert into people.factor (id, account, kind, name, credential, public_key, sign_count, transports, backup_eligible, backed_up, entry, created_at)
            values (@id, @account, 'passkey', @name, @Credential, @PublicKey, @SignCount, @transports, @BackupEligible, @BackedUp, @entry, @At)
            on conflict (credential) where ended_at is null do nothing
            """, new
        {
            id, account = account.Value, name = FactorTable.NameOf(command.Name, "通行密钥"), command.Credential, command.PublicKey,
            command.SignCount, transports = string.Join(' ', command.Transports), command.BackupEligible, command.BackedUp, entry = work.Entry.Value, work.At,
        }, ct);
        if (rows == 0)
        {
            return Refusal.Conflict("people.passkey-known", "这把通行密钥已经登记过。");
        }

        work.Tell(new { account = account.Value, factor = id, digest = Digest(command.Credential, command.PublicKey) });
        await work.CommitAsync(ct);
        return id;
    }

    /// <summary>By which the log names it.</summary>
    public static string Digest(byte[] credential, byte[] publicKey) => Convert.ToHexStringLower(SHA256.HashData([.. credential, .. publicKey]));
}
