using System.Text;
using Dapper;
using Npgsql;
using Xinheng.Model.Collection;
using Xinheng.Model.Journal;
using Xinheng.Model.People.Machines;
using Xinheng.Platform.Journal;

namespace Xinheng.Platform.Collection;

/// <summary>Checks every kept signature again, by the registered key and the file's digest, and holds it against the entry that names it.</summary>
public sealed class SignaturesVerification : IVerification
{
    private sealed record Row(
        Guid Submission, string Key, string Client, string Jws, string? Told, bool IsInTime, byte[] Digest, string Item, string Provider,
        string? PublicKey);

    public async Task RunAsync(NpgsqlConnection snapshot, VerificationReport report, CancellationToken ct)
    {
        // Told: what the entry says of this submission's signature, in one text. In time: the entry's moment, and the key held then.
        await foreach (var row in snapshot.QueryUnbufferedAsync<Row>("""
            select g.submission, g.key, g.client, g.jws,
                   concat_ws(' ', e.content->'facts'->>'submission', e.content->'facts'->'signature'->>'client',
                             e.content->'facts'->'signature'->>'key', e.content->'facts'->'signature'->>'jws') as Told,
                   coalesce((e.content->'facts'->'signature'->>'verifiedAt')::timestamptz = g.verified_at
                            and k.valid_from <= g.verified_at and (k.valid_to is null or k.valid_to > g.verified_at), false) as IsInTime,
                   s.digest, s.item, s.provider, k.public_key as PublicKey
              from collection.signature g
              join collection.submission s on s.id = g.submission
              left join journal.entry e on e.id = g.entry and e.power = 'collection.receive'
              left join people.client c on c.id = g.client and c.organisation = s.provider
              left join people.client_key k on k.id = g.key and k.client = c.id
            """).WithCancellation(ct))
        {
            report.Count("signatures");
            if (!row.IsInTime || row.Told != $"{row.Submission} {row.Client} {row.Key} {Hash256.Of(Encoding.UTF8.GetBytes(row.Jws))}" || !Holds(row))
            {
                report.Find("collection.signature-changed", $"报送 {row.Submission} 的单位签名（密钥 {row.Key}）与日志、公钥或文件摘要不符。");
            }
        }

        foreach (var entry in await snapshot.QueryAsync<Guid>(new CommandDefinition("""
            select e.id from journal.entry e
             where e.power = 'collection.receive' and e.content->'facts'->'signature' is not null
               and not exists (select from collection.signature g where g.entry = e.id)
            """, cancellationToken: ct)))
        {
            report.Find("collection.signature-missing", $"条目 {entry} 所载的单位签名被删除。");
        }
    }

    private static bool Holds(Row row)
    {
        var payload = new SubmissionStatement(new Hash256(row.Digest), row.Item, row.Provider).ToCanonicalJson();
        return row.PublicKey is { } pem && ClientKey.FromPem(pem).TryGet(out var key)
            && Jws.Parse(row.Jws).TryGet(out var jws) && payload.AsSpan().SequenceEqual(jws.Payload) && jws.IsBy(key, payload);
    }
}
