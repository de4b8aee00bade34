using System.CommandLine;
using Xinheng.Platform;
using Xinheng.Platform.Exchange.Sending;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Foundation.Postgres;
using Xinheng.Platform.Journal;
using Xinheng.Platform.Publication.OpenData;
using Xinheng.Web.Hosting;
using Xinheng.Web.Hosting.Assets;
using Xinheng.Web.Hosting.Keeping;

namespace Xinheng.Web.Commands;

internal static class ServeCommand
{
    public static Command Create()
    {
        var doors = new Option<string?>("--doors") { Description = "开放的入口，逗号分隔：portal,me,workbench,api；不给则全部" };
        var urls = new Option<string?>("--urls") { Description = "监听地址，默认 http://127.0.0.1:8080" };
        var seed = new Option<string?>("--seed-if-empty") { Description = "库中没有主体时先建立虚构省份：small 或 large" };
        var command = new Command("serve", "启动门户与平台") { doors, urls, seed };
        command.Over(async (installation, parsed, answer, ct) =>
        {
            var configuration = Installation.Settings().AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Doors"] = parsed.GetValue(doors), ["Urls"] = parsed.GetValue(urls),
            }.Where(s => s.Value is not null)).Build();
            var settings = WebSettings.Read(configuration);
            if (settings.IsRefused)
            {
                return answer.Refuse(settings.Refusals);
            }

            if (parsed.GetValue(seed) is { } world && await SeedCommand.IfEmptyAsync(installation, world, answer, ct) is > 0 and var code)
            {
                return code;
            }

            await ServeAsync(installation, settings.Value, ct);
            return Answer.Done;
        });
        return command;
    }

    private static async Task ServeAsync(Installation installation, WebSettings settings, CancellationToken ct)
    {
        await using var app = XinhengHost.Build(settings, builder => builder.Services
            .AddXinheng(installation.Options, installation.Database)
            .AddHostedService<PostgresKeeper>()
            .AddHostedService<JobLoop>()
            .AddHostedService<SealerLoop>()
            .AddHostedService<ChangeListener>()
            .AddHostedService<OpenDataLoop>()
            .AddHostedService<ExchangeLoop>()
            .AddHostedService<SiteWatch>()
            .AddHealthChecks().AddCheck<DatabaseReady>("database"));
        await app.StartAsync(ct);
        Answer.Progress($"信衡已启动：{string.Join(" ", app.Urls)}（按 Ctrl+C 停止）");
        await app.WaitForShutdownAsync(ct);
    }
}
