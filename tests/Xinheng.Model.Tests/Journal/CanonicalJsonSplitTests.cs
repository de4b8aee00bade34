using System.Buffers;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Xinheng.Model.Journal;

namespace Xinheng.Model.Tests.Journal;

public sealed class CanonicalJsonSplitTests
{
    private static readonly string[] values =
    [
        "\"\"", "\"中\\\"文\"", "\"\\\\\"", "\"a,b}:{\"", "0", "-3.05", "true", "null", "{}", "[]",
        "[1,[\"]\",{\"x\":\"}\"}]]", "{\"内\":{\"a\":[\"\\\\\",\"\\\"]\"]}}",
    ];

    [Fact]
    public void Each_part_holds_its_members_byte_for_byte_in_their_order()
    {
        var members = Gen.Choose(0, values.Length - 1).Zip(Gen.Elements(true, false)).ListOf();

        Prop.ForAll(Arb.From(members), drawn =>
        {
            var spelled = drawn.Select((m, i) => (Open: m.Item2, Text: $"\"{(m.Item2 ? "o" : "c")}{i}\":{values[m.Item1]}")).ToList();

            var (open, closed) = Split(Braced(spelled.Select(m => m.Text)), key => key[0] == 'o')!.Value;

            return open == Braced(spelled.Where(m => m.Open).Select(m => m.Text))
                && closed == Braced(spelled.Where(m => !m.Open).Select(m => m.Text));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void The_key_is_seen_as_it_is_spelled()
    {
        var seen = new List<string>();

        Split("""{"名称":1,"a\"b":2,"":3}""", key =>
        {
            seen.Add(Encoding.UTF8.GetString(key));
            return true;
        });

        Assert.Equal(["名称", "a\\\"b", ""], seen);
    }

    [Fact]
    public void Selecting_writes_only_what_matches()
    {
        var selected = new ArrayBufferWriter<byte>();

        Assert.True(CanonicalJsonSplit.TrySelect("""{"a":1,"b":[2],"c":3}"""u8, key => !key.SequenceEqual("b"u8), selected));
        Assert.Equal("""{"a":1,"c":3}""", Encoding.UTF8.GetString(selected.WrittenSpan));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{"a"}""")]
    [InlineData("""{"a":}""")]
    [InlineData("""{"a":1,}""")]
    [InlineData("""{"a":1}}""")]
    [InlineData("""{"a":1}{"b":2}""")]
    [InlineData("""{"a":"\"}""")]
    [InlineData("""{"a":[1,2}""")]
    [InlineData("""{"a":"x"y}""")]
    [InlineData("""{ "a":1}""")]
    [InlineData("""{a:1}""")]
    public void A_damaged_text_is_not_split(string json) => Assert.Null(Split(json, _ => true));

    [Fact]
    public void A_text_cut_off_anywhere_is_never_split()
    {
        const string Whole = """{"a":"}","b":{"c":[1,"}"]},"d":true}""";

        Assert.NotNull(Split(Whole, _ => true));
        Assert.All(Enumerable.Range(0, Whole.Length), length => Assert.Null(Split(Whole[..length], _ => true)));
    }

    private static string Braced(IEnumerable<string> members) => $"{{{string.Join(',', members)}}}";

    private static (string Matching, string Others)? Split(string json, KeyMatch match)
    {
        var (matching, rest) = (new ArrayBufferWriter<byte>(), new ArrayBufferWriter<byte>());
        return CanonicalJsonSplit.TrySplit(Encoding.UTF8.GetBytes(json), match, matching, rest)
            ? (Encoding.UTF8.GetString(matching.WrittenSpan), Encoding.UTF8.GetString(rest.WrittenSpan))
            : null;
    }
}
