using Xinheng.Model.Law;
using Xinheng.Platform.Procedures;

namespace Xinheng.Platform.Cases.Repairing;

/// <summary>Rows of <c>cases.repair_bar</c>: until when a subject cannot apply, and by which rule.</summary>
internal static class RepairBars
{
    public const string FalseMaterials = "false-materials";
    public const string Abuse = "abuse";

    /// <returns>The first day on which an application is taken again; null where no confirmed rule bars anything.</returns>
    public static async Task<DateOnly?> PutAsync(CaseInHand hand, string kind, Rule? rule, DateOnly today, CancellationToken ct)
    {
        DateOnly? until = rule?.Period.After(today);
        await hand.Work.ExecuteAsync("""
            insert into cases.repair_bar (case_id, subject_id, kind, found_on, until, rule, entry) values (@id, @subject, @kind, @today, @until, @rule, @entry)
            """, new
        {
            id = hand.File.Id.Value, subject = hand.File.Subject.Value, kind, today, until,
            rule = rule is null ? null : $"{rule.Id} {rule.Jurisdiction}", entry = hand.Work.Entry.Value,
        }, ct);
        return until;
    }
}
