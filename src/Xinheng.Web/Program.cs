using Xinheng.Platform.Publication;
using Xinheng.Web.Hosting;

var configuration = new ConfigurationBuilder()
    .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true)
    .AddEnvironmentVariables("XINHENG__")
    .AddCommandLine(args.Length > 0 && args[0] == "serve" ? args[1..] : [])
    .Build();
var read = WebSettings.Read(configuration);
if (!read.TryGet(out var settings))
{
    await Console.Error.WriteLineAsync(string.Join(Environment.NewLine, read.Refusals.Select(refusal => refusal.Message)));
    return 2;
}

await using var app = XinhengHost.Build(settings, rooms => rooms.Services
    .AddSingleton<PublicSubjects>()
    .AddSingleton<PublicRecords>()
    .AddSingleton<DisclosureLists>()
    .AddSingleton<PublicCatalogue>());
await app.RunAsync();
return 0;
