using Xinheng.Model.Foundation;
using Xinheng.Model.Procedures;
using Xinheng.Platform.Journal;
using Xinheng.Platform.Law;

namespace Xinheng.Platform.Procedures;

/// <summary>Rows of <c>procedures.clock</c>: which of the procedure's clocks run, and by which deadline.</summary>
internal static class CaseClockTable
{
    private const string OpenOnes = "select clock as Clock, deadline as Id from procedures.clock where case_id = @id and not ended";

    internal sealed record Open(string Clock, Guid? Id)
    {
        public DeadlineId? Deadline => Id is { } id ? new DeadlineId(id) : null;
    }

    public static Task<Open?> OpenAsync(Work work, CaseId id, string clock, CancellationToken ct) =>
        work.FindAsync<Open>($"{OpenOnes} and clock = @clock", new { id = id.Value, clock }, ct);

    public static Task<IReadOnlyList<Open>> AllOpenAsync(Work work, CaseId id, CancellationToken ct) =>
        work.ListAsync<Open>($"{OpenOnes} order by no", new { id = id.Value }, ct);

    public static Task<DateOnly?> DueAsync(Work work, DeadlineId deadline, CancellationToken ct) =>
        work.FindAsync<DateOnly?>("select due_on from law.deadline where id = @Value and ended_at is null", deadline, ct);

    public static Task AddAsync(Work work, CaseFile file, ClockOf clock, DeadlineOnRecord? deadline, DateOnly today, CancellationToken ct) =>
        work.ExecuteAsync("""
            insert into procedures.clock (case_id, no, clock, deadline, organisation, owes, started_on)
            select @id, (select count(*) + 1 from procedures.clock k where k.case_id = @id), @Code, @deadline, @organisation, @owes, @today
            """, new
        {
            id = file.Id.Value, clock.Code, deadline = deadline?.Id, organisation = clock.Owes == Party.Body ? file.Body : null,
            owes = PartyWords.Code(clock.Owes), today,
        }, ct);

    public static Task EndAsync(Work work, CaseId id, string clock, CancellationToken ct) =>
        work.ExecuteAsync("update procedures.clock set ended = true where case_id = @id and clock = @clock and not ended", new { id = id.Value, clock }, ct);
}
