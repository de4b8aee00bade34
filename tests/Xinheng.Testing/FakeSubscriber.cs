using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Xinheng.Testing;

/// <summary>What came in at a subscriber: headers of Standard Webhooks and the body, byte for byte.</summary>
public sealed record Delivered(string Id, string Timestamp, string Signature, byte[] Body)
{
    /// <summary>Ids of the tombstones named, in their order.</summary>
    public IReadOnlyList<Guid> Tombstones { get; } =
        [.. JsonDocument.Parse(Body).RootElement.GetProperty("data").GetProperty("tombstones").EnumerateArray().Select(t => t.GetProperty("id").GetGuid())];
}

/// <summary>What a subscriber answers.</summary>
public sealed record Given(int Status, string Body = "", string? Location = null)
{
    public static Given Confirming(IEnumerable<Guid> ids) => new(200, JsonSerializer.Serialize(new { acknowledged = ids }));
}

/// <summary>
/// A subscriber's server on this machine: as honest, slow, broken or dishonest as a test makes it. Its pages of records are at
/// /records/{id} and show whatever is in <see cref="Shows"/>.
/// </summary>
public sealed class FakeSubscriber : IAsyncDisposable
{
    private readonly int port;
    private HttpListener? listener;
    private Task serving = Task.CompletedTask;

    public FakeSubscriber()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        port = ((IPEndPoint)probe.LocalEndpoint).Port;
        probe.Stop();
        ComeUp();
    }

    public string Webhook => $"http://127.0.0.1:{port}/hook";

    public string Probe => $"http://127.0.0.1:{port}/records/{{record}}";

    /// <summary>Everything received, in its order; also what was then not answered.</summary>
    public ConcurrentQueue<Delivered> Received { get; } = [];

    /// <summary>Records whose page is still there.</summary>
    public ConcurrentDictionary<Guid, bool> Shows { get; } = [];

    /// <summary>Confirms everything, unless a test says otherwise.</summary>
    public Func<Delivered, Task<Given>> Answers { get; set; } = delivered => Task.FromResult(Given.Confirming(delivered.Tombstones));

    public void ComeUp()
    {
        listener = new HttpListener();
        listener.Prefixes.Add($"http://127.0.0.1:{port}/");
        listener.Start();
        serving = ServeAsync(listener);
    }

    public async Task GoDownAsync()
    {
        listener?.Close();
        await serving;
        listener = null;
    }

    public async ValueTask DisposeAsync() => await GoDownAsync();

    private async Task ServeAsync(HttpListener at)
    {
        List<Task> answering = [];
        try
        {
            while (true)
            {
                answering.Add(AnswerAsync(await at.GetContextAsync()));
            }
        }
        catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException or InvalidOperationException)
        {
            await Task.WhenAll(answering);
        }
    }

    private async Task AnswerAsync(HttpListenerContext http)
    {
        try
        {
            var given = http.Request.HttpMethod == "GET" ? Page(http.Request) : await Answers(await ReadAsync(http.Request));
            http.Response.StatusCode = given.Status;
            if (given.Location is { } elsewhere)
            {
                http.Response.RedirectLocation = elsewhere;
            }

            await http.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(given.Body));
            http.Response.Close();
        }
        catch (Exception gone) when (gone is HttpListenerException or ObjectDisposedException or InvalidOperationException or IOException)
        {
            // Whoever asked has gone, or the server has: there is nobody to answer.
        }
    }

    private Given Page(HttpListenerRequest request) =>
        Guid.TryParse(request.Url!.Segments[^1], out var record) && Shows.ContainsKey(record) ? new Given(200, "still here") : new Given(404);

    private async Task<Delivered> ReadAsync(HttpListenerRequest request)
    {
        using var body = new MemoryStream();
        await request.InputStream.CopyToAsync(body);
        var delivered = new Delivered(
            request.Headers["webhook-id"]!, request.Headers["webhook-timestamp"]!, request.Headers["webhook-signature"]!, body.ToArray());
        Received.Enqueue(delivered);
        return delivered;
    }
}
