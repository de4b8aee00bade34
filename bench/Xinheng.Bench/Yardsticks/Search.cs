using Xinheng.Platform.Publication;

namespace Xinheng.Bench.Yardsticks;

/// <summary>Name search: how long it takes for two to eight characters, common and rare, and how often the right one stands on top.</summary>
internal static class Search
{
    private const int Times = 60;
    private const int Asked = 500;

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(Bench bench)
    {
        var world = await bench.LargeAsync();
        var subjects = world.Get<PublicSubjects>();
        var some = new Random(20260101);
        Bench.Say("search");
        List<Figure> figures = [];
        foreach (var (kind, text) in new (string, Func<int, string>)[]
        {
            ("common", n => Organisations.Short(n) + Organisations.Form(n)),
            ("common", n => Organisations.Name(n)),
            ("rare", Organisations.Short),
            ("rare", n => Organisations.Brand(n) + Organisations.Name(n)[^4..]),
        }.GroupBy(k => k.Item1).Select(g => (g.Key, (Func<int, string>)(n => g.ElementAt(n % g.Count()).Item2(n)))))
        {
            var all = new List<double>();
            var byLength = new List<string>();
            for (var length = 2; length <= 8; length++)
            {
                var queries = Enumerable.Range(0, Times).Select(_ => Part(text(some.Next(world.Organisations)), length, kind)).ToArray();
                var times = await Bench.TimesAsync(Times, i => subjects.SearchAsync(new SubjectQuery(queries[i], null, null, null), default));
                byLength.Add($"{length}: {Bench.P95(times):0.0}");
                all.AddRange(times);
            }

            double[] sorted = [.. all.Order()];
            figures.Add(new($"name search, {kind}", $"p95 {Bench.P95(sorted):0.0} ms, worst {sorted[^1]:0} ms", $"by length, ms: {string.Join(", ", byLength)}",
                null, "p95 ≤ 30 ms", $"{world.Organisations:N0} organisations"));
        }

        foreach (var (name, ask) in new (string, Func<int, string>)[]
        {
            ("full", Organisations.Name),
            ("short", Organisations.Short),
            ("former", n => Organisations.FormerName(n)),
            ("one-typo", n => Mistyped(Organisations.Name(n), some)),
        })
        {
            var right = 0;
            for (var i = 0; i < Asked; i++)
            {
                var who = name == "former" ? some.Next(world.Organisations / World.RenamedEvery) * World.RenamedEvery : some.Next(world.Organisations);
                while (ask(who).Length < 5)
                {
                    who = (who + 1) % world.Organisations;
                }

                var hits = await subjects.SearchAsync(new SubjectQuery(ask(who), null, null, null), default);
                right += hits.Items.Take(3).Any(h => h.Identifier == Organisations.Code(who)) ? 1 : 0;
            }

            figures.Add(new($"search by {name} name", $"{100.0 * right / Asked:0.0} % right in the top 3", "–", (double)right / Asked, "≥ 0.95",
                $"{Asked} names of {world.Organisations:N0}"));
        }

        return figures;
    }

    // Common: the end of a name, which thousands share. Rare: its brand and what follows.
    private static string Part(string text, int length, string kind) =>
        text.Length <= length ? text : kind == "common" ? text[^length..] : text[..length];

    // A character that stands in no name, as a slip of the pen is.
    private static string Mistyped(string name, Random some)
    {
        var at = some.Next(name.Length);
        return string.Concat(name.AsSpan(0, at), "孑", name.AsSpan(at + 1));
    }
}
