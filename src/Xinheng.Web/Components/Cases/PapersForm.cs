using System.Text;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Xinheng.Model.Foundation;
using Xinheng.Platform.Procedures;

namespace Xinheng.Web.Components.Cases;

/// <summary>
/// A form with papers of a case, read off the wire: the framework's own reading would lay them in clear into a temporary file. The form's
/// token comes first and is checked before a byte of a paper is taken.
/// </summary>
/// <param name="Papers">Kept, encrypted, in no case yet; the caller discards them when the act refuses.</param>
public sealed record PapersForm(IReadOnlyDictionary<string, string> Fields, Result<IReadOnlyList<CaseDocuments.Kept>> Papers)
{
    private const string Token = "__RequestVerificationToken";
    private const int LongestField = 32 * 1024;
    private const int MostParts = 40;

    public string this[string field] => Fields.GetValueOrDefault(field, "");

    /// <summary>Null when the form is not ours: no token, a wrong one, or no form at all.</summary>
    public static async Task<PapersForm?> ReadAsync(HttpContext http, IAntiforgery antiforgery, CaseDocuments documents, CancellationToken ct)
    {
        if (!MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type)
            || HeaderUtilities.RemoveQuotes(type.Boundary) is not { Length: > 0 and <= 200 } boundary)
        {
            return null;
        }

        Dictionary<string, string> fields = [];
        List<CaseDocuments.Kept> kept = [];
        List<Refusal> problems = [];
        var isOurs = false;
        try
        {
            var parts = new MultipartReader(boundary.ToString(), http.Request.Body);
            for (var n = 0; n < MostParts && await parts.ReadNextSectionAsync(ct) is { } part; n++)
            {
                if (part.GetContentDispositionHeader() is not { } about)
                {
                    continue;
                }

                var (name, file) = (HeaderUtilities.RemoveQuotes(about.Name).ToString(),
                    HeaderUtilities.RemoveQuotes(about.FileNameStar.HasValue ? about.FileNameStar : about.FileName).ToString());
                if (name == Token)
                {
                    http.Request.Headers["RequestVerificationToken"] = await TextAsync(part.Body, ct);
                    isOurs = await antiforgery.IsRequestValidAsync(http);
                }
                else if (name == "documents" && isOurs && file.Length > 0 && kept.Count < CaseDocuments.Most)
                {
                    var one = await documents.KeepAsync([new(file, part.Body)], ct);
                    problems.AddRange(one.Refusals);
                    kept.AddRange(one.IsRefused ? [] : one.Value);
                }
                else if (name != "documents")
                {
                    fields[name] = await TextAsync(part.Body, ct);
                }
            }
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException and not BadHttpRequestException)
        {
            isOurs = false;
        }

        if (isOurs && problems.Count == 0)
        {
            return new PapersForm(fields, kept);
        }

        documents.Discard(kept);
        return isOurs ? new PapersForm(fields, Result<IReadOnlyList<CaseDocuments.Kept>>.Refuse(problems)) : null;
    }

    private static async Task<string> TextAsync(Stream part, CancellationToken ct)
    {
        var buffer = new byte[LongestField];
        var length = await part.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, ct);
        return length < buffer.Length ? Encoding.UTF8.GetString(buffer, 0, length).Replace("\0", "", StringComparison.Ordinal).Trim() : "";
    }
}

/// <summary>An endpoint that takes the papers of one form, and a little more, so that the act says no in words.</summary>
public sealed class TakesCasePapers : IRequestSizeLimitMetadata
{
    public long? MaxRequestBodySize => ((CaseDocuments.Most * (long)CaseDocuments.MostBytes) + (1024 * 1024));
}
