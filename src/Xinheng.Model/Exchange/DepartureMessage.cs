using System.Buffers;
using System.Text.Json;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;

namespace Xinheng.Model.Exchange;

/// <summary>
/// What a subscriber is told and what it answers. Thin: ids, nothing of the records' content, never why; whoever wants to know
/// what is current asks the public feed.
/// </summary>
public static class DepartureMessage
{
    public const string Type = "records.gone";

    /// <summary>Most departures one message names.</summary>
    public const int Most = 500;

    public sealed record Line(TombstoneId Tombstone, RecordId Record);

    /// <param name="at">When the message was made; the same at every attempt.</param>
    public static byte[] Write(DateTimeOffset at, IReadOnlyList<Line> lines)
    {
        var output = new ArrayBufferWriter<byte>(256 + (lines.Count * 160));
        var json = new CanonicalJsonWriter(output);
        json.StartObject();
        json.Key("type");
        json.String(Type);
        json.Key("timestamp");
        json.String(CanonicalJson.Instant(at));
        json.Key("data");
        json.StartObject();
        WriteLines(ref json, lines);
        json.EndObject();
        json.EndObject();
        json.Complete();
        return output.WrittenSpan.ToArray();
    }

    /// <summary>A page for a subscriber that comes and asks.</summary>
    public static byte[] WritePage(IReadOnlyList<Line> lines, string? next)
    {
        var output = new ArrayBufferWriter<byte>(256 + (lines.Count * 160));
        var json = new CanonicalJsonWriter(output);
        json.StartObject();
        WriteLines(ref json, lines);
        json.Key("cursor");
        if (next is null)
        {
            json.Null();
        }
        else
        {
            json.String(next);
        }

        json.EndObject();
        json.Complete();
        return output.WrittenSpan.ToArray();
    }

    /// <summary>The ids a webhook's answer confirms; none when it is no such answer: HTTP 200 alone says nothing.</summary>
    public static IReadOnlyList<TombstoneId> ReadAnswer(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            using var document = JsonDocument.ParseValue(ref reader);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("acknowledged", out var ids) && ids.ValueKind == JsonValueKind.Array
                    ? [.. ids.EnumerateArray().Where(id => id.ValueKind == JsonValueKind.String)
                        .Select(id => Guid.TryParseExact(id.GetString(), "D", out var read) ? new TombstoneId(read) : (TombstoneId?)null).OfType<TombstoneId>().Distinct()]
                    : [];
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            return [];
        }
    }

    private static void WriteLines(ref CanonicalJsonWriter json, IReadOnlyList<Line> lines)
    {
        json.Key("tombstones");
        json.StartArray();
        foreach (var line in lines)
        {
            json.StartObject();
            json.Key("id");
            json.String(line.Tombstone.ToString());
            json.Key("record");
            json.String(line.Record.ToString());
            json.Key("current");
            json.Boolean(false);
            json.EndObject();
        }

        json.EndArray();
    }
}
