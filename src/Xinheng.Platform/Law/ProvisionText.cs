using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Xinheng.Model.Law;

namespace Xinheng.Platform.Law;

/// <summary>The text of a provision, both ways: members in one order, none without a value, so that equal law is equal text.</summary>
internal static class ProvisionText
{
    private static readonly JsonSerializerOptions Exact = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        IgnoreReadOnlyProperties = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    private sealed record RuleText(string Value, RuleUnit Unit, LegalBasis Basis, Confidence Confidence, string? Note);

    private sealed record ThresholdText(decimal LargerYuan, decimal VeryLargeYuan, LegalBasis Basis, Confidence Confidence);

    private sealed record PurposeText(string Name, PurposeKind Kind, LegalBasis Basis, Confidence Confidence);

    private sealed record YearText(
        IReadOnlyList<Holiday> Holidays, IReadOnlyList<MakeUpDay> MakeUpDays, string Notice, string? NoticeNumber,
        Confidence Confidence, DateOnly RecordedOn, bool IsFictional, string? Note);

    public static string Of(Rule rule) =>
        Write(new RuleText(rule.Value, rule.Unit, rule.Basis, rule.Confidence, rule.Note));

    public static string Of(FineThreshold row) =>
        Write(new ThresholdText(row.LargerYuan, row.VeryLargeYuan, row.Basis, row.Confidence));

    public static string Of(QueryPurpose row) => Write(new PurposeText(row.Name, row.Kind, row.Basis, row.Confidence));

    public static string Of(JurisdictionProfile profile) => Write(profile);

    public static string Of(CalendarYear year) => Write(new YearText(
        year.Holidays, year.MakeUpDays, year.Notice, year.NoticeNumber, year.Confidence, year.RecordedOn, year.IsFictional, year.Note));

    public static Rule ToRule(Provision row)
    {
        var text = Read<RuleText>(row);
        return Rule.Create(
            row.Name, row.Scope, text.Value.Length == 0 ? null : text.Value, text.Unit, text.Basis, text.Confidence,
            row.ValidFrom, row.ValidTo, text.Note).Value;
    }

    public static FineThreshold ToThreshold(Provision row)
    {
        var text = Read<ThresholdText>(row);
        return new FineThreshold(
            row.Name, row.Scope, text.LargerYuan, text.VeryLargeYuan, text.Basis, text.Confidence, row.ValidFrom, row.ValidTo);
    }

    public static QueryPurpose ToPurpose(Provision row)
    {
        var text = Read<PurposeText>(row);
        return new QueryPurpose(row.Name, text.Name, text.Kind, row.Scope, text.Basis, text.Confidence, row.ValidFrom, row.ValidTo);
    }

    public static JurisdictionProfile ToProfile(Provision row) => Read<JurisdictionProfile>(row);

    public static CalendarYear ToYear(Provision row)
    {
        var text = Read<YearText>(row);
        return CalendarYear.Create(
            int.Parse(row.Name, CultureInfo.InvariantCulture), text.Holidays, text.MakeUpDays, text.Notice, text.NoticeNumber,
            text.Confidence, text.RecordedOn, text.IsFictional, text.Note).Value;
    }

    private static string Write<T>(T value) => JsonSerializer.Serialize(value, Exact);

    private static T Read<T>(Provision row) => JsonSerializer.Deserialize<T>(row.Content, Exact)!;
}
