using System.Collections.Immutable;
using Xinheng.Model.Catalogue;
using Xinheng.Model.Catalogue.Conditions;
using Xinheng.Model.Catalogue.Integrity;
using Xinheng.Model.Catalogue.Rules;
using Xinheng.Model.Catalogue.Types;
using Xinheng.Model.Law;

namespace Xinheng.Model.Tests.Catalogue;

/// <summary>The twin of the sound pack: each mistake is found, and found alone.</summary>
public sealed class IntegrityTests
{
    private static readonly Citation Unsure = new("据说的规定", Confidence.Unsure);

    [Fact]
    public void A_sound_pack_has_no_findings() => Assert.Equal([], Find(Sample.Item()));

    [Fact]
    public void Two_items_by_one_code() => Assert.Equal(["catalogue.item-duplicate"], Find(Sample.Item(), Sample.Item()));

    [Fact]
    public void Two_fields_by_one_code_or_name() => Assert.Equal(
        ["catalogue.field-duplicate", "catalogue.field-name-duplicate"],
        Find(Sample.Item(Sample.Fields.Add(Sample.Field("TEXT", "别的", new DateField())).Add(Sample.Field("OTHER", "说明", new DateField())),
            example: Longer(2))));

    [Fact]
    public void An_older_name_that_is_anothers_name() => Assert.Equal(
        ["catalogue.alias-collision"],
        Find(Sample.Item(Sample.Fields.SetItem(6, Sample.Fields[6] with { Aliases = ["ORG"] }))));

    [Fact]
    public void A_code_set_that_nobody_uses() => Assert.Equal(
        ["catalogue.code-set-orphan"],
        Find(Sample.Item(Sample.Fields.SetItem(5, Sample.Field("COLOUR", "颜色", new TextField(9, false))))));

    [Fact]
    public void A_code_that_means_two_values()
    {
        var set = new CodeSet("CS_COLOUR", "颜色", [new CodeValue("1", "红", [], false), new CodeValue("2", "赤", ["红"], false)]);
        var pack = new CataloguePack
        {
            Edition = new Edition("1", "示例", Sample.Today, null),
            Items = [Sample.Item()],
            CodeSets = [set],
            RetentionRules = [],
            Terms = Sample.Terms,
        };

        Assert.Equal(["catalogue.code-duplicate"], CatalogueIntegrity.Check(pack).Select(f => f.Code));
    }

    [Fact]
    public void A_condition_that_can_never_hold() => Assert.Equal(
        ["catalogue.rule-never-fires"],
        Find(Sample.Item(Sample.Fields.SetItem(6, Sample.Fields[6] with
        {
            Requirement = Requirement.IfSo(new Contains(Sample.Ref("COLOUR"), "07", Sample.Colours)),
        }))));

    [Fact]
    public void A_field_whose_requirement_asks_itself() => Assert.Equal(
        ["catalogue.rule-never-fires"],
        Find(Sample.Item(Sample.Fields.SetItem(6, Sample.Fields[6] with { Requirement = Requirement.IfSo(new Given(Sample.Ref("TEXT"))) }))));

    [Fact]
    public void A_date_compared_with_itself() => Assert.Equal(
        ["catalogue.rule-never-fires"], Find(Sample.Item(rules: [new OrderedDates(Sample.Ref("DATE"), Sample.Ref("DATE"), true)])));

    [Fact]
    public void No_key() => Assert.Equal(["catalogue.key-missing"], Find(Sample.Item(key: ImmutableArray<FieldRef>.Empty)));

    [Fact]
    public void A_key_that_may_be_empty() => Assert.Equal(["catalogue.key-optional"], Find(Sample.Item(key: [Sample.Ref("TEXT")])));

    [Fact]
    public void A_key_that_is_a_persons_number() => Assert.Equal(
        ["catalogue.key-personal"],
        Find(Sample.Item(
            Sample.Fields.Add(Sample.Field("ID", "证件号码", new IdNumberField(null), required: true)),
            [new FieldRef("ID", "证件号码", 7)],
            example: Longer(1).SetItem(7, "R23456789012345678"))));

