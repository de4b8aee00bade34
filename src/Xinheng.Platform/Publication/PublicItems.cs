using System.Text;
using System.Text.Json;
using Xinheng.Model.Catalogue;
using Xinheng.Model.Catalogue.Types;
using Xinheng.Platform.Catalogue.Publishing;

namespace Xinheng.Platform.Publication;

/// <summary>Names and code texts for what is shown, from the catalogue in force.</summary>
public sealed class PublicItems(CatalogueInForce catalogue, TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);

    private InForce? current;
    private DateTimeOffset asked;

    /// <summary>The edition in force, asked for again every two seconds.</summary>
    public async ValueTask<InForce> CurrentAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        if (current is null || now - asked > Fresh || now < asked)
        {
            current = await catalogue.CurrentAsync(ct);
            asked = now;
        }

        return current;
    }

    /// <summary>The stored open fields with their Chinese names and, for coded values, their texts.</summary>
    public static List<PublicField> Fields(CatalogueItem item, string fields)
    {
        List<PublicField> shown = [];
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(fields));
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var code = reader.GetString()!;
            reader.Read();
            var value = reader.GetString() ?? "";
            var column = item.IndexOf(code);
            var field = column < 0 ? null : item.Columns[column];
            shown.Add(new PublicField(code, field?.Name ?? code, value, field is null ? null : TextOf(field.Type, value)));
        }

        return shown;
    }

    /// <summary>The field that plays a part in the item, as stored; null where it plays none or is empty.</summary>
    public static string? Part(CatalogueItem item, IReadOnlyList<PublicField> fields, FieldRole role) =>
        item.Roles[role] is >= 0 and var column ? fields.FirstOrDefault(f => f.Code == item.Columns[column].Code)?.Value : null;

    private static string? TextOf(FieldType type, string value) => type switch
    {
        BooleanField => value == BooleanField.Yes ? "是" : "否",
        { Codes: { } codes } => string.Join("、", value.Split(',').Select(one => codes.TextOf(one) ?? one)),
        _ => null,
    };
}
