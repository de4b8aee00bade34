using Xinheng.Model.People;
using Xinheng.Platform.Publication.Articles;
using Xinheng.Testing;

namespace Xinheng.Browser.Tests;

/// <summary>Articles for the pages to show: with every kind of text they may hold, and one with the longest title.</summary>
internal static class Written
{
    private const string Body = """
        ## 做法

        许可、处罚作出**当日**报送，次日上网。详见[行政公示](/disclosures)。

        - 窗口提醒
        - 逐条核对

        1. 先报送
        2. 后归档

        > 有异议的，可以随时提出。

        ### 下一步

        继续压缩时间。
        """;

    public static Task<Guid> NewsAsync(TestPlatform platform) => PublishAsync(platform, "news", new ArticleDraft("夏季双公示提速", Body));

    public static Task<Guid> PolicyAsync(TestPlatform platform) => PublishAsync(platform, "policy", new ArticleDraft(
        "关于" + string.Concat(Enumerable.Repeat("进一步做好行政许可和行政处罚等信用信息公示", 4)) + "工作的通知", Body,
        "信衡省社会信用体系建设领导小组办公室", "信信办〔2026〕3号", new DateOnly(2026, 3, 2)));

    public static async Task<Guid> WithdrawnAsync(TestPlatform platform)
    {
        var id = await PublishAsync(platform, "news", new ArticleDraft("诚信宣传周安排", Body));
        _ = (await platform.Get<WithdrawArticle>().RunAsync(new(id, "活动改期，安排另行公布"), Caller.TheProgram, default)).Value;
        return id;
    }

    public static Task<Guid> WaitingAsync(TestPlatform platform) => WriteAsync(platform, "news", new ArticleDraft("云汀市一季度报送情况", Body));

    private static async Task<Guid> PublishAsync(TestPlatform platform, string kind, ArticleDraft draft)
    {
        var id = await WriteAsync(platform, kind, draft);
        _ = (await platform.Get<ApproveArticle>().RunAsync(new(id, 1, null, null), Caller.TheProgram, default)).Value;
        return id;
    }

    private static async Task<Guid> WriteAsync(TestPlatform platform, string kind, ArticleDraft draft) =>
        (await platform.Get<WriteArticle>().RunAsync(new(null, kind, draft, true), platform.Maker, default)).Value;
}
