using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Model.People.Machines;
using Xinheng.Platform.Journal;

namespace Xinheng.Platform.People.Machines;

/// <summary>From when a key holds, and until when; open-ended until somebody ends it.</summary>
internal sealed record KeyPeriod(DateTimeOffset From, DateTimeOffset? Until);

/// <summary>Where the keys of machines are written, for the two acts that bring one.</summary>
internal static class KeyTable
{
    // Every assertion may be tried against each of them.
    private const int MostKeys = 5;

    public static Refusal Ended(string client) =>
        Refusal.Conflict("people.client-ended", $"接口账户 {client} 已停用，名称不再使用。请用新的名称登记。");

    public static Refusal Unknown(string client) =>
        Refusal.NotFound("people.no-client", $"没有接口账户 {client}。用 client list 可以查看已登记的接口账户。");

    /// <summary>Why not, if not. The client's row is locked by the caller, so that keys are counted one act at a time.</summary>
    public static async Task<Refusal?> InsertAsync(Work work, string client, ClientKey key, KeyPeriod period, CancellationToken ct)
    {
        if (period.Until <= period.From || period.From < work.At)
        {
            return Refusal.Invalid("people.key-period", "密钥的启用时间不能早于现在，终止时间须晚于启用时间：已经验证过的签名不因事后改动而变。", "until");
        }

        var others = await work.FindAsync<long>(
            "select count(*) from people.client_key where client = @client and (valid_to is null or valid_to > @At)", new { client, work.At }, ct);
        if (others >= MostKeys)
        {
            return Refusal.Conflict("people.too-many-keys", $"一个接口账户同时最多有 {MostKeys} 把密钥。请先终止不用的：client key end。");
        }

        var rows = await work.ExecuteAsync("""
            insert into people.client_key (id, client, public_key, valid_from, valid_to, entry)
            values (@Id, @client, @pem, @From, @Until, @entry)
            on conflict (id) do nothing
            """, new { key.Id, client, pem = key.ToPem(), period.From, period.Until, entry = work.Entry.Value }, ct);
        return rows > 0 ? null : Refusal.Conflict("people.key-known",
            $"公钥 {key.Id} 已经登记过。一把密钥只归一个系统，终止后也不再启用；请另行生成密钥对。");
    }

    /// <summary>Locks the client for a change of what belongs to it; refused when there is none or it has ended.</summary>
    public static async Task<Refusal?> LockAsync(Work work, Caller caller, string client, CancellationToken ct) =>
        await work.FindAsync<Locked>("select organisation, ended_at is not null as ended from people.client where id = @client for update", new { client }, ct)
            is not { } locked || !await Managing.CoversAsync(work, caller, locked.Organisation, ct) ? Unknown(client)
        : locked.Ended ? Ended(client)
        : null;

    private sealed record Locked(string Organisation, bool Ended);
}
