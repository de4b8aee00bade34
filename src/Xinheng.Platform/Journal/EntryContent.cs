using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;

namespace Xinheng.Platform.Journal;

/// <summary>The text of a journal entry: what is stored, hashed into the log and given to whoever asks for a proof.</summary>
internal static class EntryContent
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonSerializerOptions Camel = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Write(EntryId id, DateTimeOffset at, Actor actor, Power power, object facts, TreeHead? tree)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Plain))
        {
            json.WriteStartObject();
            json.WriteString("id", id.Value);
            json.WriteString("at", at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture));
            json.WriteString("actor", actor.Identity);
            if (actor.Organisation is not null)
            {
                json.WriteString("organisation", actor.Organisation);
            }

            json.WriteString("power", power.Code);
            json.WriteString("basis", power.Basis);
            json.WritePropertyName("facts");
            JsonSerializer.Serialize(json, facts, facts.GetType(), Camel);
            if (tree is { } head)
            {
                json.WriteNumber("leaves", head.Size);
                json.WriteString("root", head.Root.ToBase64());
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
