using Microsoft.Playwright;
using Xinheng.Browser.Tests.Personas;

namespace Xinheng.Browser.Tests.Cases;

/// <summary>An anonymous report from the button on a repair page, followed by its code; and a complaint under one's own account.</summary>
public sealed class ReportJourneyTests(Site site)
{
    [Theory, MemberData(nameof(Sizes.Both), MemberType = typeof(Sizes))]
    public async Task An_agent_is_reported_anonymously_and_the_code_leads_to_the_answer(int width)
    {
        await using var house = await CaseHouse.OpenAsync(site);
        var street = await house.WindowAsync(width);
        await ReportAgentAsync(street);
        await street.SeesAsync("已经收到", "只显示这一次");
        var code = await street.Locator("#receipt").InnerTextAsync();

        var desk = await house.AsAsync("desk", width);
        await desk.GotoAsync("/work/complaints");
        await desk.GetByRole(AriaRole.Link, new() { Name = "举报修复中介" }).ClickAsync();
        await desk.SeesAsync("匿名", "收六千元");
        await desk.PressAsync("确定");
        await desk.SeesAsync("办理中");
        await desk.OpenAsync("请来件人补充");
        await desk.WriteAsync("要补充什么", "在哪里联系的？");
        await desk.PressAsync("请补充");
        await desk.SeesAsync("等补充", "中止计时");

        await house.Platform.SetTodayAsync(new DateOnly(2026, 6, 20));
        await FollowAsync(street, code);
        await street.SeesAsync("请您补充", "在哪里联系的？");
        await street.WriteAsync("补充", "微信里。");
        await street.PressAsync("提交补充");
        await street.SeesAsync("您的补充", "微信里。");
        Assert.DoesNotContain(code[..4], street.Url, StringComparison.OrdinalIgnoreCase);

        desk = await house.AsAsync("desk", width);
        await desk.GotoAsync("/work/complaints");
        await desk.GetByRole(AriaRole.Link, new() { Name = "举报修复中介" }).ClickAsync();
        await desk.GetByLabel("属实", new() { Exact = true }).CheckAsync();
        await desk.WriteAsync("答复来件人", "查实，已移交公安机关。");
        await desk.PressAsync("办结");
        await desk.SeesAsync("已办结：属实");
        await FollowAsync(street, code);
        await street.SeesAsync("查实，已移交公安机关。");
        await FollowAsync(street, "AAAA-BBBB-CCCC-DDDD");
        await street.SeesAsync("没有这个查询码");
    }

    [Theory, MemberData(nameof(Sizes.Both), MemberType = typeof(Sizes))]
    public async Task A_complaint_is_heard_by_the_unit_without_a_name_and_published_without_persons(int width)
    {
        await using var house = await CaseHouse.OpenAsync(site);
        var firm = await house.AsAsync("/me firm", width);
        await firm.GotoAsync("/me/complaints");
        await firm.OpenAsync("投诉本平台");
        await firm.GetByLabel("哪一类事情").SelectOptionAsync("slow");
        await firm.GetByLabel("对象是谁").SelectOptionAsync("department");
        await firm.GetByLabel("是哪个单位").SelectOptionAsync(new SelectOptionValue { Label = "云汀市市场监督管理局" });
        await firm.WriteAsync("经过", "申请交了一个月没有答复。");
        await firm.WriteAsync("您的姓名", "欧阳投诉人");
        await firm.WriteAsync("您的电话", "13987654321");
        await firm.PressAsync("提交");
        await firm.SeesAsync("已经收到");

        var desk = await house.AsAsync("desk", width);
        await desk.GotoAsync("/work/complaints");
        await desk.GetByRole(AriaRole.Link, new() { Name = "投诉 诉" }).ClickAsync();
        var id = CaseHouse.IdIn(desk);
        await desk.SeesAsync("实名，已封存", "申请交了一个月");
        Assert.DoesNotContain("欧阳投诉人", await desk.ContentAsync(), StringComparison.Ordinal);
        await desk.OpenAsync("查看是谁");
        await desk.WriteAsync("为什么要看", "核实情况需要回电");
        await desk.PressAsync("写明理由并查看");
        await desk.SeesAsync("欧阳投诉人", "只显示这一次");
        await desk.GotoAsync($"/work/complaints/{id}");
        Assert.DoesNotContain("欧阳投诉人", await desk.ContentAsync(), StringComparison.Ordinal);
        await desk.PressAsync("确定");
        await desk.OpenAsync("请单位说明");
        await desk.WriteAsync("给单位看的内容", "有人反映一件申请超过期限没有答复。");
        await desk.PressAsync("转请说明");
        await desk.SeesAsync("等单位说明");

        var unit = await house.AsAsync("reviewer", width);
        await unit.GotoAsync($"/work/complaints/{id}");
        await unit.SeesAsync("有人反映一件申请");
        foreach (var secret in new[] { "欧阳投诉人", "13987654321", "申请交了一个月" })
        {
            Assert.DoesNotContain(secret, await unit.ContentAsync(), StringComparison.Ordinal);
        }

        await unit.WriteAsync("说明", "系统故障，已补办。");
        await unit.PressAsync("交说明");
        await unit.SeesAsync("已办理");
        await desk.GotoAsync($"/work/complaints/{id}");
        await desk.GetByLabel("属实", new() { Exact = true }).CheckAsync();
        await desk.WriteAsync("答复来件人", "属实，已补办并道歉。");
        await desk.WriteAsync("公开的事由和结果", "一件申请超期未答复，属实，已补办");
        await desk.PressAsync("办结");
        await firm.GotoAsync($"/me/complaints/{id}");
        await firm.SeesAsync("属实，已补办并道歉。");
        var street = await house.WindowAsync(width);
        await street.GotoAsync("/report");
        await street.SeesAsync("云汀市市场监督管理局", "一件申请超期未答复");
    }

    /// <summary>From the button on a repair page, by somebody who says nothing of themselves.</summary>
    internal static async Task ReportAgentAsync(IPage street)
    {
        await street.GotoAsync("/how-to/repair");
        await street.GetByRole(AriaRole.Link, new() { Name = "举报修复中介" }).First.ClickAsync();
        await street.GetByLabel("哪一类事情").SelectOptionAsync("paid");
        await street.WriteAsync("名称", "云汀快修信用咨询");
        await street.WriteAsync("经过", "收六千元，说能从内部删除记录。");
        await street.PressAsync("提交");
    }

    private static async Task FollowAsync(IPage street, string code)
    {
        await street.GotoAsync("/report/follow");
        await street.WriteAsync("查询码", code);
        await street.PressAsync("查看");
    }
}
