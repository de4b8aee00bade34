using Dapper;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Model.People.Machines;
using Xinheng.Platform.People;
using Xinheng.Testing;

namespace Xinheng.Platform.Tests.People;

/// <summary>One rule, asked one by one and as a condition in SQL, about callers and organisations drawn by chance.</summary>
public sealed class SeenByTests
{
    private const int Callers = 3_000;

    // Few, so that chance meets itself: two cities, four counties, a township, and one that is not registered at all.
    private static readonly string[] Regions = ["990000", "990100", "990101", "990102", "990200", "990201", "990101004"];

    private static readonly string[] Asked = ["000000", .. Regions.Take(6)];

    [Fact]
    public async Task The_function_and_the_condition_agree_about_everybody()
    {
        await using var platform = await TestPlatform.CreateAsync();
        await using var connection = await platform.Database.Owner.OpenConnectionAsync();
        var organisations = Regions.SelectMany((region, n) => new[] { ($"org{n}a", region), ($"org{n}b", region) }).ToList();
        foreach (var (code, region) in organisations)
        {
            await connection.ExecuteAsync(
                "insert into people.organisation values (@code, @code, @region, 'Provider', @entry, now())", new { code, region, entry = Guid.Empty });
        }

        var chance = new Random(20260615);
        long seen = 0, hidden = 0;
        for (var n = 0; n < Callers; n++)
        {
            var caller = Draw(chance, organisations);
            var permission = chance.GetItems(Enum.GetValues<Permission>(), 1)[0];
            var parameters = SeenBy.Parameters(caller, permission);
            var inSql = (await connection.QueryAsync<string>(
                $"select code from (select code from people.organisation union select 'unregistered') o where {SeenBy.Sql("o.code")}", parameters)).ToHashSet();
            foreach (var (code, region) in organisations.Append(("unregistered", null!)))
            {
                var mays = (caller with { Scopes = null }).May(permission, new Target(code, region));
                Assert.True(mays == inSql.Contains(code), $"{caller} on {permission} of {code} in {region}: {mays} one by one");
                _ = mays ? seen++ : hidden++;
            }
        }

        Assert.True(seen > Callers / 2 && hidden > Callers / 2, $"The draw reaches both answers: {seen} seen, {hidden} hidden.");
    }

    [Fact]
    public async Task A_condition_that_forgets_the_region_is_found_out()
    {
        await using var platform = await TestPlatform.CreateAsync();
        await using var connection = await platform.Database.Owner.OpenConnectionAsync();
        var county = new Caller(Actor.TheProgram with { Kind = ActorKind.Staff }, [new Grant(Role.Operator, Region.Parse("990201").Value)]);
        var wrong = SeenBy.Sql("o.code").Replace("and starts_with(seen.region, stem)", "", StringComparison.Ordinal);

        Assert.Empty(await connection.QueryAsync<string>(
            $"select code from people.organisation o where {SeenBy.Sql("o.code")}", SeenBy.Parameters(county, Permission.ViewSubmissions)));
        Assert.NotEmpty(await connection.QueryAsync<string>(
            $"select code from people.organisation o where {wrong}", SeenBy.Parameters(county, Permission.ViewSubmissions)));
    }

    private static Caller Draw(Random chance, List<(string Code, string Region)> organisations)
    {
        var own = chance.Next(4) == 0 ? null : organisations[chance.Next(organisations.Count)].Code;
        var kind = chance.Next(12) == 0 ? ActorKind.CommandLine : ActorKind.Staff;
        var grants = Enumerable.Range(0, chance.Next(4)).Select(_ =>
        {
            var role = chance.GetItems(Enum.GetValues<Role>(), 1)[0];
            var region = Region.Parse(Asked[chance.Next(Asked.Length)]);
            return new Grant(role, role.IsOverRegion() && region.TryGet(out var held) ? held : null);
        }).ToList();
        return new Caller(new Actor(kind, new AccountId(Guid.CreateVersion7()), "drawn", own), grants)
        {
            Scopes = chance.Next(8) == 0 ? [ClientScope.SubmitAll] : null,
        };
    }
}
