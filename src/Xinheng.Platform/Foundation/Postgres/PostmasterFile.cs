using System.Globalization;

namespace Xinheng.Platform.Foundation.Postgres;

/// <summary>
/// <c>postmaster.pid</c>: which process the server is. It outlives a killed server, and its number may by then belong
/// to another program.
/// </summary>
internal sealed class PostmasterFile(PostgresFolder folder)
{
    // No system gives this number to a process.
    private const string Nobody = "2147483647";

    private string FullPath => Path.Combine(folder.Cluster, "postmaster.pid");

    /// <summary>The live server's process id; null when there is none.</summary>
    public int? LivePid() => Read() is [var first, ..] lines
        && int.TryParse(first, CultureInfo.InvariantCulture, out var pid) && IsServer(pid, lines) ? pid : null;

    /// <summary>
    /// PostgreSQL clears away the file of a dead server itself, after making sure that none of its children still works
    /// on the data; but it stops at a number that is alive, whosever it is, and at a zombie. So only the number goes.
    /// </summary>
    public void DisownNumber()
    {
        if (LivePid() is null && Read() is [_, .. var rest])
        {
            File.WriteAllLines(FullPath, [Nobody, .. rest]);
        }
    }

    private string[] Read()
    {
        try
        {
            return File.Exists(FullPath) ? File.ReadAllLines(FullPath) : [];
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return []; // stopped in this moment
        }
    }

    // A server works in its own folder, so on Linux the number can be asked whether it is this very server; elsewhere
    // the time of its start must do (the file's third line).
    private static bool IsServer(int pid, string[] lines)
    {
        try
        {
            using var process = System.Diagnostics.Process.GetProcessById(pid);
            if (!process.ProcessName.StartsWith("postgres", StringComparison.Ordinal))
            {
                return false;
            }

            return OperatingSystem.IsLinux()
                ? File.ReadAllLines($"/proc/{pid}/cwd/postmaster.pid").Take(3).SequenceEqual(lines.Take(3))
                : lines.Length > 2 && long.TryParse(lines[2], CultureInfo.InvariantCulture, out var started)
                    && (process.StartTime - DateTimeOffset.FromUnixTimeSeconds(started)).Duration() < TimeSpan.FromMinutes(1);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            return false; // gone, a zombie, or somebody else's
        }
    }
}
