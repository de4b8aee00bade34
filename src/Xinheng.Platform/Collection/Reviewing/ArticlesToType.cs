using Dapper;
using Xinheng.Model.Catalogue;
using Xinheng.Model.Collection.Reviewing;
using Xinheng.Model.Foundation;
using Xinheng.Platform.Collection.Passes;
using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.Collection.Reviewing;

/// <summary>A basis that the reviewer signs by typing an article of it, and the rows that lean on it.</summary>
public sealed record BasisToSign(string Basis, IReadOnlyList<long> Rows);

/// <summary>
/// What a reviewer must type before severe grades, or what speaks against natural persons, are approved: once for every
/// different basis among those rows. A hand that has to write the article has looked at it.
/// </summary>
public sealed class ArticlesToType(Database database, SubmissionPasses passes)
{
    /// <summary>Each basis once, by the first row that gives it.</summary>
    public async Task<IReadOnlyList<BasisToSign>> OfAsync(Submission submission, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var rows = (await connection.QueryAsync<(long Row, byte[] Content)>(new CommandDefinition("""
            select row, content from collection.review_row where submission = @Id and needs_article order by row
            """, submission, cancellationToken: ct))).AsList();
        if (rows.Count == 0)
        {
            return [];
        }

        var item = (await passes.TermsAsync(submission, submission.Edition, ct)).Value.Item;
        var key = await passes.KeyAsync(submission, ct);
        return [.. rows.GroupBy(row => BasisOf(item, KeptRow.Open(key, row.Content)), StringComparer.Ordinal)
            .Select(basis => new BasisToSign(basis.Key, [.. basis.Select(row => row.Row)]))];
    }

    /// <summary>A refusal for each basis of which no article, or another's, was typed.</summary>
    internal async Task<IReadOnlyList<Refusal>> MissedAsync(Submission submission, IReadOnlyList<string> typed, CancellationToken ct) =>
        [.. (await OfAsync(submission, ct)).Select((basis, i) => (basis, i))
            .Where(b => !TypedArticle.Matches(b.i < typed.Count ? typed[b.i] : null, b.basis.Basis))
            .Select(b => Refusal.Invalid("collection.article-mismatch", b.i < typed.Count && !string.IsNullOrWhiteSpace(typed[b.i])
                ? $"写的条款不在第 {b.basis.Rows[0]} 行的依据里。请对照依据，写出其中的一条，如“第十条”。"
                : $"第 {b.basis.Rows[0]} 行{(b.basis.Rows.Count > 1 ? "等" : "")}认定为严重失信或涉及自然人，请写出依据的条款再通过。",
                FormattableString.Invariant($"article-{b.i}")))];

    // What the row itself says; where the item has no such column, what the catalogue leans on.
    private static string BasisOf(CatalogueItem item, KeptRow row) =>
        item.Roles[FieldRole.LegalBasis] is >= 0 and var column && row.Values.GetValueOrDefault(item.Columns[column].Code) is { Length: > 0 } own
            ? own
            : string.Join("；", item.LegalBasis.Where(citation => citation.IsUsable).Select(citation => citation.Text));
}
