using Microsoft.AspNetCore.Antiforgery;
using Xinheng.Model.Foundation;
using Xinheng.Platform.Procedures;

namespace Xinheng.Web.Hosting.Forms;

/// <summary>A form with papers of a case: what it says, and the papers kept as they came. Whoever refuses the form discards them.</summary>
/// <param name="Kept">Encrypted, in no case yet.</param>
/// <param name="Refusals">What is wrong with the papers themselves; none is kept then.</param>
public sealed record PapersForm(
    IReadOnlyList<(string Name, string Value)> Fields, IReadOnlyList<CaseDocuments.Kept> Kept, IReadOnlyList<Refusal> Refusals)
{
    /// <summary>What was said last under a name; empty where nothing was.</summary>
    public string this[string field] => Fields.LastOrDefault(one => one.Name == field).Value ?? "";

    /// <summary>Null when the form is not ours.</summary>
    public static async Task<PapersForm?> ReadAsync(HttpContext http, IAntiforgery antiforgery, CaseDocuments documents, CancellationToken ct)
    {
        List<CaseDocuments.Kept> kept = [];
        List<Refusal> refusals = [];
        var fields = await MultipartForm.ReadAsync(http, antiforgery, async (_, name, content) =>
        {
            if (kept.Count >= CaseDocuments.Most)
            {
                refusals.Add(Refusal.Invalid("cases.too-many-papers", $"一次最多交 {CaseDocuments.Most} 份材料，请合并后再交。", "documents"));
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

        return fields is null ? null : new PapersForm(fields, kept, [.. refusals.Distinct()]);
    }

    /// <summary>What the act says of this form; a paper that was refused refuses it, and what an act refused is discarded.</summary>
    public async Task<Result<T>> DoAsync<T>(CaseDocuments documents, Func<Task<Result<T>>> act)
    {
        if (Refusals.Count > 0)
        {
            return Result<T>.Refuse(Refusals);
        }

        var done = await act();
        if (done.IsRefused)
        {
            documents.Discard(Kept);
        }

        return done;
    }
}
