using System.Globalization;
using System.Text.Json;
using Xinheng.Model.Catalogue;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.Law;
using Xinheng.Model.People;
using Xinheng.Model.Records;
using Xinheng.Platform.Catalogue.Publishing;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Law;
using Xinheng.Platform.Records.Moving;

namespace Xinheng.Platform.Records;

/// <summary>
/// The body that decided says which class an adverse record is of; only from then on is it published, until the end that
/// class allows. Basis: 国家发展改革委令第36号 (V-).
/// </summary>
public sealed class ConfirmSeverity(
    Journal.Journal journal, EnterRecords records, CatalogueInForce catalogue, LawBook law, JurisdictionProfile profile, Clock clock)
{
    /// <param name="PublicUntil">First day no longer public, where the body wants an earlier end than the law's.</param>
    /// <param name="Reason">Needed when it changes a class it had confirmed before.</param>
    public sealed record Command(RecordId Record, Severity Severity, DateOnly? PublicUntil = null, string? Reason = null);

    /// <summary>The number of the new revision.</summary>
    public async Task<Result<int>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        if (RecordGrounds.NotReviewer(caller) is { } refusal)
        {
            return refusal;
        }

        await using var work = await journal.OpenAsync(caller.Actor, Power.ConfirmSeverity, ct);
        var record = await RecordInHand.TakeAsync(work, records, command.Record, ct);
        if (record is null || !caller.May(Permission.DecideRecords, record.Standing.Authority ?? record.Standing.Provider))
        {
            return RecordGrounds.NotFound();
        }

        var item = (await catalogue.EditionAsync(record.Edition, ct)).Pack.Find(record.Item)!;
        if (Problems(command, record.Standing, item) is { Count: > 0 } problems)
        {
            return Result<int>.Refuse(problems);
        }

        var ends = EndOf(command, record, item);
        if (!ends.TryGet(out var end))
        {
            return Result<int>.Refuse(ends.Refusals);
        }

        var standing = record.Standing with
        {
            Operation = Operation.Confirm,
            Severity = command.Severity,
            Confirmed = true,
            PublicUntil = end,
            Reason = command.Reason?.Trim(),
        };
        return await record.ReviseAsync(work, standing, new { severity = (int)command.Severity, publicUntil = end }, ct);
    }

    private Result<DateOnly> EndOf(Command command, RecordInHand record, CatalogueItem item)
    {
        var decidedOn = record.Standing.DecidedOn!.Value;
        var period = PublicityPeriod.Of(
            new PublicityFacts(decidedOn, command.Severity) { GivenEnd = command.PublicUntil }, law, profile, clock.Today);
        return !period.TryGet(out var publicity)
            ? Result<DateOnly>.Refuse(period.Refusals)
            : publicity.GivenEndWasTooLate
                ? Refusal.Invalid("records.publicity-too-long",
                    $"E14 公示截止期超过上限：按决定日期{decidedOn:yyyy-MM-dd}和分类“{SeverityWords.Of(command.Severity)}”，最晚为{publicity.LawfulEnd:yyyy-MM-dd}。请改为不晚于该日，或留空由平台计算。",
                    "publicUntil")
                : Earliest(
                    publicity.PublicUntil ?? publicity.LawfulEnd,
                    Given(record, item, FieldRole.PublicUntil),
                    Given(record, item, FieldRole.RemovedOn),
                    // A class changed later may shorten what strangers could read, never lengthen it.
                    record.Standing.Confirmed ? record.Standing.PublicUntil : null);
    }

    private static List<Refusal> Problems(Command command, Standing standing, CatalogueItem item)
    {
        List<Refusal> problems = command.Reason is null ? [] : [.. RecordGrounds.Reason(command.Reason)];
        if (!Enum.IsDefined(command.Severity))
        {
            problems.Add(Refusal.Invalid("records.no-class", "失信信息分类只有轻微（1）、一般（2）、严重（3）。", "severity"));
        }

        if (standing.State != RecordState.Current)
        {
            problems.Add(Refusal.Conflict("records.not-current", "这条记录已撤下、修复、屏蔽或归档，不再确认分类。"));
        }

        if (standing.Nature != Nature.Adverse || standing.DecidedOn is null)
        {
            problems.Add(Refusal.Conflict("records.not-adverse", "只有载明决定日期的失信信息才有轻微、一般、严重之分。"));
        }
        else if (item.Class is ClassRule.Fixed rule)
        {
            problems.Add(Refusal.Conflict("records.class-fixed",
                $"“{item.Name}”的分类由规定统一为“{SeverityWords.Of((Severity)rule.Class)}”，不能逐条改动。"));
        }
        else if (standing.Confirmed && standing.Severity == command.Severity)
        {
            problems.Add(Refusal.Conflict("records.class-already-confirmed", $"这条记录已确认为“{SeverityWords.Of(command.Severity)}”，没有改动。"));
        }
        else if (standing.Confirmed && command.Reason is null)
        {
            problems.Add(Refusal.Invalid("records.grounds-missing", "改动已确认的分类须写明理由。", "reason"));
        }

        return problems;
    }

    private static DateOnly? Given(RecordInHand record, CatalogueItem item, FieldRole role)
    {
        if (item.Roles[role] is not (>= 0 and var column))
        {
            return null;
        }

        var code = item.Columns[column].Code;
        foreach (var fields in new[] { record.Content.OpenFields, record.Content.ClosedFields })
        {
            using var json = JsonDocument.Parse(fields);
            if (json.RootElement.TryGetProperty(code, out var value)
                && DateOnly.TryParseExact(value.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            {
                return date;
            }
        }

        return null;
    }

    private static DateOnly Earliest(DateOnly end, params ReadOnlySpan<DateOnly?> others)
    {
        foreach (var other in others)
        {
            end = other < end ? other.Value : end;
        }

        return end;
    }
}
