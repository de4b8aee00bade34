using System.Data;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.Journal;

/// <summary>Verifies the whole platform over one snapshot, every room its own part. Reads only.</summary>
public sealed class Verify(Database database, IEnumerable<IVerification> parts, JournalVerification journal)
{
    /// <param name="witness">The text of a witness file: checkpoints somebody kept elsewhere.</param>
    public async Task<Result<VerificationReport>> RunAsync(string? witness, CancellationToken ct)
    {
        if (witness is not null)
        {
            var kept = WitnessFile.Parse(witness);
            if (!kept.TryGet(out var file))
            {
                return Result<VerificationReport>.Refuse(kept.Refusals);
            }

            journal.Witnessed = file.Checkpoints;
        }

        var report = new VerificationReport();
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        await using var snapshot = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
        foreach (var part in parts)
        {
            await part.RunAsync(connection, report, ct);
        }

        return report;
    }
}
