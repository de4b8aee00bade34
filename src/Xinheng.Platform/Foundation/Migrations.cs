using System.Reflection;
using System.Security.Cryptography;
using Dapper;
using Npgsql;
using Xinheng.Model.Foundation;

namespace Xinheng.Platform.Foundation;

/// <summary>
/// Numbered SQL files of every room, in the rooms' order, run once each under one advisory lock. A file that has
/// run is never edited: its digest is kept and compared.
/// </summary>
public sealed class Migrations(Database database)
{
    private const long Lock = 0x58696E68656E67;

    private static readonly Lazy<IReadOnlyList<Step>> AllSteps = new(ReadSteps);

    /// <summary>A numbered SQL file of a room, and the SHA-256 by which an edited one is noticed.</summary>
    public sealed record Step(string Room, string Name, string Sql)
    {
        public byte[] Digest { get; } = SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(Sql));
    }

    /// <summary>Every file of this program, in the order they run.</summary>
    public static IReadOnlyList<Step> Steps => AllSteps.Value;

    /// <summary>Runs what has not run; returns the names of the files run now.</summary>
    public async Task<IReadOnlyList<string>> RunAsync(CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        await connection.ExecuteAsync("select pg_advisory_lock(@Lock)", new { Lock });
        try
        {
            await connection.ExecuteAsync("""
                create schema if not exists foundation;
                create table if not exists foundation.migration (
                  room text not null,
                  name text not null,
                  digest bytea not null,
                  applied_at timestamptz not null default now(),
                  primary key (room, name));
                """);
            return await RunMissingAsync(connection, ct);
        }
        finally
        {
            await connection.ExecuteAsync("select pg_advisory_unlock(@Lock)", new { Lock });
        }
    }

    private static async Task<IReadOnlyList<string>> RunMissingAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        var done = (await connection.QueryAsync<(string Room, string Name, byte[] Digest)>(
            "select room, name, digest from foundation.migration")).ToDictionary(m => (m.Room, m.Name), m => m.Digest);
        RefuseNewer(done.Keys);
        List<string> ran = [];
        foreach (var step in Steps)
        {
            if (done.TryGetValue((step.Room, step.Name), out var digest))
            {
                RefuseEdited(step, digest);
                continue;
            }

            await using var transaction = await connection.BeginTransactionAsync(ct);
            await connection.ExecuteAsync(step.Sql, transaction: transaction);
            await connection.ExecuteAsync(
                "insert into foundation.migration (room, name, digest) values (@Room, @Name, @Digest)",
                new { step.Room, step.Name, step.Digest }, transaction);
            await transaction.CommitAsync(ct);
            ran.Add($"{step.Room}/{step.Name}");
        }

        return ran;
    }

    private static void RefuseEdited(Step step, byte[] digest)
    {
        if (!digest.AsSpan().SequenceEqual(step.Digest))
        {
            throw new UnusableException(Refusal.Conflict("foundation.migration.edited",
                $"数据库结构脚本 {step.Room}/{step.Name} 在执行之后被改动过。已执行的脚本不能修改，请增加新的编号。"));
        }
    }

    private static void RefuseNewer(IEnumerable<(string Room, string Name)> done)
    {
        var unknown = done.Except(Steps.Select(s => (s.Room, s.Name))).Order().ToList();
        if (unknown.Count > 0)
        {
            throw new UnusableException(Refusal.Conflict("foundation.migration.newer",
                $"数据库已由更新版本的程序升级（{unknown[0].Room}/{unknown[0].Name} 等 {unknown.Count} 个脚本本程序没有）。请使用那个版本，或恢复升级前的备份。"));
        }
    }

    private static IReadOnlyList<Step> ReadSteps()
    {
        var assembly = Assembly.GetExecutingAssembly();
        var order = Rooms.Names.Select((name, index) => (name, index)).ToDictionary(r => r.name, r => r.index);
        return assembly.GetManifestResourceNames()
            .Where(name => name.EndsWith(".sql", StringComparison.Ordinal))
            .Select(name => name.Split('.'))
            .Select(parts => (Room: parts[2], File: string.Join('.', parts[4..^1]), Resource: string.Join('.', parts)))
            .OrderBy(m => order[m.Room]).ThenBy(m => m.File, StringComparer.Ordinal)
            .Select(m => new Step(m.Room, m.File, Read(assembly, m.Resource)))
            .ToList();
    }

    private static string Read(Assembly assembly, string resource)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}
