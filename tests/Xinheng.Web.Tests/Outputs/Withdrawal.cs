using System.IO.Compression;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xinheng.Model.Foundation;
using Xinheng.Model.Records;
using Xinheng.Platform.Publication;
using Xinheng.Platform.Publication.OpenData;
using Xinheng.Platform.Records;
using Xinheng.Testing;
using Xinheng.Web.Hosting;
using Xinheng.Web.Hosting.Keeping;

namespace Xinheng.Web.Tests.Outputs;

/// <summary>A real platform with a withdrawal in it: what every registered output answered before, and answers since.</summary>
public partial class Withdrawal : IAsyncLifetime
{
    /// <summary>How the records stand in every answer; nothing else in the world contains it.</summary>
    public const string Withdrawn = "云市监罚〔2026〕902号", Staying = "云市监罚〔2026〕901号";

    private TestPlatform platform = null!;
    private WebApplication app = null!;
    private HttpClient client = null!;
    private PublicRecord record = null!;

    /// <summary>By what an output shows the record: a badge has no room for more than how things stand.</summary>
    public static string SignIn(string route) => route switch
    {
        "/badge/{identifier}.svg" => "公示中 2 条",
        "/badge/records/{id}.svg" => "公示中，至",
        _ => Withdrawn,
    };

    /// <summary>False: the same world with nothing withdrawn in it.</summary>
    public bool Withdraws { get; init; } = true;

    public TestPlatform Platform => platform;

    public Guid RecordId => record.Id;

    public Dictionary<string, string> Before { get; } = [];

    /// <summary>The routes of all outputs, as they registered themselves.</summary>
    public static IReadOnlyList<string> Registered { get; } = ReadRegistered();

    public async ValueTask InitializeAsync()
    {
        platform = await TestPlatform.CreateAsync();
        await platform.ApproveAsync(await platform.SubmitAsync("CF_LP", new PenaltyFile().Add(1, 901).Add(1, 902).ToString()));
        record = (await platform.Get<PublicRecords>().OfSubjectAsync(PenaltyFile.Code(1), null, null, null, default))
            .Single(r => r.DocumentNumber == Withdrawn);
        await platform.Get<OpenFeed>().CatchUpAsync(default);
        await platform.Get<OpenSnapshot>().WriteAsync(default);
        app = XinhengHost.Build(new WebSettings { Urls = "http://127.0.0.1:0", PublicCostPerMinute = 0 }, rooms =>
        {
            House.AddRooms(rooms.Services, platform.Folder, platform.Database, platform.Clock);
            rooms.Services.AddHostedService<ChangeListener>();
            rooms.Services.AddHostedService<OpenDataLoop>();
            rooms.Logging.ClearProviders();
        });
        await app.StartAsync();
        client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        foreach (var route in Registered)
        {
            Before[route] = await AnswerAsync(route);
        }

        if (Withdraws)
        {
            await TakeAwayAsync(platform, new RecordId(record.Id));
        }
    }

    /// <summary>By what the record leaves.</summary>
    protected virtual async Task TakeAwayAsync(TestPlatform at, RecordId gone) => _ = (await at.Get<WithdrawRecord>().RunAsync(
        new(gone, WithdrawalKind.Mistake, "复议决定撤销原处罚", "云府复〔2026〕3号", null), at.Reviewer, default)).Value;

    /// <summary>Feed and files say at once what they say within the minute.</summary>
    public async Task FollowAsync()
    {
        await platform.Get<OpenFeed>().CatchUpAsync(default);
        await platform.Get<OpenSnapshot>().WriteAsync(default);
    }

    /// <summary>What the output answers about the record, its subject, its item and its act.</summary>
    public async Task<string> AnswerAsync(string route)
    {
        var path = Part().Replace(route, part => Uri.EscapeDataString(part.Groups[1].Value switch
        {
            "id" => record.Id.ToString(),
            "identifier" => PenaltyFile.Code(1),
            "item" => "CF_LP",
            "act" => "penalty",
            "file" => platform.Get<OpenFolder>().Current!.Manifest.Parts.Single().Files[0].Name,
            var other => throw new InvalidOperationException($"Which {{{other}}} does {route} show the record under? Say it here."),
        }));
        path += route == "/search" ? $"?q={Uri.EscapeDataString(Withdrawn[..^2])}" : "";
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
        if (answer.Content.Headers.ContentType?.MediaType != "application/gzip")
        {
            return await answer.Content.ReadAsStringAsync();
        }

        using var unpacked = new StreamReader(new GZipStream(await answer.Content.ReadAsStreamAsync(), CompressionMode.Decompress));
        return await unpacked.ReadToEndAsync();
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        client?.Dispose();
        if (app is not null)
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }

        await platform.DisposeAsync();
    }

    private static IReadOnlyList<string> ReadRegistered()
    {
        using var app = XinhengHost.Build(new WebSettings(), rooms => House.AddEmptyRooms(rooms.Services, TimeProvider.System));
        return [.. ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<ShowsRecordsAttribute>() is not null)
            .Select(endpoint => endpoint.RoutePattern.RawText!)];
    }

    [GeneratedRegex(@"\{\**(\w+)[^}]*\}")]
    private static partial Regex Part();
}
