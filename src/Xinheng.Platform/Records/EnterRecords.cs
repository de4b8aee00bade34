using Dapper;
using Xinheng.Model.Foundation;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Journal;
using Xinheng.Platform.Subjects;
using Xinheng.Platform.Subjects.Persons;

namespace Xinheng.Platform.Records;

/// <summary>Records changed: what later rooms hear of. A null list means more than is worth naming one by one.</summary>
public sealed record RecordsChanged(string Item, IReadOnlyCollection<SubjectId>? Subjects);

/// <summary>
/// Enters checked candidates chunk by chunk into one transaction: revisions appended, current state updated, one tree,
/// one journal entry. Entering is one at a time, so that what a chunk finds on record stays so until it is written.
/// </summary>
public sealed class EnterRecords(SubjectRegister register, Clock clock)
{
    private const long OneAtATime = 0x456E746572;

    /// <summary>Opens the room's tables for one act of the caller; the act ends with <see cref="Entering.FinishAsync"/>.</summary>
    public async Task<Entering> BeginAsync(Work work, string item, int edition, CancellationToken ct)
    {
        // However long the one before takes: a large file enters for minutes.
        await work.Connection.ExecuteAsync(new CommandDefinition("select pg_advisory_xact_lock(@OneAtATime)", new { OneAtATime },
            work.Transaction, commandTimeout: 0, cancellationToken: ct));
        await PersonNumbers.HoldAsync(work, ct);
        return new Entering(register, clock, work, item, edition);
    }
}
