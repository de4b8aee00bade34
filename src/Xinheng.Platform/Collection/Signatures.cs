using System.Text;
using Dapper;
using Xinheng.Model.Collection;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Model.People.Machines;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Journal;
using Xinheng.Platform.People.Machines;

namespace Xinheng.Platform.Collection;

/// <summary>A signature as it was verified and kept: who signed a submission, with which key.</summary>
/// <param name="Jws">Whole, with its payload: anybody can check it with the file and the public key.</param>
public sealed record KeptSignature(Guid Submission, string Client, string Key, string Algorithm, string Jws, DateTime VerifiedAt)
{
    public Hash256 Digest => Hash256.Of(Encoding.UTF8.GetBytes(Jws));
}

/// <summary>
/// A department's signature over what it hands in, checked before anything enters and kept as evidence, so that it cannot
/// deny what it sent.
/// </summary>
public sealed class Signatures(Signers signers, Database database)
{
    private const string Columns = "submission, client, key, algorithm, jws, verified_at as VerifiedAt";

    /// <summary>A signature that came, with the keys that held when it came and may have made it.</summary>
    internal sealed record Offered(Jws Jws, IReadOnlyList<Signers.Signer> Signers, DateTimeOffset At);

    /// <summary>A signature that holds.</summary>
    internal sealed record Verified(string Client, string Key, string Algorithm, string Jws, DateTimeOffset At)
    {
        public object Facts => new { client = Client, key = Key, verifiedAt = At, jws = Hash256.Of(Encoding.UTF8.GetBytes(Jws)).ToString() };
    }

    /// <summary>What can be said before a byte of the file is taken; no signature is one only where none is required.</summary>
    /// <remarks>A machine signs with its own keys; what comes another way, any of the organisation's machines may have signed.</remarks>
    internal async Task<Result<Offered?>> OpenAsync(string? text, string provider, Caller caller, DateTimeOffset at, CancellationToken ct)
    {
        if (string.IsNullOrEmpty(text))
        {
            return await signers.MustSignAsync(provider, ct)
                ? Refusal.Invalid("collection.signature-required",
                    "本单位的报送须带签名：请在 X-JWS-Signature 请求头中附上用已登记密钥作出的分离式 JWS，写法见接口说明。")
                : Result<Offered?>.Of(null);
        }

        var read = Jws.Parse(text);
        if (!read.TryGet(out var jws))
        {
            return Result<Offered?>.Refuse(read.Refusals);
        }

        var client = caller.Actor.Kind == ActorKind.Machine ? caller.Actor.Name : null;
        var able = await signers.AtAsync(provider, client, at, ct);
        return able.Count > 0
            ? new Offered(jws, able, at)
            : Refusal.Invalid("collection.signature-no-key",
                "现在没有有效的密钥可以核对这份签名：本单位没有登记接口密钥，或者都已终止。请平台管理员用 client key add 登记。");
    }

    /// <summary>The signature over these bytes, for this item, from this provider; refused when none of the keys made it.</summary>
    internal static Result<Verified> Check(Offered offered, SubmissionStatement statement)
    {
        var payload = statement.ToCanonicalJson();
        return (offered.Jws.Payload is null || payload.AsSpan().SequenceEqual(offered.Jws.Payload))
            && offered.Signers.FirstOrDefault(s => offered.Jws.IsBy(s.Key, payload)) is { } signer
            ? new Verified(signer.Client, signer.Key.Id, offered.Jws.Algorithm, offered.Jws.With(payload), offered.At)
            : Refusal.Invalid("collection.signature-wrong",
                $"签名与收到的文件不符，没有接收。收到的内容应签为：{Encoding.UTF8.GetString(payload)}；"
                + $"现在有效的密钥：{string.Join("、", offered.Signers.Select(s => $"{s.Client} {s.Key.Id}"))}。请核对文件在途中是否被改动、用的是哪把密钥。");
    }

    /// <summary>Whether it is kept already: the same file signed by the same key again is nothing new.</summary>
    internal static async Task<bool> IsKeptAsync(Work work, Guid submission, Verified signature, CancellationToken ct) =>
        await work.FindAsync<bool>("select exists (select from collection.signature where submission = @submission and key = @Key)",
            new { submission, signature.Key }, ct);

    internal static Task KeepAsync(Work work, Guid submission, Verified signature, CancellationToken ct) =>
        work.ExecuteAsync("""
            insert into collection.signature (submission, key, client, algorithm, jws, entry, verified_at)
            values (@submission, @Key, @Client, @Algorithm, @Jws, @entry, @At)
            """, new { submission, signature.Key, signature.Client, signature.Algorithm, signature.Jws, entry = work.Entry.Value, signature.At }, ct);

    /// <summary>By submission; whoever asks has found those submissions first.</summary>
    public async Task<ILookup<Guid, KeptSignature>> OfAsync(IEnumerable<Guid> submissions, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return (await connection.QueryAsync<KeptSignature>(new CommandDefinition(
            $"select {Columns} from collection.signature where submission = any (@ids) order by verified_at, key",
            new { ids = submissions.ToArray() }, cancellationToken: ct))).ToLookup(s => s.Submission);
    }
}
