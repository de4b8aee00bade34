using System.Runtime.CompilerServices;
using Xinheng.Model.Cases.Repairing;
using Xinheng.Model.Law;
using Xinheng.Model.Records;
using Xinheng.Model.Tests.Law;
using static Xinheng.Model.Tests.Law.Calendars;

namespace Xinheng.Model.Tests.Cases.Repairing;

public sealed class RepairOutlookTests
{
    private static readonly LawBook Law = Places.Book(
        Places.Rule("REPAIR_MINOR_MAX", "3", RuleUnit.Months, from: "2026-04-01"),
        Places.Rule("REPAIR_ORDINARY_MIN", "3", RuleUnit.Months, from: "2026-04-01"),
        Places.Rule("REPAIR_ORDINARY_MAX", "12", RuleUnit.Months, from: "2026-04-01"),
        Places.Rule("REPAIR_SERIOUS_MIN", "12", RuleUnit.Months, from: "2026-04-01"),
        Places.Rule("REPAIR_SERIOUS_MAX", "36", RuleUnit.Months, from: "2026-04-01"));

    private static readonly RepairFacts Ordinary = new(Day("2026-06-01"), Severity.Ordinary);

    public static TheoryData<string> Dates => [.. File.ReadAllLines(Path.Combine(Folder(), "repair-dates.csv")).Skip(1)];

    [Theory, MemberData(nameof(Dates))]
    public void The_dates_are_those_of_the_table_a_lawyer_can_read(string line)
    {
        var cells = line.Split(',');
        var outlook = Of(new(Day(cells[0]), SeverityWords.Read(cells[1])), cells[2]);

        Assert.Equal(Day(cells[3]), outlook.EarliestOn);
        Assert.Equal(Day(cells[4]), outlook.EndsOn);
        Assert.Equal(cells[5], outlook.CanBeFiled ? "能" : outlook.Against[0].Code == "cases.repair-expired" ? "已停" : "不能");
    }

    [Fact]
    public void The_table_holds_every_worked_example_of_the_months() => Assert.Equal(19, Dates.Count);

    [Fact]
    public void An_early_application_is_told_the_first_day_and_the_rule()
    {
        var outlook = Of(Ordinary, "2026-08-31");

        var refusal = Assert.Single(outlook.Against);
        Assert.Equal("cases.repair-too-early", refusal.Code);
        Assert.Contains("2026-09-01", refusal.Message, StringComparison.Ordinal);
        Assert.Equal("REPAIR_ORDINARY_MIN", outlook.EarliestBy!.Id);
        Assert.Equal("REPAIR_ORDINARY_MAX", outlook.EndsBy!.Id);
        Assert.Equal("可以从 2026-09-01 起申请，还差 2 项。", outlook.Says);
    }

    [Fact]
    public void Conditions_are_counted_met_and_lacking()
    {
        var before = Of(Ordinary, "2026-09-01");
        var after = Of(Ordinary with { DutiesShown = true, CommitmentSigned = true }, "2026-09-01");

        Assert.Equal((4, 6, 2), (before.Met, before.Conditions.Count, before.Lacking));
        Assert.Equal((6, 6, 0), (after.Met, after.Conditions.Count, after.Lacking));
        Assert.Equal("现在就可以申请，还差 2 项。", before.Says);
    }

    [Fact]
    public void A_minor_wrong_waits_for_nothing_but_the_duties()
    {
        var outlook = Of(Ordinary with { Class = Severity.Minor }, "2026-06-01");

        Assert.True(outlook.CanBeFiled);
        Assert.Null(outlook.EarliestBy);
    }

    [Theory]
    [InlineData(RecordState.Repaired, "cases.repair-already-done")]
    [InlineData(RecordState.Withdrawn, "cases.repair-withdrawn")]
    [InlineData(RecordState.Archived, "cases.repair-archived")]
    public void What_is_out_of_use_is_not_repaired(RecordState state, string code) =>
        Assert.Equal(code, Assert.Single(Of(Ordinary with { State = state }, "2026-10-01").Against).Code);

    [Fact]
    public void A_shielded_record_may_still_be_repaired() =>
        Assert.True(Of(Ordinary with { State = RecordState.Shielded }, "2026-10-01").CanBeFiled);

    [Fact]
    public void What_speaks_for_somebody_is_not_repaired() =>
        Assert.Equal("cases.repair-not-adverse", Assert.Single(Of(Ordinary with { IsAdverse = false }, "2026-10-01").Against).Code);

    [Theory]
    [InlineData("SF_SXR", "court", "法院")]
    [InlineData("SF_WLX", "court", "法院")]
    [InlineData("MD_YZSX", "list", "移出")]
    [InlineData("MD_YCML", "abnormal", "登记机关")]
    [InlineData("SW_QS", "tax", "税务")]
    [InlineData("GC_JR", "ban", "期满")]
    public void What_has_its_own_road_is_told_where_it_goes(string item, string track, string where)
    {
        var outlook = Of(Ordinary with { Track = RepairTrack.Of(item) }, "2026-10-01");

        var refusal = Assert.Single(outlook.Against);
        Assert.Equal(("cases.repair-other-track", track), (refusal.Code, outlook.Facts.Track.Code));
        Assert.Contains(where, refusal.Message, StringComparison.Ordinal);
        Assert.Null(outlook.EarliestOn);
        Assert.Empty(outlook.Papers);
    }

