namespace Xinheng.House.Tests.Laws;

/// <summary>Law 1, third part: Platform knows no HTTP, Web knows no database.</summary>
public sealed class FloorsTests
{
    private const string PlatformWhy =
        "Use cases serve pages, machines, the command line and jobs alike; one that knows HTTP serves only one of them.";

    private const string WebWhy =
        "SQL stands in the room that owns the table; a door that asks the database by itself escapes disclosure and the journal.";

    private static readonly string[] Doors = ["Microsoft.AspNetCore"];
    private static readonly string[] Databases = ["Npgsql", "Dapper", "System.Data"];

    [Fact]
    public void Platform_knows_no_web_types() => Law.Holds(PlatformWhy, Reaches(House.Platform, Doors));

    [Fact]
    public void Web_knows_no_database_types() => Law.Holds(WebWhy, Reaches(House.Web, Databases));

    [Fact]
    public void Web_and_Model_say_no_SQL() => Law.Holds(WebWhy,
        House.Web.Strings.Concat(House.Web.SqlFiles).Concat(House.Model.Strings).Concat(House.Model.SqlFiles)
            .Where(s => Sql.Reads(s.Text).Concat(Sql.Writes(s.Text)).Any())
            .Select(s => $"{s.Type}: {Sql.Short(s.Text)}"));

    [Fact]
    public void The_law_bites()
    {
        Assert.Contains("BadHouse.Platform.Collection.HurriedReceipt → Microsoft.AspNetCore.Http.HttpContext",
            Reaches(House.Sample("BadHouse.Platform"), Doors));
        Assert.Contains("BadHouse.Web.Portal.SelfServedPage → Npgsql.NpgsqlConnection",
            Reaches(House.Sample("BadHouse.Web"), Databases));
        Assert.Contains(House.Sample("BadHouse.Web").Strings, s => Sql.Reads(s.Text).Contains("records"));
    }

    private static IEnumerable<string> Reaches(Floor floor, string[] forbidden) =>
        floor.Uses.Where(m => forbidden.Any(f => Floor.IsBelow(m.UsedSpace, f))).Select(m => $"{m.User} → {m.Used}");
}
