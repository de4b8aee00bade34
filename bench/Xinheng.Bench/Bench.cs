using System.Diagnostics;

namespace Xinheng.Bench;

/// <summary>One run: its options, and the large database that most yardsticks share, loaded when the first asks for it.</summary>
internal sealed class Bench(BenchOptions options) : IAsyncDisposable
{
    private const int Pieces = 3;

    private World? large;

    public BenchOptions Options => options;

    /// <summary>Seconds a row took at each end of the large database's growth, piece by piece.</summary>
    public List<double> Young { get; } = [];

    public List<double> Old { get; } = [];

    public string Sizes => $"{options.Subjects:N0} subjects, {options.Records:N0} penalties";

    public async Task<World> LargeAsync()
    {
        if (large is null)
        {
            large = await World.CreateAsync();
            await LoadAsync(large);
        }

        return large;
    }

    /// <summary>Runs something over and over; returns the sorted times in milliseconds.</summary>
    public static async Task<double[]> TimesAsync(int times, Func<int, Task> once)
    {
        var taken = new double[times];
        for (var i = 0; i < times; i++)
        {
            var started = Stopwatch.GetTimestamp();
            await once(i);
            taken[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        }

        Array.Sort(taken);
        return taken;
    }

    public static double P95(double[] sorted) => sorted[(int)Math.Ceiling(sorted.Length * 0.95) - 1];

    public static void Say(string what) => Console.Error.WriteLine($"{DateTime.Now:HH:mm:ss} {what}");

    public async ValueTask DisposeAsync()
    {
        if (large is not null)
        {
            await large.DisposeAsync();
        }
    }

    private async Task LoadAsync(World world)
    {
        Say($"large database: {options.Subjects:N0} registrations");
        await world.RegisterAsync(options.Subjects);
        await EndAsync(world, 0, Young);
        for (var from = options.Ends; from < options.Records - options.Ends; from += BenchOptions.PerSubmission)
        {
            var to = Math.Min(options.Records - options.Ends, from + BenchOptions.PerSubmission);
            var took = await world.TakeInAsync("CF_LP", world.Files.Penalties(from, to, options.Subjects), to - from);
            Say($"large database: {to:N0} penalties, {(to - from) / took.TotalSeconds:N0} rows/s");
        }

        await EndAsync(world, options.Records - options.Ends, Old);
        await world.RenameAsync();
        await world.ExecuteAsync("vacuum analyze");
        await world.ExecuteAsync("checkpoint");
    }

    private async Task EndAsync(World world, int from, List<double> costs)
    {
        await world.ExecuteAsync("checkpoint");
        for (var piece = 0; piece < Pieces; piece++)
        {
            var (start, end) = (from + (options.Ends * piece / Pieces), from + (options.Ends * (piece + 1) / Pieces));
            var took = await world.TakeInAsync("CF_LP", world.Files.Penalties(start, end, options.Subjects), end - start);
            costs.Add(took.TotalSeconds / (end - start));
        }

        costs.Sort();
    }
}
