using Dapper;
using FsCheck.Fluent;
using Npgsql;
using NpgsqlTypes;
using Xinheng.Model.Catalogue;
using Xinheng.Model.Disclosure;
using Xinheng.Model.Records;
using Xinheng.Model.Subjects;
using Xinheng.Platform.Foundation;
using Xinheng.Testing;

namespace Xinheng.Platform.Tests.Disclosure;

/// <summary>The views' predicate and the one function say the same of every record there could be.</summary>
public sealed class PredicateTests : IAsyncLifetime
{
    private const int RandomCases = 20_000;
    private const string Right = "disclosure.shows";
    private static readonly DateOnly Today = new(2028, 2, 29);

    private Database database = null!;

    public async ValueTask InitializeAsync() => database = await TestDatabase.CreateAsync();

    public async ValueTask DisposeAsync() => await database.DisposeAsync();

    [Fact]
    public async Task The_function_and_the_predicate_agree_on_random_records()
    {
        var cases = RandomFacts.Sample(RandomCases).ToList();

        Assert.Empty(await DifferencesAsync(Right, cases));
        Assert.InRange(cases.Count(Shows), RandomCases / 50, RandomCases); // the sample reaches both answers
    }

    [Fact]
    public async Task They_agree_on_every_combination_there_is()
    {
        var cases = Every().ToList();

        Assert.Equal(5 * 6 * 2 * 3 * 2 * 2 * 5 * 2 * 3 * 4 * 2 * 4 * 3, cases.Count);
        Assert.Empty(await DifferencesAsync(Right, cases));
    }

    [Theory]
    [InlineData("public on the anniversary, too", "today < public_until", "today <= public_until")]
    [InlineData("proposals published", "confirmed and", "true and")]
    [InlineData("minor ones published", ">= 2", ">= 1")]
    [InlineData("held ones published", "and not held", "and true")]
    [InlineData("the repaired published", "state = 'current'", "state in ('current', 'repaired')")]
    [InlineData("minors published", "and not (minor and", "and not (false and")]
    [InlineData("a veto not heeded", "(vetoed and nature = 'positive')", "(vetoed and nature = 'adverse')")]
    [InlineData("persons published", "subject_kind <> 'natural_person'", "subject_kind <> 'nobody'")]
    [InlineData("the unmarked published", "coalesce(impact, false)", "coalesce(impact, true)")]
    [InlineData("what says nothing of its openness published", "own_openness is not distinct from 'public'", "coalesce(own_openness, 'public') = 'public'")]
    public async Task A_wrong_predicate_is_found_out(string wrong, string right, string instead)
    {
        var twin = await TwinAsync(right, instead);

        Assert.True((await DifferencesAsync(twin, RandomFacts.Sample(RandomCases).ToList())).Count > 0, wrong);
    }

    [Fact]
    public async Task The_predicate_never_answers_null_where_a_record_says_nothing()
    {
        await using var connection = await database.Owner.OpenConnectionAsync();

        Assert.Equal(false, await connection.ExecuteScalarAsync("""
            select disclosure.shows('per_field', null, true, 'adverse', true, 'legal_person', 'current', false, null, null, true, false, false, null, '2028-02-29')
            """));
    }

