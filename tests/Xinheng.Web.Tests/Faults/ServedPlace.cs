using System.Net;
using System.Text.RegularExpressions;

namespace Xinheng.Web.Tests.Faults;

/// <summary>An installation that is serving: the real executable on a free port.</summary>
internal sealed partial class ServedPlace : IAsyncDisposable
{
    private readonly Child program;

    private ServedPlace(Child program, Uri address) => (this.program, Client) = (program, new HttpClient { BaseAddress = address });

    public HttpClient Client { get; }

    public bool HasEnded => program.HasEnded;

    public string Errors => program.Errors;

    /// <summary>SIGKILL.</summary>
    public Task KillAsync() => program.KillAsync();

    public static Task<ServedPlace> StartAsync(Place place) =>
        StartAsync(place.StartWith(new() { ["XINHENG__PublicCostPerMinute"] = "0" }, "serve", "--urls", "http://127.0.0.1:0"));

    /// <summary>Waits until a program that was told to serve does.</summary>
    public static async Task<ServedPlace> StartAsync(Child program)
    {
        while (true)
        {
            if (Address().Match(program.Errors) is { Success: true } said)
            {
                return new ServedPlace(program, new Uri(said.Value));
            }

            Assert.False(program.HasEnded, program.Errors);
            await Task.Delay(20);
        }
    }

    public async Task<HttpStatusCode> StatusAsync(string path)
    {
        using var answer = await Client.GetAsync(new Uri(path, UriKind.Relative));
        return answer.StatusCode;
    }

    /// <summary>The bytes of a page that must be there.</summary>
    public async Task<byte[]> BytesAsync(string path)
    {
        using var answer = await Client.GetAsync(new Uri(path, UriKind.Relative));
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path} answered {answer.StatusCode}: {System.Text.Encoding.UTF8.GetString(bytes)}");
        return bytes;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (!program.HasEnded)
        {
            await program.StopAsync();
        }
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex Address();
}