    [Fact]
    public void Penalties_take_the_ordinary_road() => Assert.All(["CF_LP", "CF_NP", "HY_SX"], item => Assert.True(RepairTrack.Of(item).IsHere));

    [Fact]
    public void Who_is_barred_hears_until_when()
    {
        var barred = Ordinary with { BarredUntil = Day("2027-01-10") };

        Assert.Equal("cases.repair-barred", Assert.Single(Of(barred, "2027-01-09").Against).Code);
        Assert.True(Of(barred, "2027-01-10").CanBeFiled);
    }

    [Fact]
    public void An_open_case_is_not_opened_again() =>
        Assert.Equal("cases.repair-already-open", Assert.Single(Of(Ordinary with { HasOpenCase = true }, "2026-10-01").Against).Code);

    [Fact]
    public void The_records_own_end_counts_where_it_is_earlier()
    {
        Assert.Equal(Day("2026-12-01"), Of(Ordinary with { PublicUntil = Day("2026-12-01") }, "2026-10-01").EndsOn);
        Assert.Equal(Day("2027-06-01"), Of(Ordinary with { PublicUntil = Day("2030-12-01") }, "2026-10-01").EndsOn);
    }

    [Fact]
    public void A_place_without_rules_says_so_and_guesses_nothing()
    {
        var outlook = RepairOutlook.Of(Ordinary, Places.Book(), Places.Henan, Day("2026-10-01"));

        Assert.Equal("cases.repair-no-rule", Assert.Single(outlook.Against).Code);
        Assert.Null(outlook.EarliestOn);
    }

    [Fact]
    public void The_table_of_the_procedure_holds_together()
    {
        Assert.Empty(RepairProcedure.Table.Flaws());
        Assert.Empty(ReorganisationProcedure.Table.Flaws());
    }

    [Theory]
    [InlineData("grant")]
    [InlineData("refuse")]
    [InlineData("accept")]
    [InlineData("decline")]
    [InlineData("extend")]
    [InlineData("falsehood")]
    [InlineData("lack")]
    [InlineData("falsehood-noted")]
    public void Every_decision_is_the_determining_bodys_and_no_step_of_it_is_the_platforms(string step)
    {
        Assert.Equal(Model.Procedures.Party.Body, RepairProcedure.Table.Find(step)!.By);
        Assert.DoesNotContain(RepairProcedure.Table.Steps, s => s.By == Model.Procedures.Party.Platform);
    }

    [Fact]
    public void What_is_lacking_is_said_once() =>
        Assert.DoesNotContain(RepairProcedure.Table.Steps, s => s.Code == "lack" && s.From.Contains(RepairProcedure.Completed));

    [Fact]
    public void The_promise_names_decision_and_day_and_no_natural_person()
    {
        var text = RepairCommitment.Text(null, "云溪市市场监督管理局", Day("2026-06-01"), "云市监罚〔2026〕1号", Day("2026-09-01"));

        Assert.StartsWith("本人就云溪市市场监督管理局于2026-06-01作出的决定", text, StringComparison.Ordinal);
        Assert.Contains("2026-09-01", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_calendar_file_has_both_days_and_no_line_over_75_octets()
    {
        var ics = RepairReminder.Ics("x1", Day("2026-06-02"), Day("2026-09-01"), Day("2027-06-01"), "https://xinheng.example/me/repairs/new?record=0198c0de-0000-7000-8000-000000000001");

        Assert.Contains("DTSTART;VALUE=DATE:20260901\r\n", ics, StringComparison.Ordinal);
        Assert.Contains("DTSTART;VALUE=DATE:20270601\r\n", ics, StringComparison.Ordinal);
        Assert.All(ics.Split("\r\n"), line => Assert.True(System.Text.Encoding.UTF8.GetByteCount(line) <= 75));
        Assert.Contains("0198c0de", ics.Replace("\r\n ", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(9, 1, false)]
    [InlineData(10, 1, true)]
    [InlineData(8, 3, true)]
    public void A_proxy_files_for_a_few_only(int recent, int more, bool refused)
    {
        var limit = Places.Rule(RepairProxy.LimitRule, "10", RuleUnit.Count);

        Assert.Equal(refused, RepairProxy.Beyond(recent, more, limit) is not null);
        Assert.Null(RepairProxy.Beyond(1_000, 1, null));
    }

    private static RepairOutlook Of(RepairFacts facts, string today) => RepairOutlook.Of(facts, Law, Places.Henan, Day(today));

    private static string Folder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
