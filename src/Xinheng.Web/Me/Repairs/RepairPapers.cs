using Microsoft.AspNetCore.Antiforgery;
using Xinheng.Model.Foundation;
using Xinheng.Platform.Procedures;
using Xinheng.Web.Me.Objections;

namespace Xinheng.Web.Me.Repairs;

/// <summary>A form with papers: what it says, and the papers kept as they came. Whoever refuses the form discards them.</summary>
/// <param name="Refusals">What is wrong with the papers themselves.</param>
public sealed record RepairPapers(
    IReadOnlyList<(string Name, string Value)> Fields, IReadOnlyList<CaseDocuments.Kept> Kept, IReadOnlyList<Refusal> Refusals)
{
    /// <summary>Null when the form is not ours.</summary>
    public static async Task<RepairPapers?> ReadAsync(HttpContext http, IAntiforgery antiforgery, CaseDocuments documents, CancellationToken ct)
    {
        List<CaseDocuments.Kept> kept = [];
        List<Refusal> refusals = [];
        var fields = await EvidenceForm.ReadAsync(http, antiforgery, async (_, name, content) =>
        {
            if (kept.Count >= CaseDocuments.Most)
            {
                refusals.Add(Refusal.Invalid("cases.repair-too-many-papers", $"一次最多交 {CaseDocuments.Most} 份材料，请合并后再交。", "documents"));
                return;
            }

            var one = await documents.KeepAsync([new(name, content)], ct);
            refusals.AddRange(one.Refusals);
            kept.AddRange(one.TryGet(out var papers) ? papers : []);
        }, ct);
        if (fields is null || refusals.Count > 0)
        {
            documents.Discard(kept);
            kept = [];
        }

        return fields is null ? null : new RepairPapers(fields, kept, [.. refusals.Distinct()]);
    }
}
