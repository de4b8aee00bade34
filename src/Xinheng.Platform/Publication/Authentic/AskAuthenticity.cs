using Dapper;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.Publication;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Journal;
using Xinheng.Platform.Publication.OpenData;

namespace Xinheng.Platform.Publication.Authentic;

/// <summary>What it was, where the present one stands, and the word to be handed on.</summary>
/// <param name="Thing"><c>record</c>, <c>subject</c> (pages), <c>download</c> or <c>open-data</c> (files), <c>paper</c> or <c>certificate</c> (proofs); null for what is not ours.</param>
/// <param name="Now">Address of what is published in its place today; null where there is nothing, or it has no address.</param>
public sealed record AuthenticityAnswer(SignedStatement Statement, string? Thing, string? Now)
{
    public Authenticity Answer => Statement.Statement.Answer;
}

/// <summary>
/// Is this page or file ours, and is it what is published today? Of what is no longer on show nothing is said but that: a code that
/// is ours and a record that left answer alike, whatever the reason.
/// </summary>
public class AskAuthenticity(
    Database database, CheckCodes codes, PublishedFiles files, PublicRecords records, PublicSubjects subjects, SigningKeys keys, Clock clock, XinhengOptions options)
{
    /// <param name="file">The file's digest, where the code stands in a file's name.</param>
    public virtual async Task<Result<AuthenticityAnswer>> OfCodeAsync(string code, Hash256? file, CancellationToken ct)
    {
        var parsed = CheckCode.Parse(code);
        if (!parsed.TryGet(out var read))
        {
            return Result<AuthenticityAnswer>.Refuse(parsed.Refusals);
        }

        if (read.Thing == CodedThing.File && file is null)
        {
            return Refusal.Invalid("verify.file-missing", "这个核验码是文件的，要和文件一起核验：请选择那份文件，或填写它的 SHA-256 摘要。", "digest");
        }

        var asked = code.Trim().ToUpperInvariant();
        if (!codes.IsOurs(read, code, read.Thing == CodedThing.File ? file!.Value : default))
        {
            return Answer(asked, Authenticity.NotOurs, null);
        }

        return read.Thing switch
        {
            CodedThing.File => Answer($"{file} {asked}", Authenticity.OfThatDay, read.Day, "download"),
            CodedThing.Paper => Answer(asked, Authenticity.OfThatDay, read.Day, "paper"),
            CodedThing.Record => await OfRecordAsync(read, asked, ct),
            _ => await OfSubjectAsync(read, asked, ct),
        };
    }

    public virtual async Task<AuthenticityAnswer> OfFileAsync(Hash256 digest, CancellationToken ct) => await files.FindAsync(digest, ct) is { } known
        ? Answer(digest.ToString(), known.Until is null ? Authenticity.Current : Authenticity.NoLongerCurrent, known.Since, "open-data")
        : await CertificateAsync(digest, ct) is { } issuedOn ? Answer(digest.ToString(), Authenticity.OfThatDay, issuedOn, "certificate")
        : Answer(digest.ToString(), Authenticity.NotOurs, null);

    private async Task<DateOnly?> CertificateAsync(Hash256 digest, CancellationToken ct)
    {
        await using var connection = await database.Portal.OpenConnectionAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<DateOnly?>(new CommandDefinition(
            "select c.issued_on from publication.certificate_issued c where c.sha256 = @sha256", new { sha256 = digest.ToArray() }, cancellationToken: ct));
    }

    private async Task<AuthenticityAnswer> OfRecordAsync(CheckCode read, string asked, CancellationToken ct)
    {
        string? now = null;
        foreach (var id in await CandidatesAsync<Guid>("select r.record_id from publication.shown r where r.record_id between @From and @To", read, ct))
        {
            if (await records.FindAsync(id, ct) is not { } record)
            {
                continue;
            }

            now = $"/records/{id}";
            if (CheckCodes.ContentOf(record) == read.Content)
            {
                return Answer(asked, Authenticity.Current, read.Day, "record", now);
            }
        }

        return Answer(asked, Authenticity.NoLongerCurrent, read.Day, "record", now);
    }

    private async Task<AuthenticityAnswer> OfSubjectAsync(CheckCode read, string asked, CancellationToken ct)
    {
        string? now = null;
        foreach (var code in await CandidatesAsync<string?>("select s.code from publication.subject s where s.id between @From and @To", read, ct))
        {
            if (code is null || await subjects.FindAsync(code, ct) is not { } subject)
            {
                continue;
            }

            now = $"/subjects/{code}";
            if (CheckCodes.ContentOf(subject) == read.Content)
            {
                return Answer(asked, Authenticity.Current, read.Day, "subject", now);
            }
        }

        return Answer(asked, Authenticity.NoLongerCurrent, read.Day, "subject", now);
    }

    // As a rule one: two ids of the same millisecond share their place once in four thousand times.
    private async Task<IReadOnlyList<T>> CandidatesAsync<T>(string sql, CheckCode read, CancellationToken ct)
    {
        var (from, to) = read.Ids;
        await using var connection = await database.Portal.OpenConnectionAsync(ct);
        return [.. await connection.QueryAsync<T>(new CommandDefinition(sql + " limit 20", new { From = from, To = to }, cancellationToken: ct))];
    }

    private AuthenticityAnswer Answer(string asked, Authenticity answer, DateOnly? day, string? thing = null, string? now = null) => new(
        new PublicStatement { Origin = options.Origin, At = clock.Now, Asked = asked, Answer = answer, PublishedOn = day }.Sign(keys.Current), thing, now);
}
