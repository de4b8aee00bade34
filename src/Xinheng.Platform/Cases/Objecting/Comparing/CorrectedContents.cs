using Xinheng.Model.Catalogue;
using Xinheng.Model.Catalogue.Checking;
using Xinheng.Model.Collection;
using Xinheng.Model.Foundation;
using Xinheng.Model.Records;
using Xinheng.Model.Subjects;
using Xinheng.Platform.Catalogue.Publishing;
using Xinheng.Platform.Collection;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Journal;
using Xinheng.Platform.Law;
using Xinheng.Platform.Records;
using Xinheng.Platform.Subjects;
using Xinheng.Platform.Subjects.Persons;

namespace Xinheng.Platform.Cases.Objecting.Comparing;

/// <summary>
/// Other values for a record, read by the catalogue's checks like a row that is handed in. Whom it is about and which fact it is stay as they
/// are: another document number is another record.
/// </summary>
public sealed class CorrectedContents(CatalogueInForce catalogue, SubmissionPasses passes, PersonNumbers numbers, Jurisdiction jurisdiction, Clock clock)
{
    public sealed record Made(Candidate Candidate, int Edition);

    /// <param name="latest">What the record says now.</param>
    /// <param name="values">By field code, as typed; an empty text empties the field, what is not named stays.</param>
    internal async Task<Result<Made>> MakeAsync(Work work, LatestRevision latest, IReadOnlyDictionary<string, string> values, CancellationToken ct)
    {
        var inForce = await catalogue.CurrentAsync(ct);
        var found = inForce.Find(latest.Item);
        if (!found.TryGet(out var item))
        {
            return Result<Made>.Refuse(found.Refusals);
        }

        if (values.Keys.Where(code => item.IndexOf(code) < 0).ToList() is { Count: > 0 } strange)
        {
            return Result<Made>.Refuse([.. strange.Select(code => Refusal.Invalid("cases.correct-field", $"信息项 {item.Code} 没有字段“{code}”。", code))]);
        }

        var row = await passes.CheckAsync(TermsOf(item, inForce.Edition, latest.Provider), 1, await AlignedAsync(work, item, latest, values, ct), isReleased: true, ct, keepsFields: true);
        return row.Candidate is not { } candidate ? Result<Made>.Refuse([.. row.Problems.Where(p => p.Severity != ProblemSeverity.Warning).Select(Told)])
            : candidate.Key != latest.Key || (await SubjectLookup.FindAsync(work.Connection, [candidate.Subject], ct))[0]?.Value != latest.SubjectId ? Another
            : candidate.Content == latest.Content ? Refusal.Invalid("cases.correct-nothing", "更正后的内容和现在的一样。请改动确实有误的项目；内容没有错的，请选“异议不成立”。", "values")
            : new Made(candidate, inForce.Edition);
    }

    private static Refusal Another => Refusal.Conflict("cases.correct-another",
        "改了文号或者主体代码，就是另一条记录。请选“删除”，理由里写明正确的那一条；正确的另行报送。");

    private SubmissionTerms TermsOf(CatalogueItem item, int edition, string provider) =>
        new(item, edition, jurisdiction.Law, jurisdiction.Profile, provider, clock.Today, Unasked);

    // Numbers stand in the record as tokens: read in clear for the check alone, they become the same tokens again.
    private async Task<string?[]> AlignedAsync(
        Work work, CatalogueItem item, LatestRevision latest, IReadOnlyDictionary<string, string> values, CancellationToken ct)
    {
        var now = ProvidersCopy.Fields(latest.Open, latest.Closed);
        var tokens = now.Values.Where(v => NumberToken.TryRead(v, out _)).Distinct().Select(v => NumberToken.TryRead(v, out var token) ? token : default).ToList();
        var clear = tokens.Count > 0 ? await numbers.ReadAsync(work.Connection, tokens, ct) : new Dictionary<NumberToken, string>();
        return [.. item.Columns.Select(column =>
            values.TryGetValue(column.Code, out var given) ? given.Length > 0 ? given : null
            : now.GetValueOrDefault(column.Code) is not { } kept ? null
            : NumberToken.TryRead(kept, out var token) ? clear.GetValueOrDefault(token)
            : kept)];
    }

    private static Refusal Told(Problem problem) => Refusal.Invalid(problem.Code, $"{problem.Number} {problem.Message}", problem.Field);

    private static NumberToken Unasked(string scheme, string number) =>
        throw new InvalidOperationException("Numbers are looked up by the check itself.");
}
