using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Xinheng.Model.Exchange;
using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.Exchange.Sending;

/// <summary>What came of one try: a status with its body, or in one word why there is none.</summary>
internal sealed record Posted(int? Status, byte[] Body, string? Failure);

/// <summary>Speaks HTTP to subscribers: signed by Standard Webhooks 1.0, with time limits, without following redirects or proxies.</summary>
public sealed class WebhookPost(Clock clock) : IDisposable
{
    private const int LongestAnswer = 512 * 1024;

    /// <summary>How long one try may take in all.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(15);

    private readonly HttpClient http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false, UseCookies = false, UseProxy = false,
        ConnectTimeout = TimeSpan.FromSeconds(5), PooledConnectionLifetime = TimeSpan.FromMinutes(5), MaxResponseHeadersLength = 16,
    })
    { Timeout = Timeout.InfiniteTimeSpan };

    internal Task<Posted> SendAsync(string address, Guid message, byte[] body, IReadOnlyList<WebhookSecret> secrets, CancellationToken ct)
    {
        var (id, now) = (message.ToString(), clock.Now);
        var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", WebhookSecret.SignWithAll(secrets, id, now, body));
        return AskAsync(request, ct);
    }

    /// <summary>Looks at a subscriber's own page, as anybody would.</summary>
    internal async Task<int?> LookAsync(Uri page, CancellationToken ct) => (await AskAsync(new HttpRequestMessage(HttpMethod.Get, page), ct, readsBody: false)).Status;

    public void Dispose() => http.Dispose();

    private async Task<Posted> AskAsync(HttpRequestMessage request, CancellationToken ct, bool readsBody = true)
    {
        using (request)
        using (var patience = CancellationTokenSource.CreateLinkedTokenSource(ct))
        {
            patience.CancelAfter(Patience);
            try
            {
                request.Headers.UserAgent.Add(new ProductInfoHeaderValue("xinheng", "1"));
                using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
                return new Posted((int)answer.StatusCode, readsBody ? await BodyAsync(answer, patience.Token) : [], null);
            }
            catch (OperationCanceledException) when (!ct.IsCancellationRequested)
            {
                return new Posted(null, [], "timeout");
            }
            catch (HttpRequestException world)
            {
                return new Posted(null, [], world.HttpRequestError switch
                {
                    HttpRequestError.NameResolutionError => "no-such-host",
                    HttpRequestError.ConnectionError => "no-connection",
                    HttpRequestError.SecureConnectionError => "tls",
                    _ => "broken-answer",
                });
            }
            catch (IOException)
            {
                return new Posted(null, [], "broken-answer");
            }
        }
    }

    // Longer than any list of ids can be is no answer to us.
    private static async Task<byte[]> BodyAsync(HttpResponseMessage answer, CancellationToken ct)
    {
        await using var stream = await answer.Content.ReadAsStreamAsync(ct);
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (int read; body.Length < LongestAnswer && (read = await stream.ReadAsync(buffer, ct)) > 0;)
        {
            body.Write(buffer, 0, read);
        }

        return body.Length < LongestAnswer && answer.StatusCode != HttpStatusCode.NoContent ? body.ToArray() : [];
    }
}
