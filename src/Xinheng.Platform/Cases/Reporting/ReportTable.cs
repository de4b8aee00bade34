using Xinheng.Model.Foundation;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Journal;
using Xinheng.Platform.Law;

namespace Xinheng.Platform.Cases.Reporting;

/// <summary>Rows of <c>cases.report</c>, taken in hand and written.</summary>
public sealed class ReportTable(Clock clock, ReportClocks clocks)
{
    internal async Task<ReportInHand?> TakeAsync(Work work, Guid id, CancellationToken ct) =>
        await work.FindAsync<ReportRow>($"select {ReportRow.Columns} from cases.report r where r.id = @id for update", new { id }, ct) is { } row
            ? new ReportInHand(work, row, clocks, clock.Today) : null;

    internal async Task InsertAsync(Work work, ReportRow row, byte[] codeHash, (byte[] Hash, int Version)? follower, CancellationToken ct)
    {
        await work.ExecuteAsync("""
            insert into cases.report (id, number, kind, matter, target, unit, region, anonymous, filed_on, stage, code_hash, follower, follower_key)
            values (@Id, @Number, @Kind, @Matter, @Target, @Unit, @Region, @Anonymous, @FiledOn, @Stage, @codeHash, @hash, @version)
            """, new
        {
            row.Id, row.Number, row.Kind, row.Matter, row.Target, row.Unit, row.Region, row.Anonymous, row.FiledOn, row.Stage, codeHash,
            hash = follower?.Hash, version = follower?.Version,
        }, ct);
        _ = await clocks.TakeAsync(work, row, row.Procedure.Find("file")!, row.FiledOn, ct);
    }

    internal static Task UpdateAsync(Work work, ReportRow row, CancellationToken ct) => work.ExecuteAsync("""
        update cases.report
           set stage = @Stage, closed_on = @ClosedOn, paused_on = @PausedOn, asked = @Asked, redacted = @Redacted, answer = @Answer,
               outcome_words = @OutcomeWords, public_words = @PublicWords, responsibility = @Responsibility, passed_to = @PassedTo,
               reward_granted = @RewardGranted, reward_basis = @RewardBasis, reward_yuan = @RewardYuan, reward_on = @RewardOn,
               reward_by = @RewardBy, reward_paid_on = @RewardPaidOn
         where id = @Id
        """, row, ct);

    internal static async Task<string> NumberAsync(Work work, string letter, DateOnly day, CancellationToken ct)
    {
        var last = await work.FindAsync<int>("""
            insert into cases.report_number as n (letter, day, last) values (@letter, @day, 1)
                on conflict (letter, day) do update set last = n.last + 1
            returning last
            """, new { letter, day }, ct);
        return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{letter}{day:yyyyMMdd}-{last:0000}");
    }

    /// <summary>A text somebody writes into a report: what it must not be, and not give away.</summary>
    internal static Refusal? Problem(string text, int most, string field, string what, Model.Cases.Reporting.Reporter? hidden)
    {
        if (text.Length == 0 || text.Length > most || Text.HasControls(text.ReplaceLineEndings("")))
        {
            return Refusal.Invalid("cases.report.text", $"请写{what}，不超过 {most} 个字。", field);
        }

        return hidden?.StandsIn(text) == true
            ? Refusal.Invalid("cases.report.gives-away", $"{what}里有投诉人、举报人的姓名或者电话，别人会看到。请改写，不要写明是谁说的。", field)
            : null;
    }
}
