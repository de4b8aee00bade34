using System.Text;
using System.Text.Json;
using Xinheng.Model.Collection;
using Xinheng.Testing;

namespace Xinheng.Platform.Tests.Collection.Reading;

/// <summary>
/// The parsing suite judges whole documents of any shape; ours are arrays of flat objects. So: what must be rejected is
/// handed in as a document and as a value; what must be accepted is handed in where its shape lets it stand.
/// </summary>
public class JsonConformanceTests
{
    [Fact]
    public async Task What_is_no_JSON_is_refused_as_a_document_as_a_value_and_as_a_line()
    {
        var cases = Cases("reject");

        foreach (var (file, bytes) in cases)
        {
            await AssertRefusedAsync(file, bytes, SubmissionFormat.Json);
            await AssertRefusedAsync(file, [.. "[{\"v\":"u8, .. bytes, .. "}]"u8], SubmissionFormat.Json);
            await AssertRefusedAsync(file, [.. "{\"v\":"u8, .. bytes, .. "}"u8], SubmissionFormat.NdJson);
        }

        Assert.Equal(188, cases.Count);
    }

    [Fact]
    public async Task What_is_JSON_is_read_as_a_row_or_a_value_where_its_shape_allows()
    {
        var (objects, values, others) = (0, 0, new List<string>());
        foreach (var (file, bytes) in Cases("accept"))
        {
            using var document = JsonDocument.Parse(bytes);
            var root = document.RootElement;
            if (root.ValueKind == JsonValueKind.Object)
            {
                objects++;
                await AssertRowAsync([.. "["u8, .. bytes, .. "]"u8], root);
            }
            else if (root.ValueKind != JsonValueKind.Array)
            {
                values++;
                await AssertValueAsync(file, bytes, root);
            }
            else if (root.GetArrayLength() == 1 && root[0].ValueKind is not (JsonValueKind.Array or JsonValueKind.Object))
            {
                values++;
                await AssertValueAsync(file, Encoding.UTF8.GetBytes(root[0].GetRawText()), root[0]);
            }
            else
            {
                // Arrays that are empty, nested or of several values: no single cell can hold them.
                others.Add(file);
            }
        }

        Assert.Equal(95, objects + values + others.Count);
        Assert.True(others.Count <= 15, string.Join(' ', others));
    }

    [Fact]
    public async Task What_may_be_either_never_breaks_the_reader()
    {
        foreach (var (_, bytes) in Cases("either"))
        {
            await Reading.FaultAsync(bytes, SubmissionFormat.Json);
            await Reading.FaultAsync([.. "[{\"v\":"u8, .. bytes, .. "}]"u8], SubmissionFormat.Json);
            await Reading.FaultAsync(bytes, SubmissionFormat.NdJson);
        }
    }

    [Fact]
    public async Task Where_parsers_differ_ours_keeps_numbers_as_written_and_refuses_what_is_doubtful()
    {
        var cases = Conformance.Read("json/json-test-suite-transform.json").GetProperty("cases").EnumerateArray().ToList();

        foreach (var (file, bytes) in cases.Select(c => (c.GetProperty("file").GetString()!, c.Bytes())))
        {
            var text = Encoding.UTF8.GetString(bytes).Trim();
            byte[] wrapped = text[0] == '{' ? [.. "["u8, .. bytes, .. "]"u8] : [.. "[{\"v\":"u8, .. bytes[1..].AsSpan().TrimEnd("] \n"u8), .. "}]"u8];
            var read = await Reading.OfAsync(new MemoryStream(wrapped), SubmissionFormat.Json);
            var row = Assert.Single(read.Rows);

            Assert.Equal(
                file.StartsWith("object_same_key", StringComparison.Ordinal) ? "row.duplicate-key"
                : file.Contains("escaped_invalid", StringComparison.Ordinal) ? "row.lone-surrogate"
                : file.Contains("invalid_codepoint", StringComparison.Ordinal) ? "row.malformed-bytes"
                : file.Contains("NULL", StringComparison.Ordinal) ? "row.nul"
                : null,
                row.Fault?.Code);
            if (file.StartsWith("number_", StringComparison.Ordinal))
            {
                Assert.Equal(text.Trim('[', ']'), row.Values[0]);
            }
            else if (file.Contains("nf", StringComparison.Ordinal))
            {
                // Composed and decomposed names are two names: nothing is folded behind the department's back.
                Assert.Equal(2, read.Columns.Count);
            }
        }

        Assert.Equal(22, cases.Count);
    }

    [Fact]
    public async Task Naughty_strings_survive_as_text()
    {
        var strings = Conformance.Read("text/blns.json").GetProperty("strings").EnumerateArray().Select(s => s.GetString()!).ToList();
        var rows = strings.Select(text => JsonSerializer.Serialize(new Dictionary<string, string> { ["文字"] = text })).ToList();

        var json = await Reading.OfAsync(Stream("[" + string.Join(',', rows) + "]"), SubmissionFormat.Json);
        var lines = await Reading.OfAsync(Stream(string.Join('\n', rows)), SubmissionFormat.NdJson);

        Assert.Equal(strings, json.Rows.Select(row => row.Values[0]));
        Assert.Equal(strings, lines.Rows.Select(row => row.Values[0]));
    }

    private static async Task AssertRefusedAsync(string file, byte[] bytes, SubmissionFormat format) =>
        Assert.True(await Reading.FaultAsync(bytes, format) is not null, $"{file} was accepted as {format}");

    private static async Task AssertRowAsync(byte[] bytes, JsonElement expected)
    {
        var read = await Reading.OfAsync(new MemoryStream(bytes), SubmissionFormat.Json);
        var row = Assert.Single(read.Rows);
        var names = expected.EnumerateObject().Select(property => property.Name).ToList();

        var fault = names.Distinct().Count() < names.Count ? "row.duplicate-key"
            : names.Any(name => name.Contains('\0', StringComparison.Ordinal)) ? "row.unreadable-key"
            : expected.EnumerateObject().Any(property => property.Value.ValueKind is JsonValueKind.Array or JsonValueKind.Object)
                ? "row.nested-value"
            : null;

        Assert.Null(read.Fault);
        Assert.Equal(fault, row.Fault?.Code);
        if (fault is null)
        {
            Assert.Equal(names, read.Columns);
            Assert.Equal(expected.EnumerateObject().Select(property => Text(property.Value)), row.Values);
        }
    }

    private static async Task AssertValueAsync(string file, byte[] bytes, JsonElement expected)
    {
        var read = await Reading.OfAsync(
            new MemoryStream([.. "[{\"v\":"u8, .. bytes, .. "}]"u8]), SubmissionFormat.Json);
        var row = Assert.Single(read.Rows);

        Assert.Null(read.Fault);
        if (Text(expected)?.Contains('\0', StringComparison.Ordinal) == true)
        {
            Assert.Equal("row.nul", row.Fault!.Code);
            return;
        }

        Assert.True(row.IsReadable, file);
        Assert.Equal(Text(expected), row.Values[0]);
    }

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => value.GetString(),
        _ => value.GetRawText(),
    };

    private static MemoryStream Stream(string text) => new(Encoding.UTF8.GetBytes(text));

    private static List<(string File, byte[] Bytes)> Cases(string expect) =>
        Conformance.Read("json/json-test-suite-parsing.json").GetProperty("cases").EnumerateArray()
            .Where(c => c.GetProperty("expect").GetString() == expect)
            .Select(c => (c.GetProperty("file").GetString()!, c.Bytes()))
            .ToList();
}
