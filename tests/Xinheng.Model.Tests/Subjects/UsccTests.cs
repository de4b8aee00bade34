using FsCheck;
using FsCheck.Fluent;
using Xinheng.Model.Law;
using Xinheng.Model.Subjects.Identifiers;
using static Xinheng.Model.Tests.Subjects.Numbers;

namespace Xinheng.Model.Tests.Subjects;

public sealed class UsccTests
{
    [Theory]
    [InlineData("91110000802100433B")]
    [InlineData("91330203674737244W")]
    [InlineData("91350100M000100Y43")]
    [InlineData("92141127MA0KD1Y64A")]
    [InlineData("12440600MB2C07549J")]
    public void A_real_code_has_no_finding(string code) => AssertClean(code);

    [Theory]
    [InlineData("11410000XY00000129", "机关")]
    [InlineData("12510100XY0000020W", "事业单位")]
    [InlineData("13350000XY0000039L", "由中央编办直接管理机构编制的群众团体")]
    [InlineData("19370100XY0000047A", "其他")]
    [InlineData("21110000XY0000055H", "外国常驻新闻机构")]
    [InlineData("31410000XY0000063F", "律师执业机构")]
    [InlineData("32320700XY0000071Q", "公证处")]
    [InlineData("34320700XY000008XA", "司法鉴定机构")]
    [InlineData("35350200XY0000098R", "仲裁委员会")]
    [InlineData("41110000XY0000100G", "外国在华文化中心")]
    [InlineData("51320700XY00001192", "社会团体")]
    [InlineData("52350200XY0000127C", "民办非企业单位")]
    [InlineData("53110000XY0000135U", "基金会")]
    [InlineData("61110000XY0000143U", "外国旅游部门常驻代表机构")]
    [InlineData("71410300XY00001519", "宗教活动场所")]
    [InlineData("81350100XY000016XF", "基层工会")]
    [InlineData("91410100XY0000178L", "企业")]
    [InlineData("92320703XY00001864", "个体工商户")]
    [InlineData("93410181XY0000194E", "农民专业合作社")]
    [InlineData("A1110000XY0000207M", "军队事业单位")]
    [InlineData("N1410122XY00002159", "组级集体经济组织")]
    [InlineData("N2410122XY00002231", "村级集体经济组织")]
    [InlineData("N3410122XY0000231Q", "乡镇级集体经济组织")]
    [InlineData("Y1350581XY000024XB", "其他")]
    public void Each_kind_of_subject_has_its_first_two_characters(string code, string kind)
    {
        AssertClean(code);
        Assert.Equal(kind, UsccKind.Find(code[0], code[1]));
    }

    [Theory]
    [InlineData("91410100XY00002070")]
    [InlineData("91410100XY00004420")]
    [InlineData("91410100XY0000397Y")]
    [InlineData("91410100XY000008X1")]
    [InlineData("91410100XY000016XL")]
    [InlineData("91410100XY00000201")]
    [InlineData("91410100XY00025600")]
    [InlineData("91410100XY000147XX")]
    public void Check_characters_at_the_edges_are_right(string code) => AssertClean(code);

    [Theory]
    [InlineData("91410100XY0000178M", "uscc.check-character")]
    [InlineData("91410100X0Y000178L", "uscc.check-character")]
    [InlineData("91410100XI0000178L", "uscc.character")]
    [InlineData("91410100XO0000178L", "uscc.character")]
    [InlineData("91410100XYS000178L", "uscc.character")]
    [InlineData("91410100XYV000178L", "uscc.character")]
    [InlineData("91410100XYZ000178L", "uscc.character")]
    [InlineData("91410100XY0000178", "uscc.length")]
    [InlineData("000000000000000000", "uscc.placeholder")]
    [InlineData("", "identifier.empty")]
    [InlineData("　 ", "identifier.empty")]
    public void A_wrong_code_is_an_error(string code, string finding)
    {
        var check = IdentifierScheme.Uscc.Check(code, Context);

        Assert.False(check.IsValid);
        Assert.Equal(finding, check.Findings[0].Code);
        Assert.False(Uscc.IsValidUscc(code));
    }

