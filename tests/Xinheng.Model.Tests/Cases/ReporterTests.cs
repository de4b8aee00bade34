using Xinheng.Model.Cases.Rectifying;
using Xinheng.Model.Cases.Reporting;
using Xinheng.Model.Procedures;

namespace Xinheng.Model.Tests.Cases;

public sealed class ReporterTests
{
    public static TheoryData<string> Procedures => ["complaint", "report", "rectification", "interview"];

    [Theory]
    [MemberData(nameof(Procedures))]
    public void The_tables_hold_together(string code)
    {
        Procedure[] all = [ReportProcedures.Complaint, ReportProcedures.Report, RectificationProcedure.Table, InterviewProcedure.Table];
        Assert.Equal([], all.Single(p => p.Code == code).Flaws());
    }

    [Theory]
    [InlineData("张小虎说他们收了钱", true)]
    [InlineData("回电 138 0013-8000 即可", true)]
    [InlineData("有人说他们收了钱，编号 13800138", false)]
    public void A_text_that_gives_the_reporter_away_is_noticed(string text, bool gives) =>
        Assert.Equal(gives, Reporter.Read(" 张小虎 ", "１３８-00138000").Value.StandsIn(text));

    [Theory]
    [InlineData("张", "13800138000", "cases.report.name")]
    [InlineData("张小虎", "打我电话", "cases.report.phone")]
    public void A_name_and_a_number_that_are_none_are_refused(string name, string phone, string code) =>
        Assert.Equal(code, Assert.Single(Reporter.Read(name, phone).Refusals).Code);

    [Fact]
    public void Every_kind_has_matters_and_only_complaints_are_incidents()
    {
        Assert.All(Enum.GetValues<ReportKind>(), kind => Assert.NotEmpty(ReportMatter.Of(kind)));
        Assert.Equal(["leak", "wrong-listing", "misuse"], ReportMatter.All.Where(m => m.IsIncident).Select(m => m.Code));
        Assert.All(ReportMatter.All.Where(m => m.IsIncident), m => Assert.Equal(ReportKind.Complaint, m.Kind));
    }
}
