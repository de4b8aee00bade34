using Microsoft.Playwright;
using Xinheng.Model.People;
using Xinheng.Platform.People;
using Xinheng.Testing;

namespace Xinheng.Browser.Tests.Cases;

/// <summary>A firm asks for repair, the body that decided answers; the clock is moved by months between them.</summary>
public sealed class RepairJourneyTests(Site site)
{
    private static readonly DateOnly Earliest = new(2026, 9, 10);

    [Theory, InlineData(1440), InlineData(360)]
    public async Task Too_early_is_told_the_day_then_papers_are_missing_then_it_is_granted_and_gone(int width)
    {
        await using var house = await CaseHouse.OpenAsync(site);
        var firm = await house.AsAsync("/me firm", width);
        await firm.GotoAsync("/me");
        await firm.SeesAsync("可以从 2026-09-10 起申请，还差 2 项");
        await firm.GetByRole(AriaRole.Link, new() { NameRegex = new("^看条件") }).First.ClickAsync();
        await firm.SeesAsync("现在还不能申请", "最早可以在2026-09-10申请", "举报修复中介", "全程不收费");

        await house.Platform.SetTodayAsync(Earliest);
        var id = await FileAsync(house, width);

        var body = await house.AsAsync("reviewer", width);
        await body.GotoAsync("/work/repairs");
        await body.SeesAsync("待受理");
        await body.GotoAsync($"/work/repairs/{id}");
        await body.SeesAsync("罚款已缴清", "缴款凭证.pdf", "自 2026-09-10 起 3 个工作日", "自 2026-09-10 起 10 个工作日");
        await body.OpenAsync("材料不齐");
        await body.WriteAsync("还缺什么", "缺整改验收意见。");
        await body.PressAsync("告知补正，时限中止");
        await body.SeesAsync("已一次告知补正", "中止计时");

        firm = await house.AsAsync("/me firm", width);
        await firm.GotoAsync($"/me/repairs/{id}");
        await firm.SeesAsync("待补正", "缺整改验收意见。");
        await AttachAsync(firm, "补的材料", "验收意见.pdf");
        await firm.PressAsync("提交补正");
        await firm.SeesAsync("补正已提交");

        await body.GotoAsync($"/work/repairs/{id}");
        await body.PressAsync("受理");
        await body.SeesAsync("审查中");
        await body.GetByLabel("我已核对").CheckAsync();
        await body.PressAsync("同意修复");
        await body.SeesAsync("已同意修复");

        await firm.GotoAsync($"/me/repairs/{id}");
        await firm.SeesAsync("信用修复决定书", "停止公示、停止共享、停止使用", "修复去向");
        await firm.GetByRole(AriaRole.Link, new() { Name = "看决定书、打印" }).ClickAsync();
        await firm.SeesAsync("同意修复", "核验码", "云汀市市场监督管理局");
        var reader = await house.WindowAsync(width);
        await reader.GotoAsync($"/subjects/{PenaltyFile.Code(CaseHouse.Firm)}");
        Assert.DoesNotContain($"云市监罚〔2026〕{CaseHouse.Firm}号", await reader.ContentAsync(), StringComparison.Ordinal);
    }

    [Theory, InlineData(1440), InlineData(360)]
    public async Task A_refusal_gives_reasons_and_remedies_and_the_operator_can_only_look(int width)
    {
        await using var house = await CaseHouse.OpenAsync(site);
        await house.Platform.SetTodayAsync(Earliest);
        var id = await FileAsync(house, width);

        var desk = await house.AsAsync("desk", width);
        await desk.GotoAsync($"/work/repairs/{id}");
        await desk.SeesAsync("谁认定、谁修复", "待受理");
        await Assertions.Expect(desk.Locator("main form")).ToHaveCountAsync(0);

        var body = await house.AsAsync("reviewer", width);
        await body.GotoAsync($"/work/repairs/{id}");
        await body.PressAsync("受理");
        await body.OpenAsync("不予修复");
        await body.WriteAsync("理由（救济途径自动附上）", "复查时仍在经营超过保质期的食品。");
        await body.PressAsync("不予修复");
        await body.SeesAsync("已作出不予修复决定");

        var firm = await house.AsAsync("/me firm", width);
        await firm.GotoAsync($"/me/repairs/{id}");
        await firm.SeesAsync("不予信用修复决定书", "复查时仍在经营超过保质期的食品。", "行政复议", "行政诉讼", "异议", "再次申请");
        await firm.GotoAsync("/me/cases");
        await firm.SeesAsync("已经办结");
    }

    [Fact]
    public async Task A_missed_deadline_stands_on_the_duty_list_and_a_counter_takes_down_the_same_application()
    {
        await using var house = await CaseHouse.OpenAsync(site);
        await house.Platform.SetTodayAsync(Earliest);
        var clerk = await house.AsAsync("clerk", 1440);
        await clerk.GotoAsync("/work/counter/repairs");
        await clerk.WriteAsync("证件号码", PenaltyFile.Code(CaseHouse.Firm));
        await clerk.GetByLabel("来人与证件相符").CheckAsync();
        await clerk.PressAsync("下一步");
        await clerk.GetByRole(AriaRole.Button, new() { NameRegex = new("^登记：") }).ClickAsync();
        await clerk.WriteAsync("义务怎么履行的", "罚款已缴清，问题已整改。");
        await clerk.GetByLabel("我已阅读").CheckAsync();
        await AttachAsync(clerk, "证明材料", "缴款凭证.pdf");
        await clerk.PressAsync("登记申请");
        await clerk.SeesAsync("申请已登记", "修20260910-0001");

        await house.Platform.SetTodayAsync(new DateOnly(2026, 9, 17));   // three working days, one of them a holiday, and one more
        foreach (var account in new[] { "desk", "reviewer" })
        {
            _ = (await house.Platform.Get<ConfirmGrants>().RunAsync(new(account), Caller.TheProgram, default)).Value; // the quarter is over
        }

        var desk = await house.AsAsync("desk", 360);
        await desk.GotoAsync("/work/repairs?overdue=true");
        await desk.SeesAsync("修20260910-0001", "已超期");
        var body = await house.AsAsync("reviewer", 360);
        await body.GotoAsync("/work/cases?overdue=true");
        await body.SeesAsync("修20260910-0001", "已超期");
    }

    private static async Task<string> FileAsync(CaseHouse house, int width)
    {
        var firm = await house.AsAsync("/me firm", width);
        await firm.GotoAsync("/me");
        await firm.GetByRole(AriaRole.Link, new() { NameRegex = new("^申请修复") }).First.ClickAsync();
        await firm.SeesAsync($"云市监罚〔2026〕{CaseHouse.Firm}号", "云汀市市场监督管理局", "信用承诺书");
        await firm.WriteAsync("义务怎么履行的", "罚款已缴清，过期食品已下架。");
        await firm.GetByLabel("我已阅读").CheckAsync();
        await AttachAsync(firm, "证明材料", "缴款凭证.pdf");
        await firm.PressAsync("提交申请");
        await firm.SeesAsync("申请已提交", "修20260910-0001");
        return CaseHouse.IdIn(firm);
    }

    private static Task AttachAsync(IPage page, string label, string name) =>
        page.GetByLabel(label).SetInputFilesAsync(new FilePayload { Name = name, MimeType = "application/pdf", Buffer = "%PDF-1.4 paper"u8.ToArray() });
}
