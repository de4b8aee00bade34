using System.Globalization;
using Xinheng.Mirror;
using Xinheng.Model.Journal;
using Xinheng.Model.Law;

if (args is not [var site, var folder, .. var rest] || !rest.All(word => word is "--follow" || word.StartsWith("--key=", StringComparison.Ordinal)))
{
    Console.Error.WriteLine("""
        xinheng-mirror：把一处信衡平台的开放数据复制到本地文件夹，并与来源逐卷核对。

          xinheng-mirror 平台地址 文件夹 [--key=公钥.pem] [--follow]

        第一次从快照建立副本，以后只取变更；到期（until）和撤下的记录随即删除。--follow 一直跟随，每 10 秒取一次。
        不给 --key 时，第一次取平台公布的公钥并存入文件夹，以后只认它。退出码：0 与来源一致，1 不一致或不可信，2 用法有误。
        """);
    return 2;
}

using var http = new HttpClient { BaseAddress = new Uri(site.TrimEnd('/') + "/") };
try
{
    var copy = Copy.Open(folder);
    var pinned = rest.FirstOrDefault(word => word.StartsWith("--key=", StringComparison.Ordinal))?["--key=".Length..] ?? Path.Combine(folder, "key.pem");
    if (!File.Exists(pinned))
    {
        await File.WriteAllTextAsync(pinned, string.Concat((await Source.KeysAsync(http, default)).Select((VerifyingKey key) => key.ToPem())));
    }

    var following = new Following(
        new Source(http, Source.ReadKeys(await File.ReadAllTextAsync(pinned))), copy, () => LegalTime.DateOf(TimeProvider.System.GetUtcNow()));
    while (true)
    {
        var standing = await following.CompareAsync(default);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{standing.Records} 条，摘要 {standing.Digest}，来源 {standing.OfSource}：")
            + (standing.IsEqual switch { true => "一致", false => $"不一致，分卷 {string.Join('、', standing.Differing)}", null => "来源一直在变，未能核对" }));
        if (!rest.Contains("--follow"))
        {
            return standing.IsEqual == true ? 0 : 1;
        }

        await Task.Delay(TimeSpan.FromSeconds(10));
    }
}
catch (Exception e) when (e is MirrorException or HttpRequestException)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}
