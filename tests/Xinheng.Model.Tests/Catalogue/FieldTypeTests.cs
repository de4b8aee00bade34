using FsCheck;
using FsCheck.Fluent;
using Xinheng.Model.Catalogue.Types;

namespace Xinheng.Model.Tests.Catalogue;

public sealed class FieldTypeTests
{
    private static readonly CodeField One = new(Sample.Colours, false);
    private static readonly CodeField Many = new(Sample.Colours, true);
    private static readonly DecimalField Amount = new(8, 2);

    [Theory]
    [InlineData("2026-03-31", "2026-03-31")]
    [InlineData("20260331", "2026-03-31")]
    [InlineData("2026/3/31", "2026-03-31")]
    [InlineData("2026.03.31", "2026-03-31")]
    [InlineData("2026年3月31日", "2026-03-31")]
    [InlineData("２０２６－０３－３１", "2026-03-31")]
    [InlineData("2024-02-29", "2024-02-29")]
    [InlineData("2099-12-31", "2099-12-31")]
    [InlineData("2025-02-29", null)]
    [InlineData("26-03-31", null)]
    [InlineData("260331", null)]
    [InlineData("2026-3", null)]
    [InlineData("2026-00-10", null)]
    [InlineData("31/03/2026", null)]
    [InlineData("2026-03-31-", null)]
    [InlineData("1066-10-14", null)]
    [InlineData("46112", null)]
    public void Dates(string given, string? read) => Assert.Equal(read, new DateField().Read(given).Value);

    [Fact]
    public void Every_day_is_read_in_each_of_its_spellings() =>
        Prop.ForAll(Gen.Choose(0, 90_000).Select(n => new DateOnly(1850, 1, 1).AddDays(n)).ToArbitrary(), day =>
        {
            var type = new DateField();
            var canonical = $"{day:yyyy-MM-dd}";
            return ReferenceEquals(type.Read(canonical).Value, canonical)
                && type.Read($"{day:yyyyMMdd}").Value == canonical
                && type.Read($"{day:yyyy/M/d}").Value == canonical;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Characters_that_no_page_can_show_are_refused_and_seen_as_such()
    {
        foreach (var control in Enumerable.Range(0, 0xA0).Select(c => (char)c).Where(c => char.IsControl(c) && c is not ('\t' or '\n' or '\v' or '\f' or '\r' or '\u0085')))
        {
            Assert.Equal("text.control-character", new TextField(50, false).Read($"前{control}后").Fault?.Code);
            Assert.Equal("text.control-character", new TextField(500, false).Read($"前{control}后").Fault?.Code);
            Assert.Equal("前\uFFFD后", Foundation.Text.Visible($"前{control}后"));
        }

        Assert.Equal("前\u00A0后", new TextField(50, false).Read("前\u00A0后").Value);
        Assert.Equal("前\n后\t", Foundation.Text.Visible("前\n后\t"));
    }

    [Theory]
    [InlineData("2026-03-31 08:30:00", "2026-03-31T08:30:00")]
    [InlineData("2026-03-31T08:30:00", "2026-03-31T08:30:00")]
    [InlineData("2026/3/31 8:30", "2026-03-31T08:30:00")]
    [InlineData("20260331083000", "2026-03-31T08:30:00")]
    [InlineData("2026-03-31", "2026-03-31T00:00:00")]
    [InlineData("2026-03-31 25:00", null)]
    [InlineData("yesterday", null)]
    public void Times(string given, string? read) => Assert.Equal(read, new DateTimeField().Read(given).Value);

    [Theory]
    [InlineData("0", "0")]
    [InlineData("12.5", "12.5")]
    [InlineData("12.50", "12.5")]
    [InlineData("007", "7")]
    [InlineData(".5", "0.5")]
    [InlineData("1,234.5", "1234.5")]
    [InlineData("１２", "12")]
    [InlineData("+3", "3")]
    [InlineData("123456", "123456")]
    [InlineData("1234567", null)]
    [InlineData("1.234", null)]
    [InlineData("12,34", null)]
    [InlineData("1e3", null)]
    [InlineData("-1", null)]
    [InlineData("1.2.3", null)]
    [InlineData("", null)]
    public void Amounts(string given, string? read) => Assert.Equal(read, Amount.Read(given).Value);

    [Fact]
    public void A_canonical_amount_comes_back_as_the_same_text() =>
        Prop.ForAll(Gen.Choose(0, 99_999_999).ToArbitrary(), cents =>
        {
            var text = (cents / 100m).ToString("0.##", System.Globalization.CultureInfo.InvariantCulture);
            return ReferenceEquals(Amount.Read(text).Value, text);
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("01", "01")]
    [InlineData("红", "01")]
    [InlineData("红色", "01")]
    [InlineData("其他-紫", "99-紫")]
    [InlineData("其他：紫", "99-紫")]
    [InlineData("99-紫", "99-紫")]
    [InlineData("红-深", null)]
    [InlineData("蓝", null)]
    [InlineData("红;绿", null)]
    public void Codes(string given, string? read) => Assert.Equal(read, One.Read(given).Value);

    [Theory]
    [InlineData("02;01", "01,02")]
    [InlineData("绿、红，红色", "01,02")]
    [InlineData("红；其他-紫", "01,99-紫")]
    [InlineData("红;蓝", null)]
    [InlineData(";", null)]
    public void Several_codes(string given, string? read) => Assert.Equal(read, Many.Read(given).Value);

    [Fact]
    public void Canonical_codes_come_back_as_the_same_text()
    {
        var codes = string.Concat("01", ",02");

        Assert.Same(codes, Many.Read(codes).Value);
    }

    [Theory]
    [InlineData("01,99-紫", "99", true)]
    [InlineData("01,99-紫", "01", true)]
    [InlineData("01,99-紫", "9", false)]
    [InlineData("011", "01", false)]
    public void A_stored_value_holds_a_code(string stored, string code, bool holds) => Assert.Equal(holds, CodeField.Holds(stored, code));

    [Fact]
    public void A_code_gives_its_text_back()
    {
        Assert.Equal("红", Sample.Colours.TextOf("01"));
        Assert.Equal("其他-紫", Sample.Colours.TextOf("99-紫"));
        Assert.Null(Sample.Colours.TextOf("01-紫"));
        Assert.Null(Sample.Colours.TextOf("07"));
    }

    [Theory]
    [InlineData("line\none", 20, "line one")]
    [InlineData("a\tb", 20, "a b")]
    [InlineData("a  b", 20, "a b")]
    [InlineData("a\r\nb", 500, "a\nb")]
    [InlineData("a\0b", 20, null)]
    [InlineData("𠮷𠮷", 2, "𠮷𠮷")]
    [InlineData("𠮷𠮷𠮷", 2, null)]
    public void Text(string given, int longest, string? read) => Assert.Equal(read, new TextField(longest, false).Read(given).Value);

    [Fact]
    public void Half_a_character_is_refused() => Assert.Equal("text.broken-character", new TextField(9, false).Read("a\uD842").Fault?.Code);

    [Theory]
    [InlineData("是", "1")]
    [InlineData("0", "0")]
    [InlineData("2", null)]
    public void Booleans(string given, string? read) => Assert.Equal(read, new BooleanField().Read(given).Value);

    [Theory]
    [InlineData("U23456789012345678", null)]
    [InlineData("R23456789012345678", "uscc.resident-number")]
    [InlineData("123", "uscc.shape")]
    [InlineData("X23456789012345678", "number.wrong")]
    public void Unified_codes(string given, string? code) => Assert.Equal(code, new UnifiedCodeField(Sample.Numbers).Read(given).Fault?.Code);
}
