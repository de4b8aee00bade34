using System.Runtime.CompilerServices;
using Npgsql;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People.Tracing;

namespace Xinheng.Platform.People.Tracing;

/// <summary>Reads rows of the trace as they were written, with the salt of each one's commitment.</summary>
internal static class LookRows
{
    public const string Columns = """
        id, at, door, account, machine, organisation, region, kind, subject, subject_region, items, purpose, matter, matter_due,
        authorisation, result, rows, salt, lapsed
        """;

    /// <summary>The rows of one hour, in their order.</summary>
    public static async IAsyncEnumerable<(TracedLook Look, byte[] Salt)> OfHourAsync(
        NpgsqlConnection connection, DateTime hour, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var command = new NpgsqlCommand($"select {Columns} from people.look where at >= $1 and at < $2 order by id", connection);
        command.Parameters.AddWithValue(hour);
        command.Parameters.AddWithValue(hour.AddHours(1));
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            yield return (Read(reader), reader.GetGuid(17).ToByteArray(bigEndian: true));
        }
    }

    public static TracedLook Read(NpgsqlDataReader row) => new(
        new LookId(row.GetGuid(0)), new DateTimeOffset(row.GetDateTime(1), TimeSpan.Zero),
        new Looker(
            Enum.Parse<ActorKind>(row.GetString(2)), Given<Guid>(row, 3) is { } account ? new AccountId(account) : null,
            Text(row, 4), Text(row, 5), Text(row, 6), row.GetBoolean(18)),
        new Look(
            Enum.Parse<LookKind>(row.GetString(7)), Given<Guid>(row, 8) is { } subject ? new SubjectId(subject) : null,
            row.GetFieldValue<string[]>(10), row.GetString(11), Text(row, 12), Given<Guid>(row, 14),
            Enum.Parse<LookResult>(row.GetString(15)), row.GetInt32(16))
        {
            SubjectRegion = Text(row, 9), IsMatterDue = row.GetBoolean(13),
        });

    public static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static T? Given<T>(NpgsqlDataReader row, int column) where T : struct =>
        row.IsDBNull(column) ? null : row.GetFieldValue<T>(column);
}
