using System.Runtime.InteropServices;
using System.Text.Json;
using Xinheng.Model.Foundation;

namespace Xinheng.Model.Journal;

/// <summary>
/// Reads the members of a signed or proving object and collects what is wrong. A member nobody asked for is refused too:
/// what stands in a proof is either checked or not there.
/// </summary>
internal sealed class StrictObject
{
    private readonly Dictionary<string, JsonElement> unread = [];
    private readonly List<Refusal> problems;
    private readonly string at;

    private StrictObject(JsonElement value, string at, List<Refusal> problems)
    {
        (this.at, this.problems) = (at, problems);
        if (value.ValueKind != JsonValueKind.Object)
        {
            Refuse("", "应为 JSON 对象");
            return;
        }

        foreach (var member in value.EnumerateObject())
        {
            unread.Add(member.Name, member.Value);
        }
    }

    /// <summary>Reads a whole text with <paramref name="read"/>; the value counts only when nothing was wrong.</summary>
    public static Result<T> Read<T>(ReadOnlyMemory<byte> json, Func<StrictObject, T> read) => Read(json, read, whole: true);

    /// <summary>Reads some members of a text that says more than we ask.</summary>
    public static Result<T> ReadSome<T>(ReadOnlyMemory<byte> json, Func<StrictObject, T> read) =>
        Read(json, read, whole: false);

    private static Result<T> Read<T>(ReadOnlyMemory<byte> json, Func<StrictObject, T> read, bool whole)
    {
        try
        {
            using var document = CanonicalJson.Parse(json);
            var problems = new List<Refusal>();
            var root = new StrictObject(document.RootElement, "", problems);
            var value = read(root);
            if (whole)
            {
                root.End();
            }

            return problems.Count == 0 ? value : Result<T>.Refuse(problems);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return Refusal.Invalid("proof.not-json", "文件不是合法的 JSON（UTF-8、成员名不得重复）。请使用平台给出的原文件。");
        }
    }

    public bool Has(string name) => unread.ContainsKey(name);

    public T Object<T>(string name, Func<StrictObject, T> read)
    {
        var inner = new StrictObject(Take(name), $"{at}/{name}", problems);
        var value = read(inner);
        inner.End();
        return value;
    }

    /// <summary>A list of objects, each read in the same way.</summary>
    public IReadOnlyList<T> Objects<T>(string name, Func<StrictObject, T> read)
    {
        if (Take(name) is not { ValueKind: JsonValueKind.Array } array)
        {
            Refuse(name, "应为数组");
            return [];
        }

        List<T> values = [];
        foreach (var item in array.EnumerateArray())
        {
            var inner = new StrictObject(item, $"{at}/{name}/{values.Count}", problems);
            values.Add(read(inner));
            inner.End();
        }

        return values;
    }

    public string Text(string name)
    {
        if (Take(name) is { ValueKind: JsonValueKind.String } value)
        {
            return value.GetString()!;
        }

        Refuse(name, "应为文本");
        return "";
    }

    public long Count(string name)
    {
        if (Take(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out var count) && count >= 0)
        {
            return count;
        }

        Refuse(name, "应为不小于 0 的整数");
        return 0;
    }

    public Guid Id(string name)
    {
        if (!Guid.TryParseExact(Text(name), "D", out var id))
        {
            Refuse(name, "应为形如 01890a5d-ac96-774b-bcce-b302099a8057 的编号");
        }

        return id;
    }

    public DateTimeOffset Instant(string name)
    {
        if (!CanonicalJson.TryInstant(Text(name), out var time))
        {
            Refuse(name, "应为形如 2026-03-31T02:15:00.000Z 的时间");
        }

        return time;
    }

    public byte[] Bytes(string name, int? length = null)
    {
        var text = Text(name);
        var bytes = new byte[text.Length];

        // The last characters carry unused bits, and blanks count for nothing: only the spelling we would write is accepted.
        if (Convert.TryFromBase64String(text, bytes, out var written) && (length ?? written) == written
            && Convert.ToBase64String(bytes, 0, written) == text)
        {
            return bytes[..written];
        }

        Refuse(name, length is { } wanted ? $"应为 {wanted} 字节的 base64" : "应为 base64");
        return new byte[length ?? 0];
    }

    public Hash256 Hash(string name) => new(Bytes(name, Hash256.Length));

    public Hash256 HexHash(string name)
    {
        if (!Hash256.TryParseHex(Text(name), out var hash))
        {
            Refuse(name, "应为 64 位小写十六进制的 SHA-256 摘要");
        }

        return hash;
    }

    public IReadOnlyList<Hash256> Path(string name)
    {
        if (Take(name) is { ValueKind: JsonValueKind.Array } array)
        {
            var path = new List<Hash256>();
            foreach (var item in array.EnumerateArray())
            {
                if (item.ValueKind != JsonValueKind.String || !Hash256.TryParseBase64(item.GetString(), out var hash))
                {
                    break;
                }

                path.Add(hash);
            }

            if (path.Count == array.GetArrayLength() && path.Count <= 64)
            {
                return path;
            }
        }

        Refuse(name, "应为至多 64 个 32 字节 base64 摘要的数组");
        return [];
    }

    /// <summary>An object kept as it is, in canonical spelling.</summary>
    public byte[] Canonical(string name)
    {
        var value = Take(name);
        if (value.ValueKind == JsonValueKind.Object
            && CanonicalJson.Rewrite(JsonMarshal.GetRawUtf8Value(value)) is { } canonical)
        {
            return canonical;
        }

        Refuse(name, "应为可规范书写的 JSON 对象（数字不带多余的零，不用科学记数法）");
        return [];
    }

    /// <summary>A text that has a reading of its own, whose problems become this object's.</summary>
    public T? Parsed<T>(string name, Func<string, Result<T>> parse)
        where T : class
    {
        var result = parse(Text(name));
        problems.AddRange(result.Refusals);
        return result.TryGet(out var value) ? value : null;
    }

    public void Refuse(string name, string code, string message) =>
        problems.Add(Refusal.Invalid(code, message, $"{at}/{name}"));

    private void Refuse(string name, string wanted) =>
        Refuse(name, "proof.member-wrong", $"成员 {at}/{name} {wanted}。");

    private JsonElement Take(string name) => unread.Remove(name, out var value) ? value : default;

    private void End()
    {
        foreach (var name in unread.Keys)
        {
            Refuse(name, "proof.member-unknown", $"成员 {at}/{name} 不属于这种文件，也无法核对。请使用平台给出的原文件。");
        }
    }
}
