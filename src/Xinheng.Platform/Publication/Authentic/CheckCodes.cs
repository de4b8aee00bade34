using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using Dapper;
using Xinheng.Model.Journal;
using Xinheng.Model.Publication;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Law;

namespace Xinheng.Platform.Publication.Authentic;

/// <summary>
/// The codes at the foot of pages and in the names of files. Nothing is stored: a code says the page, the day and the head of the
/// content's digest, under a seal whose key is drawn from the signing key.
/// </summary>
public class CheckCodes(Database database, KeyRing keys, Clock clock)
{
    private static readonly byte[] Purpose = "xinheng.check-code/1"u8.ToArray();
    private static readonly JsonSerializerOptions Camel = new(JsonSerializerDefaults.Web);

    private readonly ConcurrentDictionary<int, byte[]> sealing = new();

    /// <summary>Of a record's page as it reads today.</summary>
    public virtual string Of(PublicRecord record) =>
        new CheckCode(CodedThing.Record, CheckCode.PlaceOf(record.Id), clock.Today, ContentOf(record)).Write(Newest);

    /// <summary>Of a subject's page as it reads today; null where the subject is not on show any more.</summary>
    public virtual async Task<string?> OfAsync(PublicSubject subject, CancellationToken ct)
    {
        await using var connection = await database.Portal.OpenConnectionAsync(ct);
        var id = await connection.QuerySingleOrDefaultAsync<Guid?>(new CommandDefinition(
            "select s.id from publication.subject s where s.code = @Identifier", subject, cancellationToken: ct));
        return id is { } known
            ? new CheckCode(CodedThing.Subject, CheckCode.PlaceOf(known), clock.Today, ContentOf(subject)).Write(Newest)
            : null;
    }

    /// <summary>Of a proof as it is made out today, on the paper and in its file's name.</summary>
    internal string Of(Guid about, Paper paper) =>
        new CheckCode(CodedThing.Paper, CheckCode.PlaceOf(about), clock.Today, CheckCode.ContentOf(Hash256.Of(paper.ToCanonicalJson()))).Write(Newest);

    /// <summary>Of a file made on request, to stand in its name.</summary>
    public virtual string Of(ReadOnlySpan<byte> file) => new CheckCode(CodedThing.File, 0, clock.Today, 0).Write(Newest, Hash256.Of(file));

    /// <summary>Whether one of our keys sealed this code.</summary>
    internal bool IsOurs(CheckCode read, string code, Hash256 file) =>
        keys.Versions(KeyPurpose.Signing).Any(version => read.IsSealedIn(code, KeyOf(version), file));

    internal static int ContentOf<T>(T page) => CheckCode.ContentOf(Hash256.Of(
        CanonicalJson.Rewrite(JsonSerializer.SerializeToUtf8Bytes(page, Camel)) ?? throw new InvalidOperationException("A page has no canonical spelling.")));

    private byte[] Newest => KeyOf(keys.Current(KeyPurpose.Signing).Version);

    private byte[] KeyOf(int version) => sealing.GetOrAdd(version, v =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, keys.Get(KeyPurpose.Signing, v).Bytes, 32, info: Purpose));
}
