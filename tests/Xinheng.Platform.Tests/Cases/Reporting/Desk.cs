using System.Net;
using Xinheng.Model.Cases.Reporting;
using Xinheng.Model.Law;
using Xinheng.Model.People;
using Xinheng.Platform.Cases.Reporting;
using Xinheng.Platform.Journal;
using Xinheng.Testing;

namespace Xinheng.Platform.Tests.Cases.Reporting;

/// <summary>A platform with an operator who handles reports about the test authority, and one to report.</summary>
internal static class Desk
{
    public const string Name = "欧阳举报人";
    public const string Phone = "13987654321";
    public const string Words = "六月三日下午，我本人在窗口等了四个小时，没有人受理我的申请。";

    public static readonly Reporter Who = Reporter.Read(Name, Phone).Value;
    public static readonly IPAddress Street = IPAddress.Parse("192.0.2.7");

    public static FileReport.Command Complaint(string matter = "refused", Reporter? who = null) =>
        new(ReportKind.Complaint, matter, "department", TestPlatform.Authority, "", Words, who ?? Who);

    public static FileReport.Command Tip(Reporter? who = null) =>
        new(ReportKind.Agent, "paid", "agent", null, "云汀快修信用咨询", "收六千元，说能从内部删除记录。", who);

    public static async Task<FileReport.Filed> FileAsync(this TestPlatform platform, FileReport.Command command, Caller? self = null) =>
        (await platform.Get<FileReport>().RunAsync(command, self, Street, default)).Answer.Value;

    /// <summary>An operator of the whole installation, of no department.</summary>
    public static async Task<Caller> OperatorAsync(this TestPlatform platform)
    {
        var appointed = await platform.AppointAsync("handler", Role.Operator, TestPlatform.OtherAuthority);
        return appointed with { Actor = appointed.Actor with { Organisation = null } };
    }

    public static async Task HoldsAsync(this TestPlatform platform)
    {
        await platform.Get<Sealer>().SealAsync(default);
        var report = (await platform.Get<Verify>().RunAsync(null, default)).Value;
        Assert.True(report.Holds, string.Join("; ", report.Findings.Select(f => $"{f.Code} {f.Message}")));
    }

    // Day by day over the calendar's own table; days that stand still are skipped.
    public static DateOnly Naive(this TestPlatform platform, DateOnly from, int days, DateOnly? stopped = null, DateOnly? resumed = null)
    {
        var calendar = platform.Get<LawBook>().Calendars["fictional"];
        for (var day = from.AddDays(1); ; day = day.AddDays(1))
        {
            if (!(day > stopped && day <= resumed) && calendar.IsWorkingDay(day).Value && --days == 0)
            {
                return day;
            }
        }
    }
}
