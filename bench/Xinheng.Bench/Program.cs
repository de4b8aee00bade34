using Xinheng.Bench;
using Xinheng.Bench.Yardsticks;

var options = BenchOptions.Read(args);
if (options is null)
{
    Console.Error.WriteLine(BenchOptions.Usage);
    return 2;
}

var figures = new List<Figure>();
await using var bench = new Bench(options);
foreach (var (name, measure) in new (string, Func<Bench, Task<IReadOnlyList<Figure>>>)[]
{
    ("intake", Intake.MeasureAsync),
    ("growth", Growth.MeasureAsync),
    ("reads", Reads.MeasureAsync),
    ("search", Search.MeasureAsync),
    ("lists", Lists.MeasureAsync),
    ("verify", Verification.MeasureAsync),
})
{
    if (options.Wants(name))
    {
        figures.AddRange(await measure(bench));
    }
}

Console.Out.WriteLine(options.Json ? Table.Json(options, figures) : Table.Text(options, figures));
return 0;
