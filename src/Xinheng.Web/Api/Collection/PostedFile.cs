using System.IO.Pipelines;
using Xinheng.Model.Collection;
using Xinheng.Model.Foundation;

namespace Xinheng.Web.Api.Collection;

/// <summary>A file as the body of a request: its format found out, its bytes still on the wire.</summary>
public sealed record PostedFile(SubmissionFormat Format, Stream Content)
{
    private const int Start = 512;

    /// <summary>By <c>?format=</c>, else by Content-Type, else by how the bytes begin.</summary>
    public static async Task<Result<PostedFile>> OpenAsync(HttpRequest request, CancellationToken ct)
    {
        if (request.Query["format"].ToString() is { Length: > 0 } named)
        {
            return SubmissionFormats.Parse(named).Map(format => new PostedFile(format, request.Body));
        }

        var type = (request.ContentType ?? "").Split(';')[0].Trim().ToLowerInvariant();
        if (type.StartsWith("multipart/", StringComparison.Ordinal))
        {
            return Refusal.Invalid("collection.format.multipart", "请把文件本身作为请求体提交，不要用表单包装（multipart）。");
        }

        return OfType(type) is { } known
            ? new PostedFile(known, request.Body)
            : await SniffAsync(request.BodyReader, ct);
    }

    /// <summary>Judges by the first bytes and gives them back.</summary>
    public static async Task<Result<PostedFile>> SniffAsync(PipeReader body, CancellationToken ct)
    {
        var read = await body.ReadAtLeastAsync(Start, ct);
        Span<byte> start = stackalloc byte[Start];
        var length = (int)Math.Min(Start, read.Buffer.Length);
        System.Buffers.BuffersExtensions.CopyTo(read.Buffer.Slice(0, length), start);
        body.AdvanceTo(read.Buffer.Start);   // looked at, not taken
        return SubmissionFormats.Sniff(start[..length]).Map(format => new PostedFile(format, body.AsStream()));
    }

    private static SubmissionFormat? OfType(string type) => type switch
    {
        "text/csv" or "text/tab-separated-values" => SubmissionFormat.Csv,
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" => SubmissionFormat.Xlsx,
        "application/json" => SubmissionFormat.Json,
        "application/x-ndjson" or "application/ndjson" or "application/jsonl" => SubmissionFormat.NdJson,
        _ => null,
    };
}
