using System.Security.Cryptography;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Xinheng.Model.Publication;
using Xinheng.Web.Hosting;

namespace Xinheng.Web.Portal.Publication;

/// <summary>
/// A file to be checked is read once, to take its digest, and kept nowhere: the answer is the page about that digest. Whoever would
/// rather not send the file types the digest.
/// </summary>
public static class VerifyForms
{
    private const long MostBytes = 64 * 1024 * 1024;

    public static void Map(IEndpointRouteBuilder app) =>
        app.MapPost("/verify/file", DigestAsync).ExcludeFromDescription().DisableAntiforgery()
            .WithMetadata(new BehindAttribute(Door.Portal), new PublicReadAttribute(20) { MayBeKept = false }, new RequestSizeLimitAttribute(MostBytes));

    private static async Task<IResult> DigestAsync(HttpContext http, CancellationToken ct)
    {
        if (!MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type)
            || HeaderUtilities.RemoveQuotes(type.Boundary) is not { Length: > 0 and <= 200 } boundary)
        {
            return Results.Redirect("/verify");
        }

        try
        {
            var parts = new MultipartReader(boundary.ToString(), http.Request.Body);
            while (await parts.ReadNextSectionAsync(ct) is { } part)
            {
                if (part.GetContentDispositionHeader() is { } about && HeaderUtilities.RemoveQuotes(about.Name).ToString() == "file")
                {
                    var name = HeaderUtilities.RemoveQuotes(about.FileNameStar.HasValue ? about.FileNameStar : about.FileName).ToString();
                    return name.Length == 0 ? Results.Redirect("/verify?nofile=1") : Answer(await SHA256.HashDataAsync(part.Body, ct), name);
                }
            }
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException and not BadHttpRequestException)
        {
            // No form: answered like an empty one.
        }

        return Results.Redirect("/verify?nofile=1");
    }

    private static IResult Answer(byte[] digest, string name)
    {
        var address = $"/verify?digest={Convert.ToHexStringLower(digest)}";
        return Results.Redirect(CheckCode.InName(name) is { } code ? $"{address}&code={code}" : address, permanent: false, preserveMethod: false);
    }
}
