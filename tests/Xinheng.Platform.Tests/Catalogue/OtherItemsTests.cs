using Xinheng.Model.Catalogue;

namespace Xinheng.Platform.Tests.Catalogue;

public sealed class OtherItemsTests
{
    private const string SomebodysNumber = "11010519491231002X";
    private const string AnOrganisation = "91990000XY00010154";

    [Theory]
    [InlineData("HT_LY", "HT_ZT", "4", "HT_WYQK")]
    [InlineData("MD_YZSX", "MD_YCRQ", "2025-06-01", "MD_YCYY,MD_YCJG")]
    [InlineData("LD_DJ", "LD_DJ", "C", "LD_YJ")]
    [InlineData("GC_XF", "XF_ZT", "51", "XF_LY")]
    [InlineData("REG_PER", "CERNO", null, "CERNO")]
    [InlineData("XZ_JC", "JC_JG", "责令改正", "JC_ZGQX")]
    [InlineData("CN_LYQK", "CN_LYZT", "3", "CN_WLXNR,CN_RDRQ,CN_RDWS,CN_RDDW,CN_RDDWDM")]
    public void What_a_row_says_decides_what_else_it_must_say(string code, string column, string? value, string missing)
    {
        var row = Draft.Check(code, (column, value));

        Assert.Equal(missing.Split(','), row.Problems.Select(p => p.Field));
        Assert.All(row.Problems, p => Assert.Equal("field.missing", p.Code));
    }

    [Fact]
    public void A_lifelong_ban_has_no_end()
    {
        Assert.Equal(["JR_JZ"], Draft.Check("GC_JR", ("JR_JZ", null)).Problems.Select(p => p.Field));
        Assert.Empty(Draft.Check("GC_JR", ("JR_JZ", null), ("JR_ZS", "是")).Problems);
        Assert.Equal(["ban.lifetime-with-end"], Draft.Check("GC_JR", ("JR_ZS", "是")).Problems.Select(p => p.Code));
    }

    [Fact]
    public void Good_deeds_are_recorded_with_consent_only() =>
        Assert.Equal(["consent.missing"], Draft.Check("GY_CS", ("GYC_TY", "否")).Problems.Select(p => p.Code));

    [Fact]
    public void A_person_is_known_by_number_and_never_by_the_organisations_code()
    {
        (string, string?)[] person = [("ZT_LB", "自然人"), ("ZT_DM", null), ("ZT_ZJLX", "身份证"), ("ZT_ZJHM", SomebodysNumber), ("ZT_MC", "李示例")];

        Assert.Empty(Draft.Check("XZ_CJ", person).Problems);
        Assert.Equal(["ZT_ZJHM"], Draft.Check("XZ_CJ", [.. person, ("ZT_ZJHM", null)]).Problems.Select(p => p.Field));
        Assert.Equal(["subject.code-for-person"], Draft.Check("XZ_CJ", [.. person, ("ZT_DM", AnOrganisation)]).Problems.Select(p => p.Code));
        Assert.Equal(["subject.person-id-for-organisation"],
            Draft.Check("XZ_CJ", ("ZT_ZJLX", "身份证"), ("ZT_ZJHM", SomebodysNumber)).Problems.Select(p => p.Code));
    }

    [Fact]
    public void One_column_for_both_kinds_of_number_is_judged_by_the_category()
    {
        Assert.Empty(Draft.Check("CN_CNS", ("CN_LB", "自然人"), ("CN_DM", SomebodysNumber)).Problems);
        Assert.Equal(["uscc.resident-number"], Draft.Check("CN_CNS", ("CN_DM", SomebodysNumber)).Problems.Select(p => p.Code));
        Assert.Equal(["person-id.invalid"], Draft.Check("CN_CNS", ("CN_LB", "自然人"), ("CN_DM", AnOrganisation)).Problems.Select(p => p.Code));
    }

    [Fact]
    public void A_row_tells_about_whom_it_speaks()
    {
        var item = Draft.Item("CN_CNS");
        Assert.Equal(SubjectCategory.Person, item.CategoryOf(Draft.Check("CN_CNS", ("CN_LB", "2"), ("CN_DM", SomebodysNumber))));
        Assert.Equal(SubjectCategory.Organisation, Draft.Item("REG_ENT").CategoryOf(Draft.Check("REG_ENT")));
        Assert.Equal(SubjectCategory.Person, Draft.Item("KS_WJ").CategoryOf(Draft.Check("KS_WJ")));
        Assert.Equal(SubjectCategory.Person, Draft.Item("GC_XF").CategoryOf(Draft.Check("GC_XF", ("XF_ZTLB", null), ("XF_ZTDM", SomebodysNumber))));
    }

    [Fact]
    public void A_kept_commitment_is_positive()
    {
        var item = Draft.Item("CN_LYQK");

        Assert.Equal(Nature.Positive, item.NatureOf(Draft.Check("CN_LYQK")));
        Assert.Equal(Nature.Adverse, item.NatureOf(Draft.Check("CN_LYQK", ("CN_LYZT", "2"), ("CN_WLXNR", "示例"), ("CN_RDRQ", "2025-03-10"),
            ("CN_RDWS", "信衡认〔2025〕1号"), ("CN_RDDW", "信衡市某局"), ("CN_RDDWDM", "11990000XY0002026P"))));
    }

    [Fact]
    public void Illness_in_a_text_about_a_person_waits_for_a_person()
    {
        var row = Draft.Check("KY_CX", ("ZT_LB", "自然人"), ("ZT_DM", null), ("ZT_ZJLX", "身份证"), ("ZT_ZJHM", SomebodysNumber), ("KY_QX", "因患有某病未完成"));

        Assert.Equal(["E11"], row.Problems.Select(p => p.Number));
        Assert.True(row.IsHeld && !row.IsRefused);
    }
}