    [Theory]
    [InlineData("91410100XY0000170U", "uscc.org-code")]
    [InlineData("97410100XY0000506B", "uscc.kind")]
    [InlineData("B1410100XY0000514N", "uscc.kind")]
    [InlineData("91990000XY00005221", "uscc.division")]
    public void An_odd_code_with_a_right_check_character_is_a_warning(string code, string finding)
    {
        var check = IdentifierScheme.Uscc.Check(code, Context);

        Assert.True(check.IsValid);
        Assert.Equal([finding], check.Findings.Select(found => found.Code));
        Assert.True(Uscc.IsValidUscc(code));
    }

    [Fact]
    public void An_invented_division_is_at_home_in_the_invented_province() =>
        Assert.Empty(FindingsOf(IdentifierScheme.Uscc, "91990000XY00005221", Context with { IsFictionalWorld = true }));

    [Fact]
    public void A_retired_division_is_accepted_with_a_warning()
    {
        var code = "91320705XY0000178";

        Assert.Equal(["uscc.division-retired"], FindingsOf(IdentifierScheme.Uscc, code + Uscc.CheckCharacter(code)));
    }

    [Theory]
    [InlineData("91410100xy0000178l")]
    [InlineData("９１４１０１００ＸＹ００００１７８Ｌ")]
    [InlineData("  91410100XY0000178L　")]
    [InlineData("\uFEFF91410100XY0000178L\u200B")]
    public void Spelling_is_normalised_before_the_check(string text)
    {
        var check = IdentifierScheme.Uscc.Check(text, Context);

        Assert.Equal("91410100XY0000178L", check.Normalised);
        Assert.Empty(check.Findings);
    }

    [Fact]
    public void A_listed_historic_code_is_accepted_with_its_reason()
    {
        var check = IdentifierScheme.Uscc.Check("91350203M0001QKT19", Context);

        Assert.True(check.IsValid);
        var finding = Assert.Single(check.Findings);
        Assert.Equal("uscc.nonstandard-check", finding.Code);
        Assert.Contains("试点", finding.Message, StringComparison.Ordinal);
        Assert.Equal('F', Uscc.CheckCharacter("91350203M0001QKT19"));
    }

    [Fact]
    public void The_same_code_unlisted_is_an_error() =>
        Assert.Equal(["uscc.check-character"],
            FindingsOf(IdentifierScheme.Uscc, "91350203M0001QKT19", Context with { Exceptions = HistoricCodes.None }));

    [Fact]
    public void Every_bad_character_is_named_in_order() =>
        Assert.Equal(["uscc.length", "uscc.character", "uscc.character"], FindingsOf(IdentifierScheme.Uscc, "9141O100XS00178L"));

    [Fact]
    public void Any_single_wrong_character_is_caught() =>
        Prop.ForAll(Codes.ToArbitrary(), Gen.Choose(0, 17).ToArbitrary(), Gen.Choose(1, 30).ToArbitrary(), (code, at, by) =>
        {
            var wrong = code.ToCharArray();
            wrong[at] = Uscc.Alphabet[(Uscc.Alphabet.IndexOf(wrong[at], StringComparison.Ordinal) + by) % 31];
            return !Uscc.IsValidUscc(wrong);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Two_swapped_neighbours_are_caught() =>
        Prop.ForAll(Codes.ToArbitrary(), Gen.Choose(0, 15).ToArbitrary(), (code, at) =>
        {
            var swapped = code.ToCharArray();
            (swapped[at], swapped[at + 1]) = (swapped[at + 1], swapped[at]);
            return code[at] == code[at + 1] || !Uscc.IsValidUscc(swapped);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_fast_answer_and_the_findings_agree() =>
        Prop.ForAll(
            Gen.OneOf(Codes, Gen.ArrayOf(Gen.Elements("0123456789AIOXYZ一 ".ToCharArray()), 18).Select(c => new string(c)))
                .ToArbitrary(),
            text =>
            {
                var check = IdentifierScheme.Uscc.Check(text, Context);
                return check.IsValid == Uscc.IsValidUscc(check.Normalised);
            }).QuickCheckThrowOnFailure();

    private static Gen<string> Codes =>
        Gen.ArrayOf(Gen.Elements(Uscc.Alphabet.ToCharArray()), 17)
            .Select(body => new string(body) + Uscc.CheckCharacter(body));

    private static void AssertClean(string code)
    {
        Assert.Empty(FindingsOf(IdentifierScheme.Uscc, code));
        Assert.True(Uscc.IsValidUscc(code));
    }
}
