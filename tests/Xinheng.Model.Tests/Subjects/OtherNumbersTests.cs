using FsCheck;
using FsCheck.Fluent;
using Xinheng.Model.Subjects.Identifiers;
using static Xinheng.Model.Tests.Subjects.Numbers;

namespace Xinheng.Model.Tests.Subjects;

public sealed class OtherNumbersTests
{
    [Theory]
    [InlineData("80210043-3", "802100433")]
    [InlineData("67473724-4", "674737244")]
    [InlineData("XY000001-2", "XY0000012")]
    [InlineData("XY000002-0", "XY0000020")]
    [InlineData("XY000005-5", "XY0000055")]
    [InlineData("12345678-8", "123456788")]
    [InlineData("D2143569-X", "D2143569X")]
    [InlineData("d2143569－x", "D2143569X")]
    public void An_organisation_code_is_kept_without_hyphen(string text, string kept)
    {
        var check = IdentifierScheme.OrgCode.Check(text, Context);

        Assert.Empty(check.Findings);
        Assert.Equal(kept, check.Normalised);
        Assert.True(OrgCode.IsValidOrgCode(kept));
    }

    [Theory]
    [InlineData("80210043-4", "org-code.check-character")]
    [InlineData("12345678-9", "org-code.check-character")]
    [InlineData("00000000-0", "org-code.placeholder")]
    [InlineData("8021004-3", "org-code.length")]
    public void A_wrong_organisation_code_is_an_error(string text, string finding)
    {
        Assert.Contains(finding, FindingsOf(IdentifierScheme.OrgCode, text));
        Assert.False(IdentifierScheme.OrgCode.Check(text, Context).IsValid);
        Assert.False(OrgCode.IsValidOrgCode(IdentifierScheme.OrgCode.Check(text, Context).Normalised));
    }

    [Fact]
    public void A_wrong_digit_in_an_organisation_code_is_caught() =>
        Prop.ForAll(Digits(8).ToArbitrary(), Gen.Choose(0, 7).ToArbitrary(), Gen.Choose(1, 9).ToArbitrary(), (body, at, by) =>
        {
            var code = body + OrgCode.CheckCharacter(body);
            return !OrgCode.IsValidOrgCode(WithDigit(code, at, by));
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("410000000000013")]
    [InlineData("320700000000024")]
    [InlineData("350100000000036")]
    [InlineData("510100000000044")]
    public void A_business_registration_number_ends_in_its_check_digit(string number)
    {
        Assert.Empty(FindingsOf(IdentifierScheme.BusinessRegistration, number));
        Assert.Equal(["business-registration-no.check-digit"],
            FindingsOf(IdentifierScheme.BusinessRegistration, WithDigit(number, 14, 1)));
    }

    [Fact]
    public void A_wrong_digit_in_a_business_registration_number_is_caught() =>
        Prop.ForAll(Digits(14).ToArbitrary(), Gen.Choose(0, 14).ToArbitrary(), Gen.Choose(1, 9).ToArbitrary(), (body, at, by) =>
        {
            var number = body + BusinessRegistrationNumber.CheckDigit(body);
            return !IdentifierScheme.BusinessRegistration.Check(WithDigit(number, at, by), Context).IsValid;
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("tax-registration-no", "410105XY0000012", true)]
    [InlineData("tax-registration-no", "41010519010101001801", true)]
    [InlineData("tax-registration-no", "4101", false)]
    [InlineData("institution-certificate-no", "141000000001", true)]
    [InlineData("institution-certificate-no", "14100000001", false)]
    [InlineData("social-org-certificate-no", "豫民证字第001号", true)]
    [InlineData("passport", "E12345678", true)]
    [InlineData("passport", "E1", false)]
    [InlineData("passport", "000000000", false)]
    [InlineData("hk-macao-permit", "H01234567", true)]
    [InlineData("taiwan-permit", "01234567", true)]
    [InlineData("foreign-resident-card", "911124198108030024", true)]
    [InlineData("foreign-resident-card", "911124-19810803", false)]
    public void Numbers_without_a_public_check_are_held_to_their_shape(string scheme, string number, bool valid) =>
        Assert.Equal(valid, IdentifierScheme.Find(scheme)!.Check(number, Context).IsValid);

    [Fact]
    public void A_tax_number_with_neither_part_right_is_only_a_warning() =>
        Assert.Equal(["tax-registration-no.parts"], FindingsOf(IdentifierScheme.TaxRegistration, "410105XY0000013"));

    [Theory]
    [InlineData("信政〔2026〕5号", "信政(2026)5号")]
    [InlineData("信政〔2026〕5号", "信政［２０２６］５号")]
    [InlineData("信政〔2026〕5号", " 信政【2026】 5 号")]
    [InlineData("信政〔2026〕5号", "信政（2026）5号")]
    [InlineData("(2024)豫0105执1234号", "（2024）豫０１０５执1234号")]
    [InlineData("信市监罚字〔2026〕A-7号", "信市监罚字[2026]a—7号")]
    public void One_document_is_recognised_in_many_spellings(string one, string other) =>
        Assert.True(DocumentNumber.Same(one, other));

    [Theory]
    [InlineData("信政〔2026〕5号", "信政〔2026〕6号")]
    [InlineData("信政〔2026〕5号", "信政〔2025〕5号")]
    [InlineData("信一处〔2026〕5号", "信-处〔2026〕5号")]
    public void Different_documents_stay_different(string one, string other) =>
        Assert.False(DocumentNumber.Same(one, other));

    [Fact]
    public void Normalising_a_document_number_twice_changes_nothing() =>
        Prop.ForAll<string>(text => DocumentNumber.Normalise(DocumentNumber.Normalise(text ?? ""))
            == DocumentNumber.Normalise(text ?? "")).QuickCheckThrowOnFailure();

    private static Gen<string> Digits(int count) =>
        Gen.ArrayOf(Gen.Elements("0123456789".ToCharArray()), count).Select(digits => new string(digits));

    private static string WithDigit(string number, int at, int by)
    {
        var wrong = number.ToCharArray();
        wrong[at] = (char)('0' + ((wrong[at] - '0' + by) % 10));
        return new string(wrong);
    }
}
