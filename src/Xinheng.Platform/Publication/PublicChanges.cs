using Npgsql;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Journal;
using Xinheng.Platform.Records;

namespace Xinheng.Platform.Publication;

/// <summary>
/// Tells every running door which subjects changed, in the transaction that changed them, so that nothing kept in memory
/// outlives it by more than the notice takes to arrive.
/// </summary>
public static class PublicChanges
{
    public const string Channel = "publication_changed";

    /// <summary>More than is worth naming: forget everything.</summary>
    public const string Everything = "*";

    // A line that broke without a word (a switched-off router, a moved server) is found out by asking, not by waiting.
    private const int SecondsBetweenQuestions = 10;
    private const int SecondsToAnswer = 5;

    // A notice holds 8,000 bytes; a code has 18 characters.
    private const int CodesPerNotice = 300;

    internal static async Task TellAsync(Work work, RecordsChanged changed, CancellationToken ct)
    {
        if (changed.Subjects is null)
        {
            await NotifyAsync(work, Everything, ct);
            return;
        }

        var codes = await work.ListAsync<string>(
            "select code from subjects.subject where id = any (@ids) and code is not null",
            new { ids = changed.Subjects.Select(s => s.Value).ToArray() }, ct);
        foreach (var part in codes.Chunk(CodesPerNotice))
        {
            await NotifyAsync(work, string.Join(',', part), ct);
        }
    }

    /// <summary>A rule changed: every kept answer may be wrong.</summary>
    internal static Task TellEverythingAsync(Work work, CancellationToken ct) => NotifyAsync(work, Everything, ct);

    /// <summary>
    /// Hears changes for as long as asked; <paramref name="changed"/> gets null when everything may have changed. Throws as soon
    /// as nothing can be heard any more.
    /// </summary>
    public static async Task ListenAsync(Database database, Action<IReadOnlyList<string>?> changed, CancellationToken ct)
    {
        await using var ear = await database.Owner.OpenConnectionAsync(ct);
        ear.Notification += (_, notice) => changed(notice.Payload == Everything ? null : notice.Payload.Split(','));
        await using (var listen = new NpgsqlCommand($"listen {Channel}", ear))
        {
            await listen.ExecuteNonQueryAsync(ct);
        }

        changed(null); // what happened before we listened
        await using var question = new NpgsqlCommand($"select 1 -- {Channel}", ear) { CommandTimeout = SecondsToAnswer };
        while (true)
        {
            if (!await ear.WaitAsync(TimeSpan.FromSeconds(SecondsBetweenQuestions), ct))
            {
                await question.ExecuteScalarAsync(ct);
            }
        }
    }

    private static Task NotifyAsync(Work work, string payload, CancellationToken ct) =>
        work.ExecuteAsync("select pg_notify(@Channel, @payload)", new { Channel, payload }, ct);
}
