using Xinheng.Model.Catalogue.Checking;

namespace Xinheng.Platform.Tests.Catalogue;

/// <summary>Each bad row that the law and the national tables name, and what the department reads back.</summary>
public sealed class PenaltyRowTests
{
    // GB 11643's own example of a number.
    private const string SomebodysNumber = "11010519491231002X";

    public static TheoryData<string, string?, string, string> BadValues => new()
    {
        { "CF_WSH", null, "E01", "field.missing" },
        { "CF_WSH", "  ", "E01", "field.missing" },
        { "CF_WSH", "/", "E16", "field.placeholder" },
        { "CF_WSH", "无", "E16", "field.placeholder" },
        { "CF_WSH", "0000", "E16", "field.placeholder" },
        { "CF_CFJG", "null", "E16", "field.placeholder" },
        { "CF_CFJG", "－", "E16", "field.placeholder" },
        { "CF_SJLYDM", "000000000000000000", "E16", "field.placeholder" },
        { "CF_JDRQ", "25-03-10", "E02", "date.unreadable" },
        { "CF_JDRQ", "2025-02-30", "E02", "date.impossible" },
        { "CF_JDRQ", "2025年13月1日", "E02", "date.impossible" },
        { "CF_JDRQ", "0025-03-10", "E02", "date.out-of-range" },
        { "CF_YXQ", "2025-03-09", "E07", "date.order" },
        { "CF_GSJZQ", "2024-12-31", "E07", "date.order" },
        { "CF_CFLB", "罚金", "E04", "code.unknown" },
        { "CF_CFLB", "03;55", "E04", "code.unknown" },
        { "CF_SXFL", "较重", "E04", "code.unknown" },
        { "CF_SHYX", "也许", "E04", "boolean.unreadable" },
        { "CF_NR_FK", null, "E01", "field.missing" },
        { "CF_NR_FK", "0", "E02", "amount.zero" },
        { "CF_NR_FK", "-1", "E02", "number.negative" },
        { "CF_NR_FK", "两万", "E02", "number.unreadable" },
        { "CF_NR_FK", "0.1234567", "E03", "number.too-long" },
        { "CF_NR_WFFF", "1.5", "E02", "amount.without-kind" },
        { "CF_XDR_LB", "自然人", "E10", "subject.category-not-collected" },
        { "CF_XDR_SHXYM", null, "E01", "field.missing" },
        { "CF_XDR_SHXYM", "91990000XY00010155", "E05", "uscc.check-character" },
        { "CF_XDR_SHXYM", "91990000XY000101", "E05", "uscc.shape" },
        { "CF_XDR_SHXYM", SomebodysNumber, "E05", "uscc.resident-number" },
        { "CF_FR_ZJHM", "110105194912310021", "E01", "field.missing" },
        { "CF_YJ", "《治安管理处罚法》第二十三条", "E13", "record.sealed" },
        { "state", "1", "E01", "field.missing" },
    };

    [Theory, MemberData(nameof(BadValues))]
    public void A_bad_value_is_refused_with_its_number_and_code(string column, string? value, string number, string code)
    {
        var row = Draft.Check("CF_LP", (column, value));

        Assert.Equal([(number, code)], row.Problems.Select(p => (p.Number, p.Code)));
        Assert.True(row.IsRefused);
    }

    [Fact]
    public void All_problems_of_a_row_are_said_at_once()
    {
        var row = Draft.Check("CF_LP",
            ("CF_WSH", null), ("CF_JDRQ", "2025-02-30"), ("CF_CFLB", "罚金"), ("CF_CFJGDM", "1"), ("CF_NR_FK", "x"));

        Assert.Equal(
            ["CF_CFLB code.unknown", "CF_NR_FK number.unreadable", "CF_JDRQ date.impossible", "CF_CFJGDM uscc.shape", "CF_WSH field.missing"],
            row.Problems.Select(p => $"{p.Field} {p.Code}"));
    }

    [Fact]
    public void A_message_names_the_field_the_value_and_the_accepted_form() =>
        Assert.Equal(
            "“处罚决定日期”填的是“25-03-10”：不是日期。请写成 2026-03-31、20260331 或 2026/3/31，年份写四位。",
            Assert.Single(Draft.Check("CF_LP", ("CF_JDRQ", "25-03-10")).Problems).Message);

    [Fact]
    public void A_decision_of_tomorrow_is_refused_and_one_of_today_is_not()
    {
        (string, string?)[] later = [("CF_YXQ", "2027-01-01"), ("CF_GSJZQ", "2027-01-01")];

        Assert.Equal(["date.in-future"], Draft.Check("CF_LP", [.. later, ("CF_JDRQ", "2026-04-16")]).Problems.Select(p => p.Code));
        Assert.Empty(Draft.Check("CF_LP", [.. later, ("CF_JDRQ", "2026-04-15")]).Problems);
    }

