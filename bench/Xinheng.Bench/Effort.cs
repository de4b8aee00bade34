using System.Diagnostics;
using System.Globalization;

namespace Xinheng.Bench;

/// <summary>
/// Processor time used by this program and by the database server: unlike the clock, it hardly changes when the machine
/// has other work, and it says which of the two is the limit.
/// </summary>
internal readonly record struct Effort(double Program, double Server)
{
    private const double Tick = 0.01; // of /proc: USER_HZ is 100 on every Linux we run on

    public static Effort operator -(Effort later, Effort earlier) => new(later.Program - earlier.Program, later.Server - earlier.Server);

    /// <summary>Until now; the server's part only where /proc tells.</summary>
    public static async Task<Effort> NowAsync(World world)
    {
        using var self = Process.GetCurrentProcess();
        var backend = await world.AskAsync<int>("select pg_backend_pid()");
        return new Effort(self.TotalProcessorTime.TotalSeconds, OperatingSystem.IsLinux() ? ServerOf(backend) : 0);
    }

    /// <summary>Microseconds a row.</summary>
    public string PerRow(int rows) => string.Create(CultureInfo.InvariantCulture, $"CPU a row: program {Program / rows * 1e6:0} µs, server {Server / rows * 1e6:0} µs");

    private static double ServerOf(int backend)
    {
        var postmaster = Parent(Stat(backend.ToString(CultureInfo.InvariantCulture))!);
        double ticks = 0;
        foreach (var folder in Directory.EnumerateDirectories("/proc").Select(f => Path.GetFileName(f)!).Where(n => n.All(char.IsAsciiDigit)))
        {
            if (Stat(folder) is { } stat && (folder == postmaster || Parent(stat) == postmaster))
            {
                // Its own time; of the postmaster also that of children that ended.
                ticks += stat.Skip(11).Take(folder == postmaster ? 4 : 2).Sum(t => long.Parse(t, CultureInfo.InvariantCulture));
            }
        }

        return ticks * Tick;
    }

    // What follows the program's name, which may hold blanks: state, parent, …
    private static string[]? Stat(string process)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{process}/stat");
            return text[(text.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return null; // it has just ended
        }
    }

    private static string Parent(string[] stat) => stat[1];
}
