using System.IO.Compression;
using System.Net;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Xinheng.Model.Journal;
using Xinheng.Model.Publication;

namespace Xinheng.Mirror;

/// <summary>A page of the feed as it came: what to take over, what to drop, where to go on.</summary>
public sealed record Page(IReadOnlyList<Line> Changed, IReadOnlyList<Guid> Gone, string Cursor)
{
    public bool IsEmpty => Changed.Count + Gone.Count == 0;
}

/// <summary>The platform, asked over HTTP. Everything signed is checked before it is believed; whoever says "wait" is waited for.</summary>
public sealed class Source(HttpClient http, IReadOnlyList<VerifyingKey> keys)
{
    private const int MostWaits = 20;

    private static readonly TimeSpan UsualWait = TimeSpan.FromSeconds(2);

    /// <summary>The keys the platform says it signs with. Get them once, by a way you trust, and keep them.</summary>
    public static async Task<IReadOnlyList<VerifyingKey>> KeysAsync(HttpClient http, CancellationToken ct)
    {
        using var asked = new HttpRequestMessage(HttpMethod.Get, "api/v1/transparency/keys");
        asked.Headers.Accept.ParseAdd("application/x-pem-file");
        using var answer = await http.SendAsync(asked, ct);
        return ReadKeys(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync(ct));
    }

    public static IReadOnlyList<VerifyingKey> ReadKeys(string pem) =>
    [
        .. pem.Split("-----END PUBLIC KEY-----", StringSplitOptions.RemoveEmptyEntries).Where(part => part.Contains("BEGIN", StringComparison.Ordinal))
            .Select(part => VerifyingKey.FromPem(part + "-----END PUBLIC KEY-----\n").Value),
    ];

    public async Task<SnapshotManifest> ManifestAsync(CancellationToken ct)
    {
        var bytes = await GetAsync("api/v1/open/snapshots/latest", ct) ?? throw new MirrorException("没有取到快照清单。");
        var read = SignedSnapshot.Parse(bytes);
        if (!read.TryGet(out var signed) || !signed.Verify(keys).TryGet(out var manifest))
        {
            throw new MirrorException($"快照清单不可信：{(read.IsRefused ? read : null)?.Refusals[0].Message ?? "签名不对。"}");
        }

        if (manifest.Checkpoint is { } note && (!SignedCheckpoint.Parse(note).TryGet(out var checkpoint)
            || checkpoint.Checkpoint.Origin != manifest.Origin || !keys.Any(key => !checkpoint.Verify(key).IsRefused)))
        {
            throw new MirrorException("快照清单所载的日志检查点签名不对。");
        }

        return manifest;
    }

    /// <summary>A part's lines; null when the source has another by now.</summary>
    public async Task<byte[]?> PartAsync(SnapshotPart part, CancellationToken ct)
    {
        var file = part.Files.Single(f => f.Format == SnapshotFile.JsonLines);
        if (await GetAsync($"api/v1/open/snapshots/{Uri.EscapeDataString(file.Name)}", ct) is not { } packed)
        {
            return null;
        }

        if (packed.Length != file.Bytes || Hash256.Of(packed) != file.Sha256)
        {
            throw new MirrorException($"分卷 {file.Name} 与清单所载的摘要不符。");
        }

        using var lines = new MemoryStream();
        await using (var gzip = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress))
        {
            await gzip.CopyToAsync(lines, ct);
        }

        var plain = lines.ToArray();
        return Hash256.Of(plain) == part.Digest ? plain : throw new MirrorException($"分卷 {file.Name} 的内容与清单所载的摘要不符。");
    }

    /// <summary>Null: the cursor is too old or from elsewhere, and one starts anew.</summary>
    public async Task<Page?> ChangesAsync(string cursor, CancellationToken ct)
    {
        if (await GetAsync($"api/v1/open/changes?cursor={Uri.EscapeDataString(cursor)}", ct) is not { } bytes)
        {
            return null;
        }

        using var page = JsonDocument.Parse(bytes);
        var (changed, gone) = (new List<Line>(), new List<Guid>());
        foreach (var item in page.RootElement.GetProperty("items").EnumerateArray())
        {
            if (item.TryGetProperty("record", out var record))
            {
                changed.Add(Line.Parse(JsonMarshal.GetRawUtf8Value(record).ToArray()));
            }
            else
            {
                gone.Add(item.GetProperty("id").GetGuid());
            }
        }

        return new Page(changed, gone, page.RootElement.GetProperty("cursor").GetString()!);
    }

    // Null for 410: what was asked for is gone, and there is something newer.
    private async Task<byte[]?> GetAsync(string path, CancellationToken ct)
    {
        for (var waits = 0; ; waits++)
        {
            using var answer = await http.GetAsync(new Uri(path, UriKind.Relative), ct);
            if (answer.IsSuccessStatusCode)
            {
                return await answer.Content.ReadAsByteArrayAsync(ct);
            }

            if (answer.StatusCode == HttpStatusCode.Gone)
            {
                return null;
            }

            var mayWait = answer.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable
                || (answer.StatusCode == HttpStatusCode.NotFound && answer.Headers.RetryAfter is not null);
            if (!mayWait || waits == MostWaits)
            {
                throw new MirrorException($"{path} 回答 {(int)answer.StatusCode}：{Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync(ct))}");
            }

            await Task.Delay(answer.Headers.RetryAfter?.Delta ?? UsualWait, ct);
        }
    }
}
