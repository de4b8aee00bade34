using Xinheng.Model.Foundation;
using Xinheng.Platform.Journal;

namespace Xinheng.Platform.Cases.Objecting;

/// <summary>Whether a record stays marked when one of the matters about it ends: another may still be open.</summary>
internal static class Marks
{
    public static Task<bool> StayAsync(Work work, RecordId record, CaseId ending, CancellationToken ct) => work.FindAsync<bool>("""
        select exists (select from cases.objection o where o.record = @record and o.case_id <> @ending and o.ended_on is null)
            or exists (select from cases.review w where w.record = @record and w.case_id <> @ending and w.outcome is null)
        """, new { record = record.Value, ending = ending.Value }, ct);
}