    [Fact]
    public void Nothing_too_long_gets_in() =>
        Assert.Equal(["E03"], Draft.Check("CF_LP", ("CF_WFXW", new string('字', 2001))).Problems.Select(p => p.Number));

    [Fact]
    public void A_persons_number_in_the_organisations_column_is_never_repeated()
    {
        var problem = Assert.Single(Draft.Check("CF_LP", ("CF_XDR_SHXYM", SomebodysNumber)).Problems);

        Assert.Null(problem.Value);
        Assert.DoesNotContain(SomebodysNumber, problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CF_JDRQ", SomebodysNumber)]
    [InlineData("CF_CFLB", "110105194912310021")]
    [InlineData("CF_XDR_SHXYM", "110105194912310021")]
    [InlineData("CF_SXFL", "13800138000")]
    public void A_persons_number_in_a_slipped_column_is_not_repeated_either(string column, string value)
    {
        var problem = Draft.Check("CF_LP", (column, value)).Problems[0];

        Assert.Equal(column, problem.Field);
        Assert.DoesNotContain("1380013800", problem.Message + problem.Value, StringComparison.Ordinal);
        Assert.DoesNotContain("110105", problem.Message + problem.Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CF_NR", "对法定代表人（11010519491231002X）处以罚款", "text.person-id")]
    [InlineData("CF_SY", "当事人身份证１１０１０５１９４９１２３１００２Ｘ", "text.person-id")]
    [InlineData("CF_SY", "联系电话13800138000。", "text.phone")]
    public void A_persons_number_in_a_sentence_holds_the_row(string column, string text, string code)
    {
        var row = Draft.Check("CF_LP", (column, text));

        var problem = Assert.Single(row.Problems);
        Assert.Equal((code, ProblemSeverity.Hold), (problem.Code, problem.Severity));
        Assert.True(row is { IsHeld: true, IsRefused: false });
        Assert.DoesNotContain("138", problem.Message + problem.Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CF_LP", "CF_FRDB", "张示例11010519491231002X")]
    [InlineData("CF_LP", "CF_FRDB", "11010519491231002X")]
    [InlineData("CF_LP", "CF_FRDB", "张示例（１１０１０５１９４９１２３１００２Ｘ）")]
    [InlineData("CF_LP", "CF_FRDB", "张示例 110105491231002")]
    [InlineData("CF_LP", "CF_WSH", "某罚决字11010519491231002X号")]
    [InlineData("CF_LP", "CF_WSH", "11010519491231002X")]
    [InlineData("CF_LP", "CF_XDR_GSZC", "11010519491231002X")]
    [InlineData("CF_LP", "CF_CFLB", "警告;罚款;其他-对11010519491231002X责令改正")]
    [InlineData("XK_LP", "XK_XKBH", "驾证字第11010519491231002X号")]
    [InlineData("XK_LP", "XK_XKWS", "给11010519491231002x的决定")]
    public void A_persons_number_in_a_name_or_a_document_number_holds_the_row(string item, string column, string text)
    {
        var row = Draft.Check(item, (column, text));

        var problem = Assert.Single(row.Problems);
        Assert.Equal(("text.person-id", column, ProblemSeverity.Hold), (problem.Code, problem.Field, problem.Severity));
        Assert.True(row is { IsHeld: true, IsRefused: false });
        Assert.DoesNotContain("4912", problem.Message + problem.Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CF_LP", "CF_XDR_MC", "信衡示例11010519491231002X食品店", "text.person-id")]
    [InlineData("CF_NP", "CF_XDR_MC", "李示例11010519491231002X", "text.person-id")]
    [InlineData("CF_LP", "CF_XDR_MC", "信衡示例食品店13800138000", "text.phone")]
    public void A_persons_number_in_the_subjects_name_is_refused_because_nobody_may_let_it_pass(
        string item, string column, string text, string code)
    {
        var problem = Assert.Single(Draft.Check(item, (column, text)).Problems);

        Assert.Equal((code, ProblemSeverity.Error), (problem.Code, problem.Severity));
        Assert.DoesNotContain("1380", problem.Message + problem.Value, StringComparison.Ordinal);
        Assert.DoesNotContain("4912", problem.Message + problem.Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CF_FRDB", "张示例110105194912310021")]
    [InlineData("CF_FRDB", "张示例13800138000")]
    [InlineData("CF_FRDB", "张示例ID11010519491231002X")]
    [InlineData("CF_WSH", "410102202603050001")]
    [InlineData("CF_WSH", "110105491231002")]
    [InlineData("CF_WSH", "某罚决〔2025〕第110105491231002号")]
    [InlineData("CF_XDR_GSZC", "110105491231002(1-1)")]
    [InlineData("CF_XDR_SWDJ", "110105491231002")]
    public void Numbers_of_other_things_do_not_hold_a_short_value(string column, string text) =>
        Assert.Empty(Draft.Check("CF_LP", (column, text)).Problems);

    [Theory]
    [InlineData("合同编号1101051949123100XX，金额20000000000元")]
    [InlineData("批号138001380001、12345678901")]
    [InlineData("统一社会信用代码91990000XY00010154")]
    public void Other_long_numbers_do_not_hold_it(string text) => Assert.Empty(Draft.Check("CF_LP", ("CF_SY", text)).Problems);

    [Fact]
    public void Values_come_out_in_one_form()
    {
        var item = Draft.Item("CF_LP");
        var row = item.Check(Draft.Row(item,
            ("CF_JDRQ", "2025/3/10"), ("CF_YXQ", "20991231"), ("CF_CFLB", "罚款、警告，其他-责令改正"), ("CF_NR_FK", "１,200.50"),
            ("CF_XDR_SHXYM", " 91990000xy00010154 "), ("CF_XDR_LB", "法人"), ("CF_XDR_MC", "　信衡　 示例公司 "), ("CF_SHYX", "是")), Draft.Context);

        Assert.Equal([], row.Problems.Select(p => p.Message));
        Assert.Equal("2025-03-10", row.Values[item.IndexOf("CF_JDRQ")]);
        Assert.Equal("2099-12-31", row.Values[item.IndexOf("CF_YXQ")]);
        Assert.Equal("01,03,99-责令改正", row.Values[item.IndexOf("CF_CFLB")]);
        Assert.Equal("1200.5", row.Values[item.IndexOf("CF_NR_FK")]);
        Assert.Equal("91990000XY00010154", row.Values[item.IndexOf("CF_XDR_SHXYM")]);
        Assert.Equal("1", row.Values[item.IndexOf("CF_XDR_LB")]);
        Assert.Equal("信衡 示例公司", row.Values[item.IndexOf("CF_XDR_MC")]);
        Assert.Equal("1", row.Values[item.IndexOf("CF_SHYX")]);
    }

    [Fact]
    public void A_historic_body_may_come_with_an_older_number_instead() =>
        Assert.Empty(Draft.Check("CF_LP", ("CF_XDR_SHXYM", null), ("CF_XDR_ZZJG", "XY000001-2")).Problems);

    [Fact]
    public void A_simple_procedure_against_a_person_is_not_collected()
    {
        Assert.Equal(["E12"], Draft.Check("CF_NP", ("CF_CXLB", "简易程序")).Problems.Select(p => p.Number));
        Assert.Empty(Draft.Check("CF_LP", ("CF_CXLB", "简易程序")).Problems);
    }

    [Fact]
    public void Where_the_jurisdiction_says_so_no_simple_procedure_is_collected()
    {
        var item = Draft.Item("CF_LP");

        var row = item.Check(Draft.Row(item, ("CF_CXLB", "01")), new CheckContext(Draft.Today, simpleProcedureRefusedForAll: true));

        Assert.Equal(["penalty.simple-procedure"], row.Problems.Select(p => p.Code));
    }

    [Fact]
    public void Detention_is_sealed() =>
        Assert.Equal(["record.sealed-detention"], Draft.Check("CF_NP", ("CF_CFLB", "警告;罚款;行政拘留")).Problems.Select(p => p.Code));

    [Fact]
    public void A_wrong_number_of_a_person_is_an_error_that_does_not_say_it()
    {
        var problem = Assert.Single(Draft.Check("CF_NP", ("CF_XDR_ZJHM", "110105194912310021")).Problems);

        Assert.Equal("E06", problem.Number);
        Assert.Null(problem.Value);
        Assert.DoesNotContain("110105", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_passport_is_not_judged_as_an_identity_card() =>
        Assert.Empty(Draft.Check("CF_NP", ("CF_XDR_ZJLX", "护照"), ("CF_XDR_ZJHM", "E12345678")).Problems);

    [Fact]
    public void A_permit_that_begins_before_its_decision_is_only_remarked()
    {
        var row = Draft.Check("XK_LP", ("XK_YXQZ", "2025-03-01"));

        Assert.Equal([("date.unusual-order", ProblemSeverity.Warning)], row.Problems.Select(p => (p.Code, p.Severity)));
        Assert.False(row.IsRefused);
    }
}
