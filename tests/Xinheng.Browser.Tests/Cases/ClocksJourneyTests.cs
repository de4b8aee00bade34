using Microsoft.Playwright;
using Xinheng.Browser.Tests.Personas;
using Xinheng.Platform.Cases.Promising.Templates;

namespace Xinheng.Browser.Tests.Cases;

/// <summary>Clocks as people see them: one that stands still while experts look, one that ran out at the desk, one that ran out on the firm.</summary>
public sealed class ClocksJourneyTests(Site site)
{
    [Theory, MemberData(nameof(Sizes.Both), MemberType = typeof(Sizes))]
    public async Task An_objections_clock_stands_still_while_experts_look_and_is_met_by_its_own_count(int width)
    {
        await using var house = await CaseHouse.OpenAsync(site);
        var id = await ObjectAsync(house, width);
        var desk = await house.AsAsync("desk", width);
        await desk.GotoAsync($"/work/objections/{id}");
        await desk.PressAsync("转 云汀市市场监督管理局 核查");
        var body = await house.AsAsync("reviewer", width);
        await body.GotoAsync($"/work/objections/{id}");
        await body.OpenAsync("需要检验、检测、检疫、鉴定或者专家评审");
        await body.WriteAsync("为什么需要、由谁做", "样品送云汀示例检测中心复检。");
        await body.PressAsync("中止计时");
        await body.SeesAsync("时限已中止", "期间不计入时限");
        var firm = await house.AsAsync("/me firm", width);
        await firm.GotoAsync($"/me/objections/{id}");
        await firm.SeesAsync("中止计时", "云汀示例检测中心");

        // Long after the day on which it would have been due.
        await house.Platform.SetTodayAsync(new DateOnly(2026, 7, 20));
        body = await house.AsAsync("reviewer", width);
        await body.GotoAsync($"/work/objections/{id}");
        await Assertions.Expect(body.Locator("main")).Not.ToContainTextAsync("已超期");
        await body.WriteAsync("检验、鉴定的结果", "复检合格。");
        await body.PressAsync("已经结束，时限继续");
        await body.SeesAsync("时限继续计算");
        await house.Platform.SetTodayAsync(new DateOnly(2026, 7, 21));
        body = await house.AsAsync("reviewer", width);
        await body.GotoAsync($"/work/objections/{id}");
        await body.GetByLabel("异议不成立：核查无误").CheckAsync();
        await body.WriteAsync("理由（写进答复书）", "罚款与决定书一致，复检不影响。");
        await body.PressAsync("答复");
        await body.SeesAsync("已答复", "按期完成");
        await Assertions.Expect(body.Locator("main")).Not.ToContainTextAsync("超期完成");
    }

    [Theory, MemberData(nameof(Sizes.Both), MemberType = typeof(Sizes))]
    public async Task A_report_that_nobody_looked_at_is_overdue_for_the_desk_and_for_whoever_follows_it(int width)
    {
        await using var house = await CaseHouse.OpenAsync(site);
        var street = await house.WindowAsync(width);
        await ReportJourneyTests.ReportAgentAsync(street);
        var code = await street.Locator("#receipt").InnerTextAsync();

        await house.Platform.SetTodayAsync(new DateOnly(2026, 9, 1));
        var desk = await house.AsAsync("desk", width);
        await desk.GotoAsync("/work/complaints");
        await desk.SeesAsync("举报修复中介", "已超期");
        await street.GotoAsync("/report/follow");
        await street.WriteAsync("查询码", code);
        await street.PressAsync("查看");
        await street.SeesAsync("已超期");

        await desk.GetByRole(AriaRole.Link, new() { Name = "举报修复中介" }).ClickAsync();
        await desk.PressAsync("确定");
        await desk.SeesAsync("办理中", "超期完成");
    }

    [Theory, MemberData(nameof(Sizes.Both), MemberType = typeof(Sizes))]
    public async Task A_firm_that_does_not_answer_in_its_time_can_be_found_to_have_broken_its_promise(int width)
    {
        await using var house = await CaseHouse.OpenAsync(site);
        var id = await PromiseAsync(house, width);
        var body = await house.AsAsync("reviewer", width);
        await body.GotoAsync($"/work/commitments/{id}");
        await body.WriteAsync("查到了什么（承诺人看得到", "走访时发现虚假宣传。");
        await body.GetByLabel("证据材料").SetInputFilesAsync(new FilePayload { Name = "走访记录.pdf", MimeType = "application/pdf", Buffer = Promise.Pdf });
        await body.PressAsync("告知承诺人");
        await body.SeesAsync("已告知承诺人");
        var firm = await house.AsAsync("/me firm", width);
        await firm.GotoAsync("/me");
        await firm.SeesAsync("轮到您了");

        await house.Platform.SetTodayAsync(new DateOnly(2026, 8, 3));
        await house.Platform.DrainAsync();
        firm = await house.AsAsync("/me firm", width);
        await firm.GotoAsync($"/me/commitments/{id}");
        await firm.SeesAsync("已超期");
        body = await house.AsAsync("reviewer", width);
        await body.GotoAsync($"/work/commitments/{id}");
        await body.GetByLabel("全部未履行").CheckAsync();
        await body.WriteAsync("认定文书号", "云市监违诺〔2026〕10号");
        await body.WriteAsync("没有履行的承诺", "虚假宣传。");
        await body.Locator("#break-reason").FillAsync("走访核实，期限内没有说明。");
        await body.PressAsync("认定违诺");
        await body.SeesAsync("已认定违诺");
    }

    private static async Task<string> ObjectAsync(CaseHouse house, int width)
    {
        var firm = await house.AsAsync("/me firm", width);
        await firm.GotoAsync("/me");
        await firm.GetByRole(AriaRole.Link, new() { Name = "有异议", Exact = false }).First.ClickAsync();
        await firm.GetByLabel("信息存在错误").CheckAsync();
        await firm.GetByLabel("罚款金额(万元)：0.25").CheckAsync();
        await firm.WriteAsync("“罚款金额(万元)”应当是什么", "0.20");
        await firm.WriteAsync("为什么不对", "抽检的样品不是我们的。");
        await firm.PressAsync("下一步：附上材料");
        await firm.PressAsync("下一步：核对提交");
        await firm.PressAsync("提交异议");
        await firm.SeesAsync("异议已提交");
        return CaseHouse.IdIn(firm);
    }

    private static async Task<string> PromiseAsync(CaseHouse house, int width)
    {
        var platform = house.Platform;
        var template = Promise.Template("clocks");
        var version = (await platform.Get<DraftPromiseTemplate>().RunAsync(new(template, []), platform.Maker, default)).Value;
        _ = (await platform.Get<AdoptPromiseTemplate>().RunAsync(new(template.Code, version, null), platform.Reviewer, default)).Value;
        var firm = await house.AsAsync("/me firm", width);
        await firm.GotoAsync("/me/commitments/new/clocks");
        await firm.GetByLabel("我已看过并且明白以上全文").CheckAsync();
        await firm.PressAsync("签署");
        await firm.SeesAsync("已经签署");
        return CaseHouse.IdIn(firm);
    }
}
