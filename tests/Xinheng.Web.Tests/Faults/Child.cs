using System.Diagnostics;
using System.Text;

namespace Xinheng.Web.Tests.Faults;

/// <summary>What a program answered: its exit code and both its streams.</summary>
public sealed record Answered(int Code, string Output, string Errors);

/// <summary>The real executable running as a program of its own.</summary>
public sealed class Child : IAsyncDisposable
{
    // Generous: it only ends what hangs.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    private readonly Process process;
    private readonly StringBuilder errors = new();
    private readonly Task<string> output;

    private Child(Process process)
    {
        this.process = process;
        output = process.StandardOutput.ReadToEndAsync();
        process.ErrorDataReceived += (_, line) =>
        {
            lock (errors)
            {
                errors.AppendLine(line.Data);
            }
        };
        process.BeginErrorReadLine();
    }

    public bool HasEnded => process.HasExited;

    public string Errors
    {
        get
        {
            lock (errors)
            {
                return errors.ToString();
            }
        }
    }

    public static Child Start(string dataDirectory, IEnumerable<string> words, IReadOnlyDictionary<string, string> settings)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "xinheng"))
        {
            RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = AppContext.BaseDirectory,
        };
        foreach (var word in words)
        {
            start.ArgumentList.Add(word);
        }

        foreach (var setting in start.Environment.Keys.Where(k => k.StartsWith("XINHENG__", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(setting);
        }

        start.Environment["XINHENG__DataDirectory"] = dataDirectory;
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        return new Child(Process.Start(start)!);
    }

    /// <summary>SIGKILL: no handler runs, no buffer is written.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>Asks it to end as an operator does (SIGTERM) and waits.</summary>
    public async Task<Answered> StopAsync()
    {
        using var asking = Process.Start("kill", ["-TERM", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await asking.WaitForExitAsync();
        return await EndAsync();
    }

    /// <summary>Waits for its end.</summary>
    public async Task<Answered> EndAsync()
    {
        using var patience = new CancellationTokenSource(Longest);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            Assert.Fail($"The program did not end: {Errors}");
        }

        return new Answered(process.ExitCode, await output, Errors);
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            await KillAsync();
        }

        process.Dispose();
    }
}
