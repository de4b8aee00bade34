using Xinheng.Bench;
using Xinheng.Bench.Yardsticks;

if (args is ["--help" or "-h" or "help", ..])
{
    Console.Out.WriteLine(BenchOptions.Usage);
    return 0;
}

var options = BenchOptions.Read(args, out var complaint);
if (options is null)
{
    Console.Error.WriteLine($"bench: {complaint}\n{BenchOptions.Usage}");
    return 2;
}

var figures = new List<Figure>();
await using var bench = new Bench(options);
foreach (var name in BenchOptions.Yardsticks.Where(options.Wants))
{
    figures.AddRange(await (name switch
    {
        "intake" => Intake.MeasureAsync(bench),
        "growth" => Growth.MeasureAsync(bench),
        "reads" => Reads.MeasureAsync(bench),
        "pages" => Pages.MeasureAsync(bench),
        "search" => Search.MeasureAsync(bench),
        "lists" => Lists.MeasureAsync(bench),
        "withdrawals" => Withdrawals.MeasureAsync(bench),
        "repairs" => Repairs.MeasureAsync(bench),
        "trace" => Traces.MeasureAsync(bench),
        "commitment" => Commitments.MeasureAsync(bench),
        _ => Verification.MeasureAsync(bench),
    }));
}

Console.Out.WriteLine(options.Json ? Table.Json(options, figures) : Table.Text(options, figures));
return 0;
