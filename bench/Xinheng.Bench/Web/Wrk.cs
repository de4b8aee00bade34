using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Xinheng.Bench.Web;

/// <summary>What wrk saw: requests answered a second, the time under which 99 of 100 were, and their size with headers.</summary>
internal sealed record Load(double PerSecond, double P99Milliseconds, double Bytes);

/// <summary>Runs wrk with 2 threads and 32 connections over addresses drawn at random from a list.</summary>
internal static partial class Wrk
{
    private const int Connections = 32;

    public static bool IsThere => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(p => File.Exists(Path.Combine(p, "wrk")));

    /// <param name="pauseMilliseconds">How long a connection rests between two requests, on average.</param>
    /// <param name="compressed">Asks as browsers do, which take compressed answers.</param>
    public static async Task<Load> RunAsync(string url, string path, string identifiers, int seconds, double pauseMilliseconds = 0, bool compressed = false)
    {
        var script = Path.ChangeExtension(identifiers, ".lua");
        await File.WriteAllTextAsync(script, string.Create(CultureInfo.InvariantCulture, $$"""
            local started = 0
            function setup(thread) thread:set("seed", 4711 + started); started = started + 1 end
            local codes = {}
            function init(args)
              math.randomseed(seed)
              for line in io.lines("{{identifiers}}") do codes[#codes + 1] = line end
            end
            function request() return wrk.format("GET", "{{path}}" .. codes[math.random(#codes)]) end
            {{(compressed ? "wrk.headers[\"Accept-Encoding\"] = \"gzip, deflate, br\"" : "")}}
            {{(pauseMilliseconds > 0 ? $"function delay() return math.random(0, {Math.Round(2 * pauseMilliseconds)}) end" : "")}}
            """));
        var start = new ProcessStartInfo("wrk") { RedirectStandardOutput = true };
        foreach (var argument in new[] { "-t2", $"-c{Connections}", $"-d{seconds}s", "--latency", "-s", script, url })
        {
            start.ArgumentList.Add(argument);
        }

        using var wrk = Process.Start(start)!;
        var output = await wrk.StandardOutput.ReadToEndAsync();
        await wrk.WaitForExitAsync();
        if (Failures().IsMatch(output) || wrk.ExitCode != 0)
        {
            throw new InvalidOperationException($"wrk was not answered as it should: {output}");
        }

        var p99 = P99().Match(output);
        var total = Total().Match(output);
        return new Load(
            double.Parse(Rate().Match(output).Groups[1].Value, CultureInfo.InvariantCulture),
            double.Parse(p99.Groups[1].Value, CultureInfo.InvariantCulture) * p99.Groups[2].Value switch { "us" => 0.001, "ms" => 1, _ => 1000 },
            double.Parse(total.Groups[2].Value, CultureInfo.InvariantCulture) * total.Groups[3].Value switch { "KB" => 1 << 10, "MB" => 1 << 20, "GB" => 1 << 30, _ => 1 }
                / double.Parse(total.Groups[1].Value, CultureInfo.InvariantCulture));
    }

    /// <summary>The pause after which all connections together ask half as often as they could.</summary>
    public static double PauseForHalf(Load full) => 0.94 * 2 * 1000 * Connections / full.PerSecond;

    [GeneratedRegex(@"Requests/sec:\s+([\d.]+)")]
    private static partial Regex Rate();

    [GeneratedRegex(@"(\d+) requests in \S+ ([\d.]+)(B|KB|MB|GB) read")]
    private static partial Regex Total();

    [GeneratedRegex(@"99%\s+([\d.]+)(us|ms|s)")]
    private static partial Regex P99();

    [GeneratedRegex(@"Non-2xx|Socket errors: connect [1-9]|read [1-9]")]
    private static partial Regex Failures();
}
