using System.Net;
using Xinheng.Model.Cases.Rectifying;
using Xinheng.Model.Cases.Reporting;
using Xinheng.Platform.Cases.Rectifying;
using Xinheng.Platform.Cases.Reporting;
using Xinheng.Platform.Programmes.FictionalProvince;
using Xinheng.Testing;

namespace Xinheng.Browser.Tests;

/// <summary>An order to correct and an interview about the firm that signs in, and a complaint for the desk to look at.</summary>
internal static class Corrected
{
    public static Guid Rectification { get; private set; }

    public static Guid Interview { get; private set; }

    public static Guid Complaint { get; private set; }

    public static async Task MakeAsync(TestPlatform platform)
    {
        var whom = new WhomItConcerns.Given(null, (await platform.Get<Inhabitants>().FirmAsync(default))!.Code);
        var today = DateOnly.FromDateTime(platform.Clock.GetUtcNow().Date);
        Rectification = (await platform.Get<OrderRectification>().RunAsync(new(
            whom, "云市监改〔2026〕5号", "后厨没有防鼠设施", "装好挡鼠板并提交照片", today.AddDays(12), "安装需要十天"), platform.Reviewer, default)).Value.Value;
        var interview = (await platform.Get<CallInterview>().RunAsync(new(
            null, whom, InterviewKind.Hint, "多次被投诉卫生状况", platform.Clock.GetUtcNow(), "云汀市示例路1号"), platform.Reviewer, default)).Value;
        _ = (await platform.Get<HoldInterview>().RunAsync(new(
            interview, true, platform.Clock.GetUtcNow(), "张示例", "指出问题，说明后果。", "七日内整改完毕", today.AddDays(9)), platform.Reviewer, default)).Value;
        Interview = interview.Value;
        Complaint = (await platform.Get<FileReport>().RunAsync(new(
            ReportKind.Complaint, "slow", "department", TestPlatform.OtherAuthority, "", "申请交了一个月没有答复。", Reporter.Read("欧阳示例", "0371-12345678").Value),
            null, IPAddress.Loopback, default)).Answer.Value.Id;
        await platform.DrainAsync();
    }
}
