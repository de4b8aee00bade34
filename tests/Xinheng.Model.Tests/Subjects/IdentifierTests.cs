using Xinheng.Model.Subjects.Identifiers;
using static Xinheng.Model.Tests.Subjects.Numbers;

namespace Xinheng.Model.Tests.Subjects;

public sealed class IdentifierTests
{
    [Fact]
    public void An_identifier_is_normalised_and_equal_to_its_other_spellings()
    {
        var one = Identifier.Parse(IdentifierScheme.Uscc, "91410100xy0000178l", Context).Value;
        var other = Identifier.Parse(IdentifierScheme.Uscc, "91410100XY0000178L", Context).Value;

        Assert.Equal(one, other);
        Assert.Equal("uscc:91410100XY0000178L", one.ToString());
    }

    [Fact]
    public void Reading_what_an_identifier_holds_gives_it_back()
    {
        foreach (var (scheme, text) in new (IdentifierScheme, string)[]
        {
            (IdentifierScheme.Uscc, "91110000802100433B"), (IdentifierScheme.OrgCode, "D2143569-X"),
            (IdentifierScheme.ResidentId, "350102020228002"), (IdentifierScheme.BusinessRegistration, "410000000000013"),
        })
        {
            var first = Identifier.Parse(scheme, text, Context).Value;
            Assert.Equal(first, Identifier.Parse(scheme, first.Value, Context).Value);
        }
    }

    [Fact]
    public void A_wrong_number_becomes_no_identifier_and_every_error_is_told() =>
        Assert.Equal(["resident-id.province", "resident-id.birth-date", "resident-id.check-character"],
            Identifier.Parse(IdentifierScheme.ResidentId, "990105190102310010", Context).Refusals.Select(r => r.Code));

    [Fact]
    public void Warnings_travel_with_the_identifier() =>
        Assert.Equal("uscc.kind", Assert.Single(
            Identifier.Parse(IdentifierScheme.Uscc, "97410100XY0000506B", Context).Value.Warnings).Code);

    [Fact]
    public void A_persons_number_does_not_print() =>
        Assert.Equal("resident-id:***",
            Identifier.Parse(IdentifierScheme.ResidentId, "11010519491231002X", Context).Value.ToString());

    [Fact]
    public void Every_scheme_is_found_by_its_code() =>
        Assert.All(IdentifierScheme.All, scheme => Assert.Same(scheme, IdentifierScheme.Find(scheme.Code)));
}
