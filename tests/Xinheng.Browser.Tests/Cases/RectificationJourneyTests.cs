using Xinheng.Browser.Tests.Personas;
using Xinheng.Platform.Cases.Rectifying;
using Xinheng.Testing;

namespace Xinheng.Browser.Tests.Cases;

/// <summary>An order to correct by its real actors, on a clock that is moved: met; and missed, called, refused, handed on.</summary>
public sealed class RectificationJourneyTests(Site site)
{
    [Theory, MemberData(nameof(Sizes.Both), MemberType = typeof(Sizes))]
    public async Task Met_it_is_ordered_proved_verified_and_closed(int width)
    {
        await using var house = await CaseHouse.OpenAsync(site);
        var id = await OrderAsync(house, width);

        await house.Platform.SetTodayAsync(new DateOnly(2026, 6, 24));
        var firm = await house.AsAsync("/me firm", width);
        await firm.GotoAsync("/me");
        await firm.SeesAsync("轮到您了", "没有读过的通知");
        await firm.GotoAsync($"/me/rectifications/{id}");
        await firm.SeesAsync("后厨没有防鼠设施", "不收费");
        await firm.WriteAsync("改了什么，怎样改的", "挡鼠板已经装好。");
        await firm.GetByLabel("照片、票据、验收意见").SetInputFilesAsync(new Microsoft.Playwright.FilePayload
        {
            Name = "整改.jpg", MimeType = "image/jpeg", Buffer = [0xFF, 0xD8, 0xFF, 0xE0, 0, 1, 2, 3, 4, 5],
        });
        await firm.PressAsync("提交证明");
        await firm.SeesAsync("证明已提交", "整改.jpg", "待核查");

        await house.Platform.SetTodayAsync(new DateOnly(2026, 6, 29));
        var body = await house.AsAsync("reviewer", width);
        await body.GotoAsync($"/work/rectifications/{id}");
        await body.GetByLabel("已经改好，办结").CheckAsync();
        await body.WriteAsync("怎样核查的", "现场核查，已改好。");
        await body.PressAsync("写下核查结果");
        await body.SeesAsync("核查结果已写下", "已整改", "按期完成");
        await firm.ReloadAsync();
    }

    [Theory, MemberData(nameof(Sizes.Both), MemberType = typeof(Sizes))]
    public async Task Missed_it_is_listed_called_refused_and_handed_on(int width)
    {
        await using var house = await CaseHouse.OpenAsync(site);
        var id = await OrderAsync(house, width);

        await house.Platform.SetTodayAsync(new DateOnly(2026, 6, 30));
        await house.Platform.Get<NoteOverdueRectification>().SweepAsync(default);
        await house.Platform.DrainAsync();
        var desk = await house.AsAsync("desk", width);
        await desk.GotoAsync("/work/rectifications?filter=overdue");
        await desk.SeesAsync("后厨没有防鼠设施", "逾期 4 天");

        var body = await house.AsAsync("reviewer", width);
        await body.GotoAsync($"/work/rectifications/{id}");
        await body.OpenAsync("转约谈");
        await body.GetByLabel("警示约谈").CheckAsync();
        await body.WriteAsync("约谈事由", "逾期没有整改");
        await body.WriteAsync("约谈时间", "2026-07-01T09:30");
        await body.WriteAsync("约谈地点", "云汀市示例路1号");
        await body.PressAsync("通知约谈");
        await body.SeesAsync("约谈已通知", "警示约谈");
        var interview = CaseHouse.IdIn(body);

        await house.Platform.SetTodayAsync(new DateOnly(2026, 7, 1));
        body = await house.AsAsync("reviewer", width);
        await body.GotoAsync($"/work/interviews/{interview}");
        await body.GetByLabel("拒绝参加", new() { Exact = true }).CheckAsync();
        await body.WriteAsync("约谈纪要", "电话通知两次，答复不来。");
        await body.PressAsync("记录并入档");
        await house.Platform.DrainAsync();
        await body.ReloadAsync();
        await body.SeesAsync("拒绝参加", "已入档");
        await body.GetByLabel("移交监督单位").CheckAsync();
        await body.WriteAsync("落实情况、理由", "拒绝约谈，请加强监管");
        await body.PressAsync("确定");
        await body.SeesAsync("已移交监督单位");

        var firm = await house.AsAsync("/me firm", width);
        await firm.GotoAsync($"/me/interviews/{interview}");
        await firm.SeesAsync("拒绝参加", "电话通知两次");
        await firm.GotoAsync($"/me/rectifications/{id}");
        await firm.SeesAsync("提交整改证明"); // still to be put right, and still taken
    }

    private static async Task<string> OrderAsync(CaseHouse house, int width)
    {
        var body = await house.AsAsync("reviewer", width);
        await body.GotoAsync("/work/rectifications");
        await body.OpenAsync("责令限期整改");
        await body.WriteAsync("当事人的统一社会信用代码", PenaltyFile.Code(CaseHouse.Firm));
        await body.WriteAsync("整改通知书编号", "云市监改〔2026〕5号");
        await body.WriteAsync("问题事项", "后厨没有防鼠设施");
        await body.WriteAsync("怎样才算改好", "装好挡鼠板并提交照片");
        await body.WriteAsync("整改期限", "2026-06-26");
        await body.WriteAsync("为什么定这个期限", "安装需要十天");
        await body.PressAsync("作出整改决定");
        await body.SeesAsync("整改决定已作出", "整改中");
        await house.Platform.DrainAsync();
        return CaseHouse.IdIn(body);
    }
}
