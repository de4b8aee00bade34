using Xinheng.Model.Foundation;

namespace Xinheng.House.Tests.Laws;

/// <summary>Law 3: SQL reads downward and writes only its own room's schema.</summary>
public sealed class SqlTests
{
    private const string Why =
        "One schema, one room: who changes a table is found in one folder, and a room's tables can be read without knowing later rooms. " +
        "(What role `portal` may read is asked of PostgreSQL itself, in the Platform's tests.)";

    /// <summary>"Room → schema": why this room may touch a schema that is not its own or not before it.</summary>
    private static readonly Dictionary<string, string> Allowed = new()
    {
        // ["Foundation → records"] = "reason"
    };

    [Fact]
    public void A_room_writes_only_its_own_schema() => Law.Holds(Why, ForeignWrites(House.Platform));

    [Fact]
    public void A_room_reads_only_schemas_of_rooms_before_it() => Law.Holds(Why, UpwardReads(House.Platform));

    [Fact]
    public void SQL_is_found_where_it_stands() =>
        // Should the extraction ever stop seeing SQL, the two laws above would hold of nothing.
        Assert.Contains(House.Platform.Strings.Concat(House.Platform.SqlFiles), s => Sql.Reads(s.Text).Contains("foundation"));

    [Fact]
    public void Every_allowance_is_still_used()
    {
        var used = Sources(House.Platform).SelectMany(s => Sql.Reads(s.Text).Concat(Sql.Writes(s.Text)).Select(schema => $"{s.Room} → {schema}"));
        Law.Holds("An allowance that nobody uses invites somebody to use it.", Allowed.Keys.Except(used));
    }

    [Fact]
    public void The_law_bites()
    {
        var bad = House.Sample("BadHouse.Platform");

        Assert.Equal(
        [
            "BadHouse.Platform.Collection.EagerIntake writes publication: insert into publication.page (id) values (@id)",
            "BadHouse.Platform.Collection.EagerIntake writes records: copy records.revision (id, fields) from stdin (format binary)",
            "BadHouse.Platform.Collection.bad.sql writes subjects: create table subjects.shadow (id uuid primary key); create index shadow_id on co…",
        ], ForeignWrites(bad).Order(StringComparer.Ordinal));
        Assert.Equal(
        [
            "BadHouse.Platform.Collection.EagerIntake reads publication: insert into publication.page (id) values (@id)",
            "BadHouse.Platform.Collection.EagerIntake reads reports: join reports.report r on r.id = s.id",
            "BadHouse.Platform.Collection.bad.sql reads exchange: create table subjects.shadow (id uuid primary key); create index shadow_id on co…",
        ], UpwardReads(bad).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("records.not-found")]
    [InlineData("cases.objection.not-under-review")]
    [InlineData("请查看 records.record 的说明")]
    [InlineData("publication.css")]
    public void Codes_and_sentences_are_no_SQL(string text) => Assert.Empty(Sql.Reads(text).Concat(Sql.Writes(text)));

    private static IEnumerable<Said> Sources(Floor floor) => floor.Strings.Concat(floor.SqlFiles);

    private static IEnumerable<string> ForeignWrites(Floor floor) =>
        from said in Sources(floor)
        from schema in Sql.Writes(said.Text)
        where schema != Sql.Schema(said.Room) && !Allowed.ContainsKey($"{said.Room} → {schema}")
        select $"{said.Type} writes {schema}: {Sql.Short(said.Text)}";

    private static IEnumerable<string> UpwardReads(Floor floor) =>
        from said in Sources(floor)
        from schema in Sql.Reads(said.Text)
        where Place(schema) > Place(Sql.Schema(said.Room)) && !Allowed.ContainsKey($"{said.Room} → {schema}")
        select $"{said.Type} reads {schema}: {Sql.Short(said.Text)}";

    private static int Place(string schema) => Rooms.Names.Select(Sql.Schema).ToList().IndexOf(schema);
}
