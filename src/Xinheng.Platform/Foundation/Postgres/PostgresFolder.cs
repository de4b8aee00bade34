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
    public sealed record Access(int Port, string Password)
    {
        public string ConnectionString =>
            $"Host=127.0.0.1;Port={Port};Username=xinheng;Password={Password};Database=postgres;Include Error Detail=false";
    }

    /// <summary>
    /// <c>postgres</c> in the data directory. Where PostgreSQL's account could not reach that, it is a link to a folder
    /// elsewhere: it moves with the data directory, and who deletes the data directory begins anew.
    /// </summary>
    public static PostgresFolder In(string dataDirectory)
    {
        var data = Path.GetFullPath(dataDirectory);
        try
        {
            Directory.CreateDirectory(data);
            var path = Path.Combine(data, "postgres");
            if (!Directory.Exists(path) && Command.IsRoot && !Command.IsOpenToAll(data))
            {
                File.Delete(path); // a link whose target is gone
                Directory.CreateSymbolicLink(path, Directory.CreateDirectory(Elsewhere()).FullName);
            }

            return new PostgresFolder(Directory.CreateDirectory(path).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? path);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw new UnusableException(Refusal.Forbidden("foundation.data.not-writable",
                $"数据目录 {data} 不能写入。请把它交给运行本程序的账户，或用 XINHENG__DataDirectory 指定别处。"));
        }
    }

    public Access? Read()
    {
        try
        {
            return File.Exists(AccessFile) ? JsonSerializer.Deserialize<Access>(File.ReadAllBytes(AccessFile)) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public Access Write(int port)
    {
        var access = new Access(port, Read()?.Password ?? Convert.ToHexString(RandomNumberGenerator.GetBytes(24)));
        var unfinished = AccessFile + ".part"; // a crash must not cost the password
        using (var stream = new FileStream(unfinished, new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        }))
        {
            JsonSerializer.Serialize(stream, access);
            stream.Flush(flushToDisk: true);
        }

        File.Move(unfinished, AccessFile, overwrite: true);
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

    private static string Elsewhere() =>
        Path.Combine("/var/lib/xinheng", Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6)), "postgres");
}
