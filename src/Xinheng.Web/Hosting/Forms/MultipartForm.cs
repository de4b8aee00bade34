using System.Text;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Xinheng.Web.Hosting.Forms;

/// <summary>
/// A form with papers, read off the wire: nothing of them lies in a temporary file in clear. The form's token comes first and is checked before a
/// byte of a paper is taken; what the form says comes before the papers.
/// </summary>
public static class MultipartForm
{
    private const string Token = "__RequestVerificationToken";
    private const int LongestField = 16 * 1024;
    private const int MostFields = 200;

    /// <summary>Null when the form is not ours: no token, a wrong one, or no form at all.</summary>
    /// <param name="keep">Takes each paper in turn: what the form said before it, its name and its bytes.</param>
    public static async Task<IReadOnlyList<(string Name, string Value)>?> ReadAsync(
        HttpContext http, IAntiforgery antiforgery, Func<IReadOnlyList<(string Name, string Value)>, string, Stream, Task> keep, CancellationToken ct)
    {
        if (!MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type)
            || HeaderUtilities.RemoveQuotes(type.Boundary) is not { Length: > 0 and <= 200 } boundary)
        {
            return null;
        }

        List<(string Name, string Value)> fields = [];
        var isOurs = false;
        var parts = new MultipartReader(boundary.ToString(), http.Request.Body);
        try
        {
            while (fields.Count < MostFields && await parts.ReadNextSectionAsync(ct) is { } part)
            {
                if (part.GetContentDispositionHeader() is not { } about)
                {
                    continue;
                }

                var name = HeaderUtilities.RemoveQuotes(about.Name).ToString();
                if (name == Token)
                {
                    http.Request.Headers["RequestVerificationToken"] = await TextAsync(part.Body, ct);
                    isOurs = await antiforgery.IsRequestValidAsync(http);
                }
                else if (about.FileName.HasValue || about.FileNameStar.HasValue)
                {
                    if (HeaderUtilities.RemoveQuotes(about.FileNameStar.HasValue ? about.FileNameStar : about.FileName).ToString() is { Length: > 0 } file && isOurs)
                    {
                        await keep(fields, file, part.Body);
                    }
                }
                else
                {
                    fields.Add((name, await TextAsync(part.Body, ct)));
                }
            }
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException and not BadHttpRequestException)
        {
            return null;
        }

        return isOurs ? fields : null;
    }

    /// <summary>The fields of a form without papers.</summary>
    public static IReadOnlyList<(string Name, string Value)> Of(IFormCollection form) =>
        [.. form.SelectMany(field => field.Value.OfType<string>().Select(value => (field.Key, GivenForm.Plain(value))))];

    private static async Task<string> TextAsync(Stream part, CancellationToken ct)
    {
        var buffer = new byte[LongestField];
        var length = await part.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, ct);
        return length < buffer.Length ? GivenForm.Plain(Encoding.UTF8.GetString(buffer, 0, length)) : "";
    }
}
