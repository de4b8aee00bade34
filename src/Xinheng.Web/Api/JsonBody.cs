using System.Text.Json;
using Xinheng.Model.Foundation;

namespace Xinheng.Web.Api;

/// <summary>A small JSON object that somebody posted; everything wrong with it is a refusal that names the member.</summary>
public sealed class JsonBody
{
    private readonly JsonElement root;

    private JsonBody(JsonElement root) => this.root = root;

    /// <summary>Read whole, never more than the host allows (1 MB). Nothing at all reads as an empty object.</summary>
    public static async Task<Result<JsonBody>> ReadAsync(HttpContext http, CancellationToken ct)
    {
        try
        {
            using var bytes = new MemoryStream();
            await http.Request.Body.CopyToAsync(bytes, ct);
            if (bytes.Length == 0)
            {
                return new JsonBody(JsonDocument.Parse("{}").RootElement);
            }

            using var document = JsonDocument.Parse(bytes.ToArray());
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? new JsonBody(document.RootElement.Clone())
                : Refusal.Invalid("request.not-an-object", "请求体应为一个 JSON 对象，写作 {…}。");
        }
        catch (JsonException broken)
        {
            return Refusal.Invalid("request.not-json",
                $"请求体不是完整的 JSON（第 {broken.LineNumber + 1} 行附近）。请用 UTF-8 编码的 JSON 对象。");
        }
    }

    public bool Has(string name) => root.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null;

    public bool IsTrue(string name) => root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

    /// <summary>A text member; null where it is missing or null.</summary>
    public Result<string?> Text(string name)
    {
        if (!Has(name))
        {
            return Result<string?>.Of(null);
        }

        var value = root.GetProperty(name);
        return value.ValueKind == JsonValueKind.String && TextOf(value) is { } text
            ? Result<string?>.Of(text)
            : Refusal.Invalid("request.not-text", $"{name} 应为文字。", name);
    }

    /// <summary>A whole number within bounds; null where it is missing or null.</summary>
    public Result<int?> Whole(string name, int least, int most)
    {
        if (!Has(name))
        {
            return Result<int?>.Of(null);
        }

        var value = root.GetProperty(name);
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= least && number <= most
            ? Result<int?>.Of(number)
            : Refusal.Invalid("request.not-a-number", $"{name} 应为 {least} 到 {most} 之间的整数。", name);
    }

    /// <summary>The texts of an array; numbers count as they are written.</summary>
    public Result<IReadOnlyList<string>> Texts(string name, int most)
    {
        if (!Has(name) || root.GetProperty(name) is not { ValueKind: JsonValueKind.Array } array)
        {
            return Refusal.Invalid("request.not-a-list", $"{name} 应为数组，写作 [\"…\",\"…\"]。", name);
        }

        if (array.GetArrayLength() > most)
        {
            return Refusal.Invalid("request.list-too-long", $"{name} 一次最多 {most} 个。请分批提交。", name);
        }

        var texts = array.EnumerateArray().Select(CellOf).ToList();
        var bad = texts.FindIndex(text => text is null);
        return bad < 0
            ? Result<IReadOnlyList<string>>.Of([.. texts.Select(text => text!)])
            : Refusal.Invalid("request.not-text", $"{name} 的第 {bad + 1} 个不是文字。", $"{name}/{bad}");
    }

    /// <summary>The values of a row by field code. Null and missing mean empty.</summary>
    public Result<IReadOnlyDictionary<string, string>> Cells(string name)
    {
        if (!Has(name) || root.GetProperty(name) is not { ValueKind: JsonValueKind.Object } members)
        {
            return Refusal.Invalid("request.no-values", $"{name} 应为对象，写作 {{\"字段代码\":\"值\"}}；放行待核行写 {{\"release\":true}}。", name);
        }

        var cells = new Dictionary<string, string>(StringComparer.Ordinal);
        List<Refusal> problems = [];
        foreach (var member in members.EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.Null)
            {
                continue;
            }

            if (CellOf(member.Value) is { } text)
            {
                cells[member.Name] = text;
            }
            else
            {
                problems.Add(Refusal.Invalid("request.not-text", $"字段 {member.Name} 的值应为文字、数字、true、false 或 null。", $"{name}/{member.Name}"));
            }
        }

        return problems.Count > 0
            ? Result<IReadOnlyDictionary<string, string>>.Refuse(problems)
            : Result<IReadOnlyDictionary<string, string>>.Of(cells);
    }

    private static string? CellOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => TextOf(value),
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => null,
    };

    // Half of a surrogate pair is no text, and neither is a NUL: the database would not take it.
    private static string? TextOf(JsonElement value)
    {
        try
        {
            return value.GetString() is { } text && !text.Contains('\0') ? text : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
