using System.Text;
using Dapper;
using Xinheng.Model.Catalogue;
using Xinheng.Model.Disclosure;
using Xinheng.Model.Law;
using Xinheng.Model.Records;
using Xinheng.Model.Subjects;
using Xinheng.Platform.Collection;
using Xinheng.Platform.Collection.Passes;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Subjects;

namespace Xinheng.Platform.Publication;

/// <summary>What anybody would read of a row once it has entered: a record as the portal shows it, or why nobody will see it.</summary>
/// <param name="Record">Null where it would not be public.</param>
/// <param name="WhyNot">The rule that keeps it from the public.</param>
/// <param name="Problem">Why it cannot be foreseen: the row has still to be corrected.</param>
public sealed record Foreseen(PublicRecord? Record, Withholding? WhyNot, string? Problem);

/// <summary>
/// Shows a row exactly as the public would see it: read by the same check, decided by <see cref="Decision.Decide"/>, with the
/// fields the catalogue opens, and names as the portal takes them.
/// </summary>
public sealed class RowPreview(Database database, SubmissionPasses passes, PublicItems items, Clock clock)
{
    private static readonly PublicEvidence NoEvidence = new("", "", "", Guid.Empty, 0);

    public async Task<Foreseen> OfAsync(Submission submission, long number, KeptRow row, CancellationToken ct)
    {
        var found = await passes.TermsAsync(submission, submission.Edition, ct);
        if (!found.TryGet(out var terms))
        {
            return new(null, null, found.Refusals[0].Message);
        }

        var read = await passes.CheckAsync(terms, (int)number, row.Aligned(terms.Item), isReleased: false, ct, keepsFields: true);
        if (read.Candidate is not { } candidate)
        {
            return new(null, null, read.IsHeld ? "这一行待核：放行以前不入库，也不公示。" : "这一行还有错误，改好以后才能预览。");
        }

        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var subject = (await SubjectLookup.FindAsync(connection, [candidate.Subject], ct))[0];
        var about = await connection.QuerySingleAsync<About>(new CommandDefinition("""
            select (select s.name from subjects.subject s where s.id = @subject) as Name,
                   (select s.code from subjects.subject s where s.id = @subject) as Code,
                   exists (select from disclosure.veto t where t.subject_id = @subject and t.item = @Item and t.lifted_in is null) as Vetoed,
                   (select o.name from people.organisation o where o.code = @Provider) as Provider,
                   (select o.name from people.organisation o where o.code = @authority) as Authority
            """, new { subject = subject?.Value, submission.Item, submission.Provider, authority = candidate.Standing.Authority }, cancellationToken: ct));
        var today = LegalTime.DateOf(clock.Now);
        return Decision.Decide(FactsOf(terms.Item, candidate, about.Vetoed), new Audience.Public(), today) is Decision.Withheld { Reason: var why }
            ? new(null, why, null)
            : new(RecordOf(terms.Item, candidate, about, submission, today), null, null);
    }

    private static DisclosureFacts FactsOf(CatalogueItem item, Candidate candidate, bool isVetoed) => new()
    {
        Openness = item.Openness, OwnOpenness = candidate.Standing.OwnOpenness, PersonsPublic = item.PublicAboutPersons is { IsUsable: true },
        Nature = candidate.Standing.Nature, HasImpact = item.Roles.Has(FieldRole.SocialImpact), SubjectKind = candidate.Subject.Kind,
        State = candidate.Standing.Operation switch
        {
            Operation.Withdraw => RecordState.Withdrawn,
            Operation.Archive => RecordState.Archived,
            _ => candidate.Standing.State,
        },
        Held = candidate.Standing.Held, Vetoed = isVetoed, Impact = candidate.Standing.Impact, Severity = candidate.Standing.Severity,
        Confirmed = candidate.Standing.Confirmed, PublicUntil = candidate.Standing.PublicUntil, Contested = candidate.Standing.Contested,
    };

    private PublicRecord RecordOf(CatalogueItem item, Candidate candidate, About about, Submission submission, DateOnly today)
    {
        var fields = items.Fields(item, Encoding.UTF8.GetString(candidate.OpenFields));
        var authority = about.Authority ?? PublicItems.Part(item, fields, FieldRole.AuthorityName);
        return new(
            Guid.Empty, item.Code, item.Name, CatalogueWords.Of(candidate.Standing.Nature),
            new(about.Code ?? candidate.Subject.UnifiedCode, about.Name ?? candidate.Subject.Name ?? "", SubjectKindWords.NameOf(candidate.Subject.Kind)),
            PublicItems.Part(item, fields, FieldRole.DocumentNumber),
            authority is null ? null : new(candidate.Standing.Authority, authority),
            new(submission.Provider, about.Provider ?? submission.Provider),
            [.. item.LegalBasis.Where(citation => citation.IsUsable).Select(citation => citation.Text)],
            candidate.Standing.DecidedOn, today, candidate.Standing.PublicUntil,
            candidate.Standing.Severity switch { Severity.Minor => "minor", Severity.Ordinary => "ordinary", Severity.Serious => "serious", _ => null },
            candidate.Standing.Contested, 1, clock.Now, fields, NoEvidence);
    }

    private sealed record About(string? Name, string? Code, bool Vetoed, string? Provider, string? Authority);
}
