using System.Text;
using System.Text.Json;
using Xinheng.Model.Catalogue;
using Xinheng.Model.Catalogue.Types;
using Xinheng.Model.Law;
using Xinheng.Platform.Catalogue.Publishing;

namespace Xinheng.Platform.Publication;

/// <summary>Names and code texts for what is shown, from the catalogue in force and the table of divisions.</summary>
public sealed class PublicItems(CatalogueInForce catalogue, LawBook law, TimeProvider time)
{
    // Divisions that only group others: nobody's address names them.
    private static readonly string[] Groups = ["市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"];

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
    public List<PublicField> Fields(CatalogueItem item, string fields)
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

    private string? TextOf(FieldType type, string value) => type switch
    {
        DigitsField division when division == DigitsField.Division => DivisionOf(value),
        _ => ValueWords.Of(type, value),
    };

    // From the province down, as an address is written.
    private string? DivisionOf(string code) => law.Divisions.PathOf(code) is { Count: > 0 } path
        ? string.Concat(path.Reverse().Where((d, i) => i == path.Count - 1 || !Groups.Contains(d.Name)).Select(d => d.Name))
        : null;
}