    [Fact]
    public async Task The_planner_sees_through_the_predicate_to_the_index_and_asks_for_today_once()
    {
        await using var connection = await database.Owner.OpenConnectionAsync();
        await connection.ExecuteAsync("set enable_seqscan = off; set enable_bitmapscan = off");
        var plan = string.Join('\n', await connection.QueryAsync<string>(
            "explain (costs off) select * from publication.record where item = 'CF_LP' order by decided_on desc, record_id desc limit 50"));

        Assert.Contains("record_disclosure", plan, StringComparison.Ordinal);
        Assert.Contains("InitPlan", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("shows(", plan, StringComparison.Ordinal);
    }

    private static bool Shows(DisclosureFacts facts) => Decision.Decide(facts, new Audience.Public(), Today).IsShown;

    private async Task<string> TwinAsync(string right, string instead)
    {
        await using var connection = await database.Owner.OpenConnectionAsync();
        var source = await connection.ExecuteScalarAsync<string>("select pg_get_functiondef('disclosure.shows'::regproc)");
        Assert.Contains(right, source, StringComparison.Ordinal);
        await connection.ExecuteAsync(source!
            .Replace(Right, "disclosure.twin", StringComparison.Ordinal).Replace(right, instead, StringComparison.Ordinal));
        return "disclosure.twin";
    }

    // All cases in one round trip; what comes back are the places where the two differ (null counts as different from both).
    private async Task<List<DisclosureFacts>> DifferencesAsync(string predicate, List<DisclosureFacts> cases)
    {
        await using var connection = await database.Owner.OpenConnectionAsync();
        await using var command = new NpgsqlCommand($"""
            select n from unnest($1::text[], $2::text[], $3::boolean[], $4::text[], $5::boolean[], $6::text[], $7::text[], $8::boolean[],
                                 $9::boolean[], $10::smallint[], $11::boolean[], $12::boolean[], $13::boolean[], $14::date[], $15::boolean[]) with ordinality
                   as t (openness, own, persons, nature, has_impact, kind, state, held, impact, severity, confirmed, minor, vetoed, until, shown, n)
             where {predicate}(openness, own, persons, nature, has_impact, kind, state, held, impact, severity, confirmed, minor, vetoed, until, $16)
                   is distinct from shown
             order by n
            """, connection);
        Add(NpgsqlDbType.Text, f => CatalogueWords.Of(f.Openness));
        Add(NpgsqlDbType.Text, f => f.OwnOpenness is { } own ? CatalogueWords.Of(own) : null);
        Add(NpgsqlDbType.Boolean, f => f.PersonsPublic);
        Add(NpgsqlDbType.Text, f => CatalogueWords.Of(f.Nature));
        Add(NpgsqlDbType.Boolean, f => f.HasImpact);
        Add(NpgsqlDbType.Text, f => SubjectKindWords.NameOf(f.SubjectKind));
        Add(NpgsqlDbType.Text, f => Names.Of(f.State));
        Add(NpgsqlDbType.Boolean, f => f.Held);
        Add(NpgsqlDbType.Boolean, f => f.Impact);
        Add(NpgsqlDbType.Smallint, f => (short?)f.Severity);
        Add(NpgsqlDbType.Boolean, f => f.Confirmed);
        Add(NpgsqlDbType.Boolean, f => f.Minor);
        Add(NpgsqlDbType.Boolean, f => f.Vetoed);
        Add(NpgsqlDbType.Date, f => f.PublicUntil);
        Add(NpgsqlDbType.Boolean, f => Shows(f));
        command.Parameters.Add(new NpgsqlParameter { Value = Today, NpgsqlDbType = NpgsqlDbType.Date });
        List<DisclosureFacts> different = [];
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            different.Add(cases[(int)reader.GetInt64(0) - 1]);
        }

        return different;

        void Add<T>(NpgsqlDbType type, Func<DisclosureFacts, T> column) => command.Parameters.Add(
            new NpgsqlParameter { Value = cases.Select(column).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | type });
    }

    private static IEnumerable<DisclosureFacts> Every() =>
        from openness in Enum.GetValues<Openness>()
        from own in Enum.GetValues<Openness>().Select(o => (Openness?)o).Prepend(null)
        from persons in Bools
        from nature in Enum.GetValues<Nature>()
        from hasImpact in Bools
        from kind in new[] { SubjectKind.LegalPerson, SubjectKind.NaturalPerson }
        from state in Enum.GetValues<RecordState>()
        from held in Bools
        from impact in new bool?[] { null, false, true }
        from severity in new Severity?[] { null, Severity.Minor, Severity.Ordinary, Severity.Serious }
        from confirmed in Bools
        from hiding in Enumerable.Range(0, 3)
        from until in new DateOnly?[] { null, Today.AddDays(-1), Today, Today.AddDays(1) }
        select new DisclosureFacts
        {
            Openness = openness, OwnOpenness = own, PersonsPublic = persons, Nature = nature, HasImpact = hasImpact, SubjectKind = kind,
            State = state, Held = held, Impact = impact, Severity = severity, Confirmed = confirmed, PublicUntil = until,
            Minor = hiding == 1, Vetoed = hiding == 2,
        };

    private static bool[] Bools => [false, true];

    private static FsCheck.Gen<DisclosureFacts> RandomFacts =>
        from openness in Gen.Frequency((2, Gen.Constant(Openness.Public)), (2, Gen.Constant(Openness.PerField)), (1, Gen.Elements(Enum.GetValues<Openness>())))
        from own in Gen.Elements([null, Openness.Public, .. Enum.GetValues<Openness>().Select(o => (Openness?)o)])
        from nature in Gen.Elements(Enum.GetValues<Nature>())
        from kind in Gen.Elements(Enum.GetValues<SubjectKind>())
        from state in Gen.Frequency((4, Gen.Constant(RecordState.Current)), (1, Gen.Elements(Enum.GetValues<RecordState>())))
        from held in Gen.Frequency((4, Gen.Constant(false)), (1, Gen.Constant(true)))
        from flags in Gen.Choose(0, 127)
        from impact in Gen.Elements<bool?>(null, false, true, true)
        from severity in Gen.Elements<Severity?>(null, Severity.Minor, Severity.Ordinary, Severity.Serious)
        from until in Gen.Frequency((1, Gen.Constant<DateOnly?>(null)), (4, Gen.Choose(-400, 400).Select(d => (DateOnly?)Today.AddDays(d))),
            (2, Gen.Choose(-1, 1).Select(d => (DateOnly?)Today.AddDays(d))))
        select new DisclosureFacts
        {
            Openness = openness, OwnOpenness = own, Nature = nature, SubjectKind = kind, State = state, Held = held, Impact = impact,
            Severity = severity, PublicUntil = until, PersonsPublic = (flags & 1) != 0, HasImpact = (flags & 2) != 0,
            Confirmed = (flags & 4) != 0, Contested = (flags & 8) != 0, Minor = (flags & 48) == 48, Vetoed = (flags & 64) != 0,
        };
}
