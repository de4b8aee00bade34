using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xinheng.Platform.Catalogue.Publishing;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Law;
using Xinheng.Platform.Programmes.FictionalProvince;
using Xinheng.Testing;
using Xinheng.Web.Hosting;

namespace Xinheng.Web.Tests.Outputs;

/// <summary>The fictional province through the whole platform, with all that was logged on the way (as the program logs, no more), and every number of a person in it.</summary>
public sealed class SeededWorld : IAsyncLifetime
{
    private readonly StringBuilder log = new();
    private WebApplication app = null!;

    internal TestPlatform Platform { get; private set; } = null!;

    public HttpClient Client { get; private set; } = null!;

    public PersonNumbersIn Numbers { get; } = new();

    public string Log
    {
        get
        {
            lock (log)
            {
                return log.ToString();
            }
        }
    }

    public async ValueTask InitializeAsync()
    {
        Platform = await TestPlatform.CreateAsync(services => services
            .AddSingleton(LoggerFactory.Create(l => l.SetMinimumLevel(LogLevel.Trace).AddProvider(new Writing(log))))
            .AddSingleton(typeof(ILogger<>), typeof(Logger<>))
            .AddSingleton<ILogger<JobRunner>>(s => s.GetRequiredService<JobFaults>()));
        var size = new WorldSize(600, 2_400, 7);
        var world = new World(size, Platform.Get<Clock>().Today, (await Platform.Get<CatalogueInForce>().CurrentAsync(default)).Pack);
        foreach (var row in world.Files().SelectMany(file => file.Rows()))
        {
            Array.ForEach(row, Numbers.Learn);
        }

        Assert.True((await Platform.Get<SeedWorld>().RunAsync(size, null, default)).Value.Entered > 1_000);
        app = XinhengHost.Build(new WebSettings { Urls = "http://127.0.0.1:0", PublicCostPerMinute = 0 }, rooms =>
        {
            House.AddRooms(rooms.Services, Platform.Folder, Platform.Database, Platform.Clock);
            rooms.Logging.ClearProviders().SetMinimumLevel(LogLevel.Trace).AddProvider(new Writing(log));
        });
        await app.StartAsync();
        Client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
    }

    public async ValueTask DisposeAsync()
    {
        Client?.Dispose();
        if (app is not null)
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }

        await Platform.DisposeAsync();
    }

    private sealed class Writing(StringBuilder log) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (log)
            {
                log.Append(formatter(state, exception)).Append(' ').Append(state).Append(' ').Append(exception).Append('\n');
            }
        }

        public void Dispose()
        {
        }
    }
}
