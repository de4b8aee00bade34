using Microsoft.Playwright;
using Xinheng.Browser.Tests.Personas;
using Xinheng.Model.People;
using Xinheng.Platform.Disclosure.Persons;
using Xinheng.Platform.People;
using Xinheng.Platform.Publication;
using Xinheng.Testing;

namespace Xinheng.Browser.Tests.Cases;

/// <summary>An objection by its real actors, on a clock that is moved: filed from the very record, routed, answered; met and missed.</summary>
public sealed class ObjectionJourneyTests(Site site)
{
    private static readonly string Bank = PenaltyFile.Code("91990100", 900_003);

    [Theory, MemberData(nameof(Sizes.Both), MemberType = typeof(Sizes))]
    public async Task Upheld_in_time_it_is_put_right_and_the_bank_that_had_read_it_is_told(int width)
    {
        await using var house = await CaseHouse.OpenAsync(site);
        await BankReadsAsync(house);
        var (firm, id) = await FileAsync(house, width);
        await firm.SeesAsync("异议已提交", "平台核对中", "决定书.pdf", "最晚");
        Assert.True((await RecordAsync(house)).Contested);

        await house.Platform.SetTodayAsync(new DateOnly(2026, 6, 16));
        await RouteAsync(house, id, width);
        await house.Platform.SetTodayAsync(new DateOnly(2026, 6, 18));
        var body = await house.AsAsync("reviewer", width);
        await body.GotoAsync("/work/objections");
        await body.SeesAsync("提供单位核查中");
        await body.GotoAsync($"/work/objections/{id}");
        await body.SeesAsync("写错了，是二千元", "决定书.pdf");
        await body.GetByLabel("更正：表述有误").CheckAsync();
        await body.WriteAsync("理由（写进答复书）", "决定书原件是二千元，抄写有误。");
        await body.OpenAsync("更正、补充的内容");
        await body.GetByLabel("罚款金额(万元)", new() { Exact = true }).FillAsync("0.20");
        await body.PressAsync("答复");
        await body.SeesAsync("已答复", "异议成立，更正", "云汀示例银行", "差错单", "按期完成");

        firm = await house.AsAsync("/me firm", width);
        await firm.GotoAsync($"/me/objections/{id}");
        await firm.SeesAsync("异议成立，更正", "更正前", "更正后", "已通知的单位");
        await firm.GetByRole(AriaRole.Link, new() { Name = "看答复书、打印" }).ClickAsync();
        await firm.SeesAsync("异议答复书", "行政复议", "核验码");
        Assert.False((await RecordAsync(house)).Contested);

        var bank = await house.AsAsync("analyst", width);
        await bank.GotoAsync("/work/corrections");
        await bank.SeesAsync("更正通知", "请不要再使用原来的内容", "罚款金额");
    }

    [Theory, MemberData(nameof(Sizes.Both), MemberType = typeof(Sizes))]
    public async Task Missed_and_not_upheld_it_says_so_to_everybody_and_gives_reasons(int width)
    {
        await using var house = await CaseHouse.OpenAsync(site);
        var (_, id) = await FileAsync(house, width);

        // Three working days went by without a look.
        await house.Platform.SetTodayAsync(new DateOnly(2026, 6, 23));
        var desk = await house.AsAsync("desk", width);
        await desk.GotoAsync("/work/objections?overdue=true");
        await desk.SeesAsync("已超期", "平台核对自己的副本");
        await RouteAsync(house, id, width);
        await house.Platform.SetTodayAsync(new DateOnly(2026, 7, 10));
        var body = await house.AsAsync("reviewer", width);
        await body.GotoAsync($"/work/objections/{id}");
        await body.SeesAsync("已超期");
        await body.GetByLabel("异议不成立：核查无误").CheckAsync();
        await body.WriteAsync("理由（写进答复书）", "与处罚决定书原件一致。");
        await body.PressAsync("答复");
        await body.SeesAsync("已答复", "异议不成立", "超期完成");

        var firm = await house.AsAsync("/me firm", width);
        await firm.GotoAsync($"/me/objections/{id}");
        await firm.SeesAsync("异议不成立", "与处罚决定书原件一致", "申请复核", "提起行政诉讼", "没有异议标注");
    }

    // From the record among one's own, in three steps.
    private static async Task<(IPage Page, string Id)> FileAsync(CaseHouse house, int width)
    {
        var firm = await house.AsAsync("/me firm", width);
        await firm.GotoAsync("/me");
        await firm.GetByRole(AriaRole.Link, new() { Name = "有异议", Exact = false }).First.ClickAsync();
        await firm.SeesAsync("哪里不对");
        await firm.GetByLabel("信息存在错误").CheckAsync();
        await firm.GetByLabel("罚款金额(万元)：0.25").CheckAsync();
        await firm.WriteAsync("“罚款金额(万元)”应当是什么", "0.20");
        await firm.WriteAsync("为什么不对", "写错了，是二千元。");
        await firm.PressAsync("下一步：附上材料");
        await firm.GetByLabel("能说明问题的文书").SetInputFilesAsync(new FilePayload { Name = "决定书.pdf", MimeType = "application/pdf", Buffer = "%PDF-1.7 决定书"u8.ToArray() });
        await firm.PressAsync("下一步：核对提交");
        await firm.SeesAsync("请核对", "决定书.pdf", "应当是“0.20”", "3 个工作日");
        await firm.PressAsync("提交异议");
        await firm.SeesAsync("异议已提交");
        return (firm, CaseHouse.IdIn(firm));
    }

    private static async Task RouteAsync(CaseHouse house, string id, int width)
    {
        var desk = await house.AsAsync("desk", width);
        await desk.GotoAsync($"/work/objections/{id}");
        await desk.SeesAsync("与提供单位报送的一致");
        await desk.PressAsync("转 云汀市市场监督管理局 核查");
        await desk.SeesAsync("已转提供单位");
    }

    private static async Task<PublicRecord> RecordAsync(CaseHouse house) =>
        (await house.Platform.Get<PublicRecords>().OfSubjectAsync(PenaltyFile.Code(CaseHouse.Firm), null, null, null, default)).Single();

    private static async Task BankReadsAsync(CaseHouse house)
    {
        var platform = house.Platform;
        _ = (await platform.Get<RegisterOrganisation>().RunAsync(new(Bank, "云汀示例银行", "990100", OrganisationKind.Bank), Caller.TheProgram, default)).Value;
        var analyst = await platform.AppointAsync("analyst", Role.BankAnalyst, Bank);
        var firm = (await platform.Get<Accounts>().FindAsync("firm", default))!;
        var today = DateOnly.FromDateTime(platform.Clock.GetUtcNow().Date);
        var given = (await platform.Get<GiveAuthorisation>().RunAsync(new(null, Bank, "credit", [], today, today.AddDays(30), 3, null, null), firm, default)).Value;
        _ = (await platform.Get<ReadPerson>().RunAsync(new("uscc", PenaltyFile.Code(CaseHouse.Firm), "credit", null, given.Code), analyst, default)).Value;
    }
}
