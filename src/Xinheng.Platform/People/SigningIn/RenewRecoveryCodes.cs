using System.Security.Cryptography;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;

namespace Xinheng.Platform.People.SigningIn;

/// <summary>Makes a fresh set of recovery codes; the set before is void. They are shown this once and kept nowhere.</summary>
public sealed class RenewRecoveryCodes(Journal.Journal journal)
{
    public async Task<Result<IReadOnlyList<string>>> RunAsync(Caller caller, CancellationToken ct)
    {
        if (caller.Actor.Account is not { } account)
        {
            return FactorTable.NotAnAccount;
        }

        await using var work = await journal.OpenAsync(caller.Actor, Power.RenewRecoveryCodes, ct);
        if (await FactorTable.CountAsync(work, account, ct) == 0)
        {
            return Refusal.Conflict("people.codes-without-factor", "恢复码用在手机不在身边的时候。请先启用动态验证码或登记通行密钥。");
        }

        var replaces = await FactorTable.CodesEntryAsync(work, account, ct);
        string[] codes = [.. Enumerable.Range(0, RecoveryCodes.HowMany).Select(_ => RecoveryCodes.Make())];
        byte[][] digests = [.. codes.Select(code => RecoveryCodes.Digest(account, code))];
        await work.ExecuteAsync("""
            delete from people.recovery_code where account = @account;
            insert into people.recovery_code (account, digest, entry) select @account, d, @entry from unnest(@digests) d
            """, new { account = account.Value, entry = work.Entry.Value, digests }, ct);
        byte[] whole = [.. digests.OrderBy(Convert.ToHexString, StringComparer.Ordinal).SelectMany(d => d)];
        work.Tell(new { account = account.Value, digest = Convert.ToHexStringLower(SHA256.HashData(whole)), replaces });
        await work.CommitAsync(ct);
        return codes;
    }
}
