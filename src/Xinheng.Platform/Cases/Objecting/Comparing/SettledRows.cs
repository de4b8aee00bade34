using Dapper;
using Npgsql;
using Xinheng.Model.Collection;
using Xinheng.Platform.Collection;
using Xinheng.Platform.Collection.Passes;

namespace Xinheng.Platform.Cases.Objecting.Comparing;

/// <summary>What was ever put right in place in a submission, in whichever round: years later its rows are read again as they entered.</summary>
internal static class SettledRows
{
    public static async Task<SubmissionPasses.Settled> EverAsync(
        NpgsqlConnection connection, SubmissionPasses passes, Submission submission, SubmissionTerms terms, CancellationToken ct)
    {
        var rows = (await connection.QueryAsync<(long Row, string Kind, byte[] Content)>(new CommandDefinition(
            "select row, kind, content from collection.settled_row where submission = @Id", submission, cancellationToken: ct))).AsList();
        var key = rows.Count > 0 ? await passes.KeyAsync(submission, ct) : [];
        return new SubmissionPasses.Settled(
            rows.Where(row => row.Kind == "edited").ToDictionary(row => row.Row, row => KeptRow.Open(key, row.Content).Aligned(terms.Item)),
            rows.Where(row => row.Kind == "released").Select(row => row.Row).ToHashSet())
        {
            Columns = await passes.ColumnsAsync(submission, ct),
        };
    }
}
