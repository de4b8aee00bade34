using System.Text;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Xinheng.Model.Collection;
using Xinheng.Model.Foundation;
using Xinheng.Web.Api.Collection;

namespace Xinheng.Web.Workbench.Collection;

/// <summary>
/// A file from a form, read off the wire: the framework's own reading would lay persons' numbers as plain text into a
/// temporary file. The form's token comes first and is checked before a byte of the file is taken.
/// </summary>
/// <param name="Item">Code of the item it is handed in for.</param>
/// <param name="File">As it comes off the wire.</param>
/// <param name="Head">Of a pasted block: whether its first line names columns (<c>yes</c>, <c>no</c>) or is to be looked at; null for a file.</param>
public sealed record UploadedFile(string Item, Result<PostedFile> File, string? Head = null)
{
    private const string Token = "__RequestVerificationToken";
    private const int LongestField = 4 * 1024;

    private static readonly Refusal NoFile = Refusal.Invalid("collection.no-file", "还没有选文件，也没有粘贴内容。", "file");

    /// <summary>Null when the form is not ours: no token, a wrong one, or no form at all.</summary>
    public static async Task<UploadedFile?> OpenAsync(HttpContext http, IAntiforgery antiforgery, CancellationToken ct)
    {
        if (!MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type)
            || HeaderUtilities.RemoveQuotes(type.Boundary) is not { Length: > 0 and <= 200 } boundary)
        {
            return null;
        }

        try
        {
            return await ReadAsync(http, antiforgery, new MultipartReader(boundary.ToString(), http.Request.Body), ct);
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException and not BadHttpRequestException)
        {
            return null;
        }
    }

    private static async Task<UploadedFile?> ReadAsync(
        HttpContext http, IAntiforgery antiforgery, MultipartReader parts, CancellationToken ct)
    {
        var (item, head, isOurs) = ("", "", false);
        while (await parts.ReadNextSectionAsync(ct) is { } part)
        {
            if (part.GetContentDispositionHeader() is not { } about)
            {
                continue;
            }

            switch (HeaderUtilities.RemoveQuotes(about.Name).ToString())
            {
                case Token:
                    http.Request.Headers["RequestVerificationToken"] = await TextAsync(part.Body, ct);
                    isOurs = await antiforgery.IsRequestValidAsync(http);
                    break;
                case "item":
                    item = await TextAsync(part.Body, ct);
                    break;
                case "head":
                    head = await TextAsync(part.Body, ct);
                    break;
                case "file" when isOurs:
                    return new(item, Of(HeaderUtilities.RemoveQuotes(about.FileNameStar.HasValue ? about.FileNameStar : about.FileName).ToString(), part.Body));
                case "pasted" when isOurs:
                    return new(item, new PostedFile(SubmissionFormat.Csv, part.Body), head);
            }
        }

        return isOurs ? new(item, NoFile) : null;
    }

    private static Result<PostedFile> Of(string fileName, Stream content) => fileName.Length == 0
        ? NoFile
        : SubmissionFormats.FromFileName(fileName).Map(format => new PostedFile(format, content));

    private static async Task<string> TextAsync(Stream part, CancellationToken ct)
    {
        var buffer = new byte[LongestField];
        var length = await part.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, ct);
        return length < buffer.Length ? Encoding.UTF8.GetString(buffer, 0, length) : "";
    }
}
