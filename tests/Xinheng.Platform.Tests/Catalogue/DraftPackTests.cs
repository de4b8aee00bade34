using Xinheng.Model.Catalogue;
using Xinheng.Model.Catalogue.Integrity;
using Xinheng.Platform.Catalogue;

namespace Xinheng.Platform.Tests.Catalogue;

public sealed class DraftPackTests
{
    public static TheoryData<string> Codes => [.. Directory
        .EnumerateFiles(Path.Combine(Draft.PackDirectory, "items"), "*.yaml")
        .Select(f => Path.GetFileNameWithoutExtension(f))
        .Order(StringComparer.Ordinal)];

    [Fact]
    public void The_pack_loads_with_all_sixty_record_types()
    {
        var pack = CatalogueFiles.Load(Draft.PackDirectory, Draft.Numbers);

        Assert.Equal([], pack.Refusals.Select(r => r.Message));
        Assert.Equal(60, pack.Value.Items.Length);
        Assert.Equal(Codes.Select(c => c.Data), pack.Value.Items.Select(i => i.Code).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Nothing_is_found_wrong_with_it() =>
        Assert.Equal([], CatalogueIntegrity.Check(Draft.Pack).Select(f => $"{f.Code} {f.Field}: {f.Message}"));

    [Theory, MemberData(nameof(Codes))]
    public void The_worked_row_passes_its_own_check(string code)
    {
        var item = Draft.Item(code);

        var row = item.Check(item.Example.AsSpan(), Draft.Context);

        Assert.Equal([], row.Problems.Select(p => $"{p.Code} {p.Field}: {p.Message}"));
    }

    [Theory, MemberData(nameof(Codes))]
    public void A_checked_row_is_canonical(string code)
    {
        var item = Draft.Item(code);
        var once = item.Check(item.Example.AsSpan(), Draft.Context).Values;

        var twice = item.Check(once.AsSpan(), Draft.Context).Values;

        Assert.Equal(once.AsEnumerable(), twice.AsEnumerable());
        Assert.All(once.Zip(twice), pair => Assert.Same(pair.First, pair.Second));
    }

    [Theory, MemberData(nameof(Codes))]
    public void A_row_of_placeholders_lacks_everything_that_is_required(string code)
    {
        var item = Draft.Item(code);
        var row = item.Check(Enumerable.Repeat<string?>("/", item.Fields.Length).ToArray(), Draft.Context);

        Assert.Equal(
            item.Fields.Where(f => f.Requirement.IsAlways).Select(f => f.Code),
            row.Problems.Where(p => p.Number == "E16").Select(p => p.Field)
                .Intersect(item.Fields.Where(f => f.Requirement.IsAlways).Select(f => f.Code)));
        Assert.True(row.IsRefused);
    }

    [Fact]
    public void Every_adverse_item_asks_for_document_authority_and_date()
    {
        foreach (var item in Draft.Pack.Items.Where(i => i.Nature == Nature.Adverse))
        {
            foreach (var role in new[] { FieldRole.DocumentNumber, FieldRole.AuthorityName, FieldRole.DecidedOn })
            {
                Assert.True(item.Roles.Has(role), $"{item.Code} {role}");
                Assert.NotEqual(Requirement.Optional, item.Columns[item.Roles[role]].Requirement);
            }
        }
    }

    [Fact]
    public void Only_the_judgment_debtors_list_cites_a_national_rule_to_show_persons() =>
        Assert.Equal(["SF_SXR"], Draft.Pack.Items.Where(i => i.PublicAboutPersons is not null).Select(i => i.Code));

    [Fact]
    public void Numbers_of_persons_are_sealed_and_closed()
    {
        var numbers = Draft.Pack.Items.SelectMany(i => i.Fields).Where(f => f.Name.Contains("证件号码", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(numbers);
        Assert.All(numbers, f => Assert.True(f.Type.IsSealed && f.Openness == FieldOpenness.Closed, f.Code));
    }

    [Fact]
    public void What_is_inactive_says_why() =>
        Assert.Equal(["SF_XSPJ"], Draft.Pack.Items.Where(i => !i.IsActive).Select(i => i.Code));

    [Fact]
    public void An_item_is_digested_over_the_same_document_every_time()
    {
        var again = CatalogueFiles.Load(Draft.PackDirectory, Draft.Numbers).Value;

        Assert.Equal(ItemDocument.Write(Draft.Item("CF_LP")), ItemDocument.Write(again.Find("CF_LP")!));
        Assert.Empty(CatalogueDiff.Between(Draft.Pack, again));
    }
}
