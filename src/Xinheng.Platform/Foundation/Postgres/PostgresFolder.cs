using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Xinheng.Model.Foundation;

namespace Xinheng.Platform.Foundation.Postgres;

/// <summary>The private server's folder in the data directory: its cluster, and how to reach it.</summary>
internal sealed class PostgresFolder
{
    private PostgresFolder(string path) => FullPath = path;

    public string FullPath { get; }

    public string Cluster => Path.Combine(FullPath, "cluster");

    private string AccessFile => Path.Combine(FullPath, "access.json");

    /// <summary>Port and password, generated once; readable by the owner only.</summary>
    public sealed record Access(int Port, string Password);

    /// <summary>Where PostgreSQL's account can reach it: the data directory, or a folder of its own when that is closed to it.</summary>
    public static PostgresFolder In(string dataDirectory)
    {
        var data = Path.GetFullPath(dataDirectory);
        try
        {
            Directory.CreateDirectory(data);
            var path = Command.IsRoot && !IsOpenToAll(data) ? Elsewhere(data) : Path.Combine(data, "postgres");
            Directory.CreateDirectory(path);
            return new PostgresFolder(path);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw new UnusableException(Refusal.Forbidden("foundation.data.not-writable",
                $"数据目录 {data} 不能写入。请把它交给运行本程序的账户，或用 XINHENG__DataDirectory 指定别处。"));
        }
    }

    public Access? Read() =>
        File.Exists(AccessFile) ? JsonSerializer.Deserialize<Access>(File.ReadAllBytes(AccessFile)) : null;

    public Access Write(int port)
    {
        var access = new Access(port, Read()?.Password ?? Convert.ToHexString(RandomNumberGenerator.GetBytes(24)));
        using var stream = new FileStream(AccessFile, new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
        JsonSerializer.Serialize(stream, access);
        return access;
    }

    /// <summary>The major version that made the cluster; null while there is none.</summary>
    public string? Version
    {
        get
        {
            var file = Path.Combine(Cluster, "PG_VERSION");
            return File.Exists(file) ? File.ReadAllText(file).Trim() : null;
        }
    }

    /// <summary>The live server's process id; a pid file left by a crash, or naming somebody else's process, is removed.</summary>
    public int? LivePid()
    {
        var file = Path.Combine(Cluster, "postmaster.pid");
        if (!File.Exists(file))
        {
            return null;
        }

        var first = File.ReadLines(file).FirstOrDefault();
        if (int.TryParse(first, CultureInfo.InvariantCulture, out var pid) && IsPostgres(pid))
        {
            return pid;
        }

        File.Delete(file);
        return null;
    }

    private static bool IsPostgres(int pid)
    {
        try
        {
            using var process = System.Diagnostics.Process.GetProcessById(pid);
            return process.ProcessName.StartsWith("postgres", StringComparison.Ordinal);
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static bool IsOpenToAll(string path)
    {
        for (var folder = new DirectoryInfo(path).Parent; folder is not null; folder = folder.Parent)
        {
            if (!folder.UnixFileMode.HasFlag(UnixFileMode.OtherExecute))
            {
                return false;
            }
        }

        return true;
    }

    private static string Elsewhere(string data)
    {
        var name = Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(data)))[..12];
        return Path.Combine("/var/lib/xinheng", name, "postgres");
    }
}
