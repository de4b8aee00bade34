using System.Diagnostics;

namespace Xinheng.Platform.Foundation.Postgres;

/// <summary>Runs one of PostgreSQL's programs, as an unprivileged account where we are root (it refuses to run as root).</summary>
internal static class Command
{
    /// <summary>The account of <c>nobody</c>, present on every Linux.</summary>
    private const string Unprivileged = "65534";

    public static bool IsRoot => !OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess;

    /// <summary>Exit code and what it printed (both streams).</summary>
    public static async Task<(int Code, string Output)> RunAsync(
        string program, IEnumerable<string> arguments, bool unprivileged, CancellationToken ct)
    {
        var start = new ProcessStartInfo
        {
            FileName = program,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        if (unprivileged && IsRoot)
        {
            start.FileName = "setpriv";
            foreach (var part in new[] { "--reuid", Unprivileged, "--regid", Unprivileged, "--clear-groups", program })
            {
                start.ArgumentList.Add(part);
            }
        }

        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment.Remove("LC_ALL");
        start.Environment["LANG"] = "C";
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(ct);
        var errors = process.StandardError.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        return (process.ExitCode, (await output + await errors).Trim());
    }

    /// <summary>Whether every account can get into a folder, by it and all above it.</summary>
    public static bool IsOpenToAll(string path)
    {
        for (var folder = new DirectoryInfo(path); folder is not null; folder = folder.Parent)
        {
            if (!folder.UnixFileMode.HasFlag(UnixFileMode.OtherExecute))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Gives a file or folder, with all in it, to the account PostgreSQL runs under.</summary>
    public static async Task GiveAsync(string path, CancellationToken ct)
    {
        if (IsRoot)
        {
            await RunAsync("chown", ["-R", $"{Unprivileged}:{Unprivileged}", path], unprivileged: false, ct);
        }
    }
}
