using System.Text.Json;
using Xinheng.Platform.Collection;

namespace Xinheng.Web.Api.Collection;

/// <summary>What a department reads of its submission. Counts are foreseen until it has entered, and always add up.</summary>
public sealed record SubmissionJson(
    Guid Id, string Item, string State, long Rows, long Entered, long Corrected, long Unchanged, long Held, long Refused, bool Partial,
    string Provider, long Progress, long Bytes, string Sha256, string? Digest, int? Edition, int Rounds,
    DateTimeOffset ReceivedAt, DateTimeOffset? CheckedAt, DateTimeOffset? ApprovedAt, DateTimeOffset? EnteredAt,
    long OnTime, long Late, long Awaiting, int? AwaitsYear, JsonElement? Fault, JsonElement? Notes, JsonElement? Unusual,
    IReadOnlyList<SubmissionJson.ProblemTotal> Problems, IReadOnlyList<SubmissionJson.Signature> Signatures, SubmissionJson.Addresses Links)
{
    /// <param name="Rows">How many rows have it, exactly.</param>
    /// <param name="Message">One example, without its value.</param>
    public sealed record ProblemTotal(string Code, string? Field, string Number, string Severity, string Message, long Rows, long FirstRow);

    /// <summary>The provider's own signature: by which of its systems and keys it was made, and when we found that it holds.</summary>
    /// <param name="Sha256">Of the signature's text, as the log names it.</param>
    public sealed record Signature(string Client, string Key, string Algorithm, DateTimeOffset VerifiedAt, string Sha256, string Link);

    public sealed record Addresses(string Self, string Rows, string RefusedCsv, string Receipt, string Approval, string Return);

    public static string AddressOf(Guid id) => $"/api/v1/submissions/{id}";

    public static SubmissionJson Of(Submission s, IReadOnlyList<Submissions.ProblemGroup> problems, IEnumerable<KeptSignature> signatures)
    {
        var self = AddressOf(s.Id);
        return new(
            s.Id, s.Item, s.State, s.Rows, s.Entered, s.Corrected, s.Unchanged, s.Held, s.Refused, s.Partial,
            s.Provider, s.Progress, s.Bytes, Convert.ToHexStringLower(s.Digest),
            s.CheckDigest is { } digest ? Convert.ToHexStringLower(digest) : null, s.Edition, s.Rounds,
            Instant(s.ReceivedAt), Instant(s.CheckedAt), Instant(s.ApprovedAt), Instant(s.EnteredAt),
            s.OnTime, s.Late, s.Awaiting, s.AwaitsYear, Element(s.Fault), Element(s.Notes), Element(s.Unusual),
            [.. problems.Select(p => new ProblemTotal(
                p.Code, p.Field.Length == 0 ? null : p.Field, p.Number, p.Severity, p.Message, p.Rows, p.FirstRow))],
            [.. signatures.Select(g => new Signature(g.Client, g.Key, g.Algorithm, Instant(g.VerifiedAt), g.Digest.ToString(), $"{self}/signatures/{g.Key}"))],
            new(self, $"{self}/rows", $"{self}/refused.csv", $"{self}/receipt", $"{self}/approval", $"{self}/return"));
    }

    private static DateTimeOffset Instant(DateTime utc) => new(DateTime.SpecifyKind(utc, DateTimeKind.Utc));

    private static DateTimeOffset? Instant(DateTime? utc) => utc is { } known ? Instant(known) : null;

    private static JsonElement? Element(string? json) => json is null ? null : JsonDocument.Parse(json).RootElement;
}

/// <summary>A row that stayed out, with everything that is wrong with it.</summary>
public sealed record RowJson(long Row, string State, IReadOnlyDictionary<string, string> Values, IReadOnlyList<RowJson.Problem> Problems)
{
    public sealed record Problem(string Code, string? Field, string? Value, string Message, string Number, string Severity);

    public static RowJson Of(KeptRows.Row row) => new(row.Number, row.State, row.Content.Values, ProblemsOf(row.Content.Problems));

    public static IReadOnlyList<Problem> ProblemsOf(IReadOnlyList<Platform.Collection.Passes.KeptProblem> problems) =>
        [.. problems.Select(p => new Problem(p.Code, p.Field, p.Value, p.Message, p.Number, p.Severity))];
}
