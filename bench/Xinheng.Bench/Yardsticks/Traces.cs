using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Npgsql;
using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Model.People.Tracing;
using Xinheng.Platform.People.Tracing;
using Xinheng.Platform.People.Tracing.Alarms;

namespace Xinheng.Bench.Yardsticks;

/// <summary>
/// An auditor's questions over a year of the trace, as the desk asks them, each beside fetching a page of as many lines by
/// their ids: less than that no index can do. A question about a subject includes the line it leaves itself.
/// </summary>
internal static class Traces
{
    private const int Accounts = 2_000;
    private const int Days = 365;
    private const int Asked = 200;

    // Every line is somebody's: a subject in ten lines, an account in some thousand; a few of what is looked for first.
    private const string Fill = """
        insert into people.look (id, at, door, account, organisation, region, lapsed, kind, subject, subject_region, items, purpose, matter, matter_due, result, rows)
        select (lpad(to_hex((extract(epoch from t.at) * 1000)::bigint), 12, '0') || '7' || substr(md5(n::text), 1, 3) || '8' || substr(md5(n::text), 4, 15))::uuid,
               t.at, 'Staff', encode(substr(sha256(convert_to('account' || t.account, 'UTF8')), 1, 16), 'hex')::uuid, 'XY' || lpad((t.account / 5)::text, 16, '0'), '990' || (1 + t.account / 5 % 9) || '00', n % 50000 = 0, 'Read',
               encode(substr(sha256(convert_to('subject' || (n::bigint * 7919 % @subjects), 'UTF8')), 1, 16), 'hex')::uuid, '990' || (1 + (t.account / 5 + (n % 200 = 0)::int) % 9) || '02', '{CF_NP}', '办理许可',
               case when n % 100 <> 0 then 'M' || n end, true, case when n % 100 = 0 then 'Denied' else 'Answered' end, 3
          from generate_series(1, @looks) n
         cross join lateral (select @first::timestamptz + n * (interval '365 days' / @looks) as at, abs(hashint4(n)) % 2000 as account) t
        """;

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(Bench bench)
    {
        await using var world = await World.CreateAsync();
        var looks = bench.Options.Looks;
        var today = DateOnly.FromDateTime(DateTime.Now);
        await FillAsync(world, looks);
        var megabytes = await world.AskAsync<long>("select pg_total_relation_size('people.look') / 1000000");
        var sizes = string.Create(CultureInfo.InvariantCulture, $"{looks:N0} lines, {megabytes:N0} MB with indexes");

        var limit = await LimitAsync(world);
        List<Figure> figures = [];
        foreach (var (name, question) in Questions(today, looks / 10))
        {
            var times = await Bench.TimesAsync(Asked, async i =>
                _ = (await world.Get<Looks>().ListAsync(question(i), Caller.TheProgram, default)).Value);
            figures.Add(new Figure($"trace: {name}", Milliseconds(Bench.P95(times)), $"{Milliseconds(limit)}, 51 lines by id",
                limit / Bench.P95(times), "< 10 s", sizes));
        }

        figures.Add(await AlarmsAsync(world, sizes));
        return figures;
    }

    private static IEnumerable<(string Name, Func<int, Looks.Question> Question)> Questions(DateOnly today, int subjects) =>
    [
        ("of a subject", i => new() { Subject = new SubjectId(IdOf($"subject{(long)i * 7919 % subjects}")) }),
        ("of an account, a month", i => new() { Account = AccountOf(i), From = today.AddDays(-60 - i), To = today.AddDays(-30 - i) }),
        ("of a body, a day", i => new() { Organisation = $"XY{i % (Accounts / 5):0000000000000000}", From = today.AddDays(-1 - i), To = today.AddDays(-1 - i) }),
        ("of a day, half-way down", i => new() { To = today.AddDays(-i % Days) }),
        ("查询无事项号, a month", i => new() { WithoutMatter = true, To = today.AddDays(-i) }),
        ("越区查询, of a body", i => new() { Elsewhere = true, Organisation = $"XY{i % (Accounts / 5):0000000000000000}" }),
        ("离岗仍有权限", _ => new() { Lapsed = true }),
        ("被拒绝的, of an account", i => new() { Result = LookResult.Denied, Account = AccountOf(i) }),
    ];

    private static async Task FillAsync(World world, int looks)
    {
        var clock = Stopwatch.StartNew();
        var indexes = new List<string>();
        await using var connection = await world.Database.Owner.OpenConnectionAsync();
        await using (var list = new NpgsqlCommand(
            "select indexname, indexdef from pg_indexes where schemaname = 'people' and tablename = 'look' and indexname <> 'look_pkey'", connection))
        await using (var reader = await list.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
            {
                indexes.Add(reader.GetString(1));
            }
        }

        await world.ExecuteAsync(string.Concat(indexes.Select(definition => $"drop index people.{definition.Split(' ')[2]};")));
        await using var fill = new NpgsqlCommand(Fill, connection) { CommandTimeout = 0 };
        fill.Parameters.AddWithValue("looks", looks);
        fill.Parameters.AddWithValue("subjects", looks / 10);
        fill.Parameters.AddWithValue("first", DateTime.UtcNow.AddDays(-Days));
        await fill.ExecuteNonQueryAsync();
        Bench.Say($"trace: {looks:N0} lines in {clock.Elapsed.TotalSeconds:0} s");
        foreach (var definition in indexes)
        {
            await world.ExecuteAsync(definition);
        }

        await world.ExecuteAsync("vacuum analyze people.look");
        Bench.Say($"trace: indexes in place after {clock.Elapsed.TotalSeconds:0} s");
    }

    private static async Task<double> LimitAsync(World world)
    {
        await using var connection = await world.Database.Owner.OpenConnectionAsync();
        await using var sample = new NpgsqlCommand("select array_agg(id) from (select id from people.look tablesample system (1) limit 100000) s", connection);
        var ids = (Guid[])(await sample.ExecuteScalarAsync())!;
        var random = new Random(1);
        var times = await Bench.TimesAsync(Asked, async _ =>
        {
            await using var page = new NpgsqlCommand("select * from people.look where id = any ($1)", connection);
            page.Parameters.AddWithValue(Enumerable.Range(0, Looks.PageSize + 1).Select(_ => ids[random.Next(ids.Length)]).ToArray());
            await using var reader = await page.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                // Only fetched.
            }
        });
        return Bench.P95(times);
    }

    // The hourly watch over the day, with the habits of thirty days known.
    private static async Task<Figure> AlarmsAsync(World world, string sizes)
    {
        await world.ExecuteAsync("""
            insert into people.look_day (organisation, day, looks)
            select organisation, (at at time zone 'Asia/Shanghai')::date, count(*) from people.look
             where at > now() - interval '40 days' and organisation is not null group by 1, 2;
            insert into people.alarm_watch (through) values (now())
            """);
        var times = await Bench.TimesAsync(5, async _ => await world.Get<RaiseAlarms>().RunAsync(default));
        return new Figure("trace: the hourly watch", string.Create(CultureInfo.InvariantCulture, $"median {times[2] / 1000:0.00} s"), "", null, "", sizes);
    }

    private static AccountId AccountOf(int n) => new(IdOf($"account{n * 7 % Accounts}"));

    // As the server makes a uuid of a digest.
    private static Guid IdOf(string text) => new(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16), bigEndian: true);

    private static string Milliseconds(double p95) => string.Create(CultureInfo.InvariantCulture, $"p95 {p95:0.0} ms");
}
