using System.Buffers;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Xinheng.Model.Journal;

namespace Xinheng.Model.Tests.Journal;

public sealed class CanonicalJsonTests
{
    private delegate void Writing(ref CanonicalJsonWriter writer);

    [Fact]
    public void Keys_stand_in_the_callers_order_without_blanks() => Assert.Equal(
        """{"名称":"某某公司","b":1,"a":[true,null,-3.05],"空":{}}""",
        Written((ref writer) =>
        {
            writer.StartObject();
            writer.Key("名称");
            writer.String("某某公司");
            writer.Key(CanonicalJson.PrepareKey("b"));
            writer.Number(1);
            writer.Key("a");
            writer.StartArray();
            writer.Boolean(true);
            writer.Null();
            writer.Number("-3.05"u8);
            writer.EndArray();
            writer.Key("空");
            writer.StartObject();
            writer.EndObject();
            writer.EndObject();
        }));

    [Theory]
    [InlineData("\"\\/", """
        "\"\\/"
        """)]
    [InlineData("\b\t\n\f\r", """
        "\b\t\n\f\r"
        """)]
    [InlineData("\0\u001f\u007f", "\"\\u0000\\u001f\u007f\"")]
    [InlineData("<&'>\u2028é中😀", "\"<&'>\u2028é中😀\"")]
    public void Only_quote_backslash_and_control_characters_are_escaped(string text, string spelled)
    {
        Assert.Equal(spelled, Written((ref writer) => writer.String(text)));
        Assert.Equal(spelled, Written((ref writer) => writer.String(Encoding.UTF8.GetBytes(text))));
    }

    // Not as inline data: an attribute is stored as UTF-8 and cannot hold them either.
    [Fact]
    public void Half_a_surrogate_pair_is_refused() => Assert.All(["\ud800", "甲\udc00乙", "\"\ud83d\"", "😀\ud83d"], text =>
    {
        Assert.False(CanonicalJson.CanHold(text));
        Assert.Throws<ArgumentException>(() => Written((ref writer) => writer.String(text)));
    });

    [Fact]
    public void A_whole_surrogate_pair_can_be_held() => Assert.True(CanonicalJson.CanHold("甲😀乙😀"));

    [Fact]
    public void Malformed_utf8_is_refused() =>
        Assert.Throws<ArgumentException>(() => Written((ref writer) => writer.String([0xC0, 0xAF])));

    [Theory]
    [InlineData("0", true)]
    [InlineData("-12", true)]
    [InlineData("3.05", true)]
    [InlineData("-0.5", true)]
    [InlineData("123456789012345678901234567890.1", true)]
    [InlineData("", false)]
    [InlineData("-", false)]
    [InlineData("-0", false)]
    [InlineData("007", false)]
    [InlineData("1.50", false)]
    [InlineData("0.0", false)]
    [InlineData("1.", false)]
    [InlineData(".5", false)]
    [InlineData("1e3", false)]
    [InlineData("1.2.3", false)]
    [InlineData("+1", false)]
    [InlineData(" 1", false)]
    public void A_number_has_one_spelling(string text, bool canonical)
    {
        Assert.Equal(canonical, CanonicalJson.IsNumber(Encoding.UTF8.GetBytes(text)));
        if (!canonical)
        {
            Assert.Throws<ArgumentException>(() => Written((ref writer) => writer.Number(Encoding.UTF8.GetBytes(text))));
        }
    }

    [Fact]
    public void An_object_left_open_is_noticed() =>
        Assert.Throws<InvalidOperationException>(() => Written((ref writer) => writer.StartObject()));

    [Fact]
    public void What_is_written_reads_back_the_same_and_is_canonical() => Prop.ForAll<string, string>((key, text) =>
    {
        if (!CanonicalJson.CanHold(key) || !CanonicalJson.CanHold(text))
        {
            return true;
        }

        var json = Written((ref writer) =>
        {
            writer.StartObject();
            writer.Key(key ?? "");
            writer.String(text ?? "");
            writer.EndObject();
        });
        using var read = System.Text.Json.JsonDocument.Parse(json);
        return read.RootElement.GetProperty(key ?? "").GetString() == (text ?? "")
            && CanonicalJson.IsCanonical(Encoding.UTF8.GetBytes(json));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_long_text_full_of_escapes_outgrows_any_buffer_unharmed()
    {
        var text = string.Concat(Enumerable.Repeat("\u0001中\"", 5000));

        var json = Written((ref writer) => writer.String(text));

        Assert.Equal(string.Concat(Enumerable.Repeat("\\u0001中\\\"", 5000)), json[1..^1]);
    }

    [Fact]
    public void What_other_software_indented_or_escaped_is_rewritten_in_its_order() => Assert.Equal(
        """{"b":"中/","a":[1,2.5]}""",
        Encoding.UTF8.GetString(CanonicalJson.Rewrite("""
            { "b" : "\u4e2d\/",
              "a" : [ 1, 2.5 ] }
            """u8)!));

    [Theory]
    [InlineData("""{"a":1,"a":2}""")]
    [InlineData("""{"a":{"b":1,"b":1}}""")]
    [InlineData("""{"a":1.50}""")]
    [InlineData("""{"a":"\ud800"}""")]
    [InlineData("""{"\udc00":1}""")]
    [InlineData("""{"a":1}x""")]
    public void What_has_no_canonical_spelling_is_not_rewritten(string json) =>
        Assert.Null(CanonicalJson.Rewrite(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void The_published_parsing_suite_is_read_strictly()
    {
        var cases = Conformance.Read("json/json-test-suite-parsing.json").GetProperty("cases").EnumerateArray().ToList();
        Assert.Equal(318, cases.Count);

        var rewritten = cases.ConvertAll(test => (
            Expect: test.GetProperty("expect").GetString(),
            Given: Encoding.UTF8.GetString(test.GetProperty("base64").GetBytesFromBase64()),
            Json: CanonicalJson.Rewrite(test.GetProperty("base64").GetBytesFromBase64())));

        Assert.DoesNotContain(rewritten, test => test.Expect == "reject" && test.Json is not null);
        Assert.All(rewritten.Where(test => test.Json is not null), test => Assert.True(CanonicalJson.IsCanonical(test.Json)));

        // Valid JSON that has no canonical spelling: exponents, a negative zero, a key given twice. Nothing else is refused.
        List<string> refused = [.. rewritten.Where(test => test.Expect == "accept" && test.Json is null).Select(test => test.Given)];
        Assert.Equal(16, refused.Count);
        Assert.All(refused, json => Assert.Matches("[0-9][eE]|-0]|\"a\":.*\"a\":", json));
    }

    private static string Written(Writing writing)
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = new CanonicalJsonWriter(output);
        writing(ref writer);
        writer.Complete();
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
