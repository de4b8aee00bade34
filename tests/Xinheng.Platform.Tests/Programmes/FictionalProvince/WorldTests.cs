using FsCheck;
using FsCheck.Fluent;
using Xinheng.Model.Subjects.Identifiers;
using Xinheng.Platform.Law;
using Xinheng.Platform.Programmes.FictionalProvince;
using Xinheng.Platform.Programmes.FictionalProvince.Land;
using Xinheng.Platform.Tests.Catalogue;

namespace Xinheng.Platform.Tests.Programmes.FictionalProvince;

/// <summary>Who lives in the fictional province: nobody who exists, and always the same.</summary>
public sealed class WorldTests
{
    [Fact]
    public void The_same_seed_gives_the_same_bytes() =>
        Assert.Equal(Worlds.Digest(Worlds.Of(new WorldSize(400, 2_000))), Worlds.Digest(Worlds.Tiny));

    [Fact]
    public void Another_seed_gives_another_province() =>
        Assert.NotEqual(Worlds.Digest(Worlds.Of(new WorldSize(400, 2_000, 7))), Worlds.Digest(Worlds.Tiny));

    [Fact]
    public void The_world_holds_as_many_subjects_as_asked_for()
    {
        var world = Worlds.Small;

        Assert.Equal(3_000, world.OrganisationCount + world.PersonCount + World.Offices.Length);
    }

    [Fact]
    public void Every_code_passes_the_standard_and_belongs_to_nobody()
    {
        var codes = Enumerable.Range(0, (int)Worlds.Small.OrganisationCount).Select(i => Worlds.Small.Organisation(i).Code)
            .Concat(World.Offices.Select(o => o.Code)).ToList();

        Assert.All(codes, AssertFictional);
        Assert.Equal(codes.Count, codes.Distinct().Count());
    }

    [Fact]
    public void Codes_go_on_where_six_digits_end()
    {
        var world = Worlds.Of(new WorldSize(40_000_000, 40_000_000));
        long[] numbers = [998_999, 999_000, 999_001, 1_950_000, 39_999_000];
        var codes = numbers.Select(n => world.Organisation(n).Code).ToList();

        Assert.All(codes, AssertFictional);
        Assert.Equal(["XY999999", "XYA00000", "XYA00001"], codes.Take(3).Select(c => c.Substring(8, 8)));
    }

    [Fact]
    public void Any_seed_and_number_give_a_valid_code_and_a_name_that_fits_its_column() =>
        Prop.ForAll(
            ArbMap.Default.ArbFor<ulong>(), Gen.Choose(0, 900_000).ToArbitrary(),
            (seed, number) =>
            {
                var of = Worlds.Of(new WorldSize(1_000_000, 1_000_000, seed)).Organisation(number);
                return Uscc.IsValidUscc(of.Code) && of.Name.Length is > 4 and <= 200 && of.Founded < Draft.Today
                    && (of.FormerNumber is null || BusinessRegistrationNumber.CheckDigit(of.FormerNumber) == of.FormerNumber[^1]);
            }).QuickCheckThrowOnFailure();

    [Fact]
    public void Persons_numbers_are_valid_and_of_people_born_before_1905()
    {
        var file = Assert.Single(Worlds.Small.Files(), f => f.Item == "NP_BASE");
        var numbers = file.Rows().Select(row => row[file.Columns.IndexOf("ZT_ZJHM")]!).ToList();

        Assert.All(numbers, n => Assert.True(ResidentId.IsValidResidentId(n, Draft.Today), n));
        Assert.All(numbers, n => Assert.InRange(int.Parse(n.AsSpan(6, 4)), 1901, 1904));
        Assert.Equal(Worlds.Small.PersonCount, numbers.Distinct().Count());
    }

    [Fact]
    public void Organisations_live_in_every_county_of_the_fictional_province_and_nowhere_else()
    {
        var divisions = LawFiles.Load(Path.Combine(Draft.Root, "catalogue", "law")).Value.Divisions.All
            .Where(d => d.Code.StartsWith("99", StringComparison.Ordinal)).ToDictionary(d => d.Code);
        var all = Enumerable.Range(0, (int)Worlds.Small.OrganisationCount).Select(i => Worlds.Small.Organisation(i)).ToList();

        Assert.Equal(divisions.Keys.Where(c => c[4..] != "00").Order(), all.Select(o => o.Division).Distinct().Order());
        Assert.All(all, o => Assert.StartsWith(
            $"信衡省{divisions[o.Division[..4] + "00"].Name}{divisions[o.Division].Name}", o.Address, StringComparison.Ordinal));
        Assert.All(World.Offices, o => Assert.StartsWith(
            o.Trade == "customs" ? "信衡" : divisions[o.Division].Name, o.Name, StringComparison.Ordinal));
    }

    [Fact]
    public void There_are_organisations_of_every_kind_namesakes_and_former_names()
    {
        var all = Enumerable.Range(0, (int)Worlds.Small.OrganisationCount).Select(i => Worlds.Small.Organisation(i)).ToList();

        Assert.Equal(Enum.GetValues<OrganisationKind>(), all.Select(o => o.Kind).Distinct().Order());
        Assert.Contains(all, o => o.IsNamesake);
        Assert.Contains(all, o => o.FormerName is not null && o.FormerName != o.Name);
        Assert.Contains(all, o => o.FormerNumber is not null);
        Assert.Contains(all, o => o.Name.Length > 30);
        Assert.True(all.Select(o => o.State).Distinct().Count() >= 3);
    }

    private static void AssertFictional(string code)
    {
        Assert.True(Uscc.IsValidUscc(code), code);
        Assert.True(OrgCode.IsValidOrgCode(Uscc.OrgCodeOf(code)), code);
        Assert.Equal("99", code.Substring(2, 2));
        Assert.Equal("XY", code.Substring(8, 2));
    }
}
