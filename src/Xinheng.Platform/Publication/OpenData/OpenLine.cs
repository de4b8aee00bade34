using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Xinheng.Model.Journal;
using Xinheng.Model.Publication;
using Xinheng.Platform.Catalogue.Publishing;
using Xinheng.Platform.Collection.Reading;

namespace Xinheng.Platform.Publication.OpenData;

/// <summary>A record as the open data says it: its public JSON in canonical spelling, one line, the same in the snapshot and in the feed.</summary>
internal sealed record OpenLine(PublicRecord Record, byte[] Json)
{
    private static readonly JsonSerializerOptions Camel = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static IReadOnlyList<string> CsvColumns { get; } =
    [
        "id", "item", "itemName", "nature", "subjectIdentifier", "subjectName", "subjectKind", "documentNumber", "authorityCode", "authorityName",
        "providerCode", "providerName", "basis", "decidedOn", "publishedOn", "publicUntil", "severity", "contested", "revision", "recordedAt", "fields", "subjectStatement",
    ];

    public int Bucket { get; } = SubjectPart.BucketOf(Record.Subject.Identifier, Record.Id);

    public Hash256 Digest => Hash256.Of(Json);

    public static OpenLine Of(PublicRow row, InForce catalogue, PublicItems items)
    {
        var record = row.ToRecord(catalogue, items);
        return new OpenLine(record, CanonicalJson.Rewrite(JsonSerializer.SerializeToUtf8Bytes(record, Camel))
            ?? throw new InvalidOperationException($"Record {record.Id} has no canonical spelling."));
    }

    public void AppendCsv(StringBuilder csv) => csv.AppendCsvRow(
    [
        Record.Id.ToString(), Record.Item, Record.ItemName, Record.Nature, Record.Subject.Identifier, Record.Subject.Name, Record.Subject.Kind,
        Record.DocumentNumber, Record.Authority?.Code, Record.Authority?.Name, Record.Provider.Code, Record.Provider.Name,
        string.Join('；', Record.Basis), Day(Record.DecidedOn), Day(Record.PublishedOn), Day(Record.PublicUntil), Record.Severity,
        Record.Contested ? "true" : "false", Record.Revision.ToString(CultureInfo.InvariantCulture), CanonicalJson.Instant(Record.RecordedAt),
        JsonSerializer.Serialize(Record.Fields.ToDictionary(f => f.Code, f => f.Value), Camel),
        Record.SubjectStatement?.Text,
    ]);

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