    [Theory]
    [InlineData(FieldRole.SubjectName, "catalogue.role-missing")]
    [InlineData(FieldRole.UnifiedCode, "catalogue.role-missing")]
    [InlineData(FieldRole.DocumentNumber, "catalogue.adverse-undocumented")]
    [InlineData(FieldRole.AuthorityName, "catalogue.adverse-undocumented")]
    [InlineData(FieldRole.DecidedOn, "catalogue.adverse-undocumented")]
    public void A_part_that_nobody_plays(FieldRole role, string code)
    {
        var roles = Sample.DefaultRoles;
        roles.Remove(role);

        Assert.Equal([code], Find(Sample.Item(roles: roles)));
    }

    [Fact]
    public void A_document_number_that_need_not_be_given() => Assert.Equal(
        ["catalogue.adverse-undocumented"],
        Find(Sample.Item(
            Sample.Fields.SetItem(2, Sample.Fields[2] with { Requirement = Requirement.Optional }), key: [Sample.Ref("ORG")])));

    [Fact]
    public void An_adverse_item_without_a_class() => Assert.Equal(["catalogue.class-missing"], Find(Sample.Item(withoutClass: true)));

    [Fact]
    public void A_class_from_a_field_that_is_not_there() => Assert.Equal(
        ["catalogue.role-missing"], Find(Sample.Item(severity: new ClassRule.FromField())));

    [Fact]
    public void A_class_from_penalties_that_are_not_there() => Assert.Equal(
        ["catalogue.role-missing"], Find(Sample.Item(severity: new ClassRule.FromPenalty())));

    [Fact]
    public void A_class_on_an_unsure_basis() => Assert.Equal(
        ["catalogue.class-unsure"], Find(Sample.Item(severity: new ClassRule.Fixed(AdverseClass.Serious, Unsure))));

    [Fact]
    public void A_neutral_item_needs_neither_class_nor_document()
    {
        var roles = Sample.DefaultRoles;
        roles.Remove(FieldRole.DocumentNumber);

        Assert.Equal([], Find(Sample.Item(roles: roles, withoutClass: true, nature: Nature.Neutral)));
    }

    [Fact]
    public void Persons_shown_without_a_national_rule() => Assert.Equal(
        ["catalogue.role-missing", "catalogue.public-persons-uncited"], Find(Sample.Item(subjects: SubjectKinds.NaturalPerson)));

    [Fact]
    public void Persons_shown_on_an_unsure_basis() => Assert.Equal(
        ["catalogue.public-persons-unsure"], Find(Sample.Item(publicAboutPersons: Unsure)));

    [Fact]
    public void No_legal_basis_or_only_an_unsure_one()
    {
        Assert.Equal(["catalogue.legal-basis-missing"], Find(Sample.Item(legalBasis: ImmutableArray<Citation>.Empty)));
        Assert.Equal(["catalogue.legal-basis-missing"], Find(Sample.Item(legalBasis: [Unsure])));
    }

    [Fact]
    public void A_field_that_may_not_exist() => Assert.Equal(
        ["catalogue.forbidden-field"], Find(Sample.Item(Sample.Fields.SetItem(6, Sample.Fields[6] with { Name = "负责人血型" }))));

    [Fact]
    public void A_persons_field_left_open() => Assert.Equal(
        ["catalogue.personal-open"], Find(Sample.Item(Sample.Fields.SetItem(6, Sample.Fields[6] with { Personal = true }))));

    [Fact]
    public void An_example_that_is_missing_or_wrong()
    {
        Assert.Equal(["catalogue.example-missing"], Find(Sample.Item(example: ImmutableArray<string?>.Empty)));
        Assert.Equal(["catalogue.example-wrong"], Find(Sample.Item(example: Longer(0).SetItem(4, "yesterday"))));
    }

    private static ImmutableArray<string?> Longer(int by) => [.. Sample.Item().Example, .. new string?[by]];

    private static IEnumerable<string> Find(params CatalogueItem[] items) =>
        CatalogueIntegrity.Check(Sample.Pack(items)).Select(f => f.Code);
}
