using System.Globalization;
using CsvHelper;

namespace Xinheng.Platform.Tests.Disclosure;

/// <summary>A line of <c>three-years.csv</c>: what was handed in, what happened later, and on which days strangers may read it.</summary>
internal sealed record GoldenRow
{
    public const string Never = "不公示";
    public const string Returned = "退回";
    public const string Always = "一直公示";

    public required string Id { get; init; }

    public required string Item { get; init; }

    public required string Severity { get; init; }

    public required string DecidedOn { get; init; }

    public required string GivenEnd { get; init; }

    public required DateOnly HandedIn { get; init; }

    public required IReadOnlyList<(string Field, string Value)> Fields { get; init; }

    public required bool AboutPerson { get; init; }

    public required IReadOnlyList<(DateOnly On, string What, string Argument)> Later { get; init; }

    public required string FirstPublic { get; init; }

    public required string FirstGone { get; init; }

    public required (DateOnly From, DateOnly To)? Hidden { get; init; }

    public required DateOnly? StoredEnd { get; init; }

    public required string Why { get; init; }

    public bool IsReturned => FirstPublic == Returned;

    public int Number => int.Parse(Id.AsSpan(1), CultureInfo.InvariantCulture);

    /// <summary>By comparing days and nothing else: what the table says, not how it comes about.</summary>
    public bool IsPublicOn(DateOnly day) =>
        FirstPublic is not (Never or Returned)
        && day >= Day(FirstPublic)
        && (FirstGone == Always || day < Day(FirstGone))
        && !(day >= Hidden?.From && day < Hidden?.To);

    public static IReadOnlyList<GoldenRow> Read()
    {
        using var text = new StreamReader(Path.Combine(Xinheng.Testing.TestPlatform.Root, "tests", "Xinheng.Platform.Tests", "Disclosure", "three-years.csv"));
        using var csv = new CsvReader(text, CultureInfo.InvariantCulture);
        List<GoldenRow> rows = [];
        csv.Read();
        csv.ReadHeader();
        while (csv.Read())
        {
            string At(string column) => csv.GetField(column)!;
            var other = At("其他栏目");
            rows.Add(new GoldenRow
            {
                Id = At("编号"), Item = At("信息项"), Severity = At("分类"), DecidedOn = At("决定日"), GivenEnd = At("填写的截止日"),
                HandedIn = Day(At("报送日")), AboutPerson = other == "PERSON", Fields = other == "PERSON" ? [] : Pairs(other),
                Later = [.. Split(At("后来的事"), ';').Select(Event)], FirstPublic = At("最早公示日"), FirstGone = At("停止公示日"),
                Hidden = At("其间隐去") is { Length: > 0 } span ? (Day(span[..10]), Day(span[^10..])) : null,
                StoredEnd = At("库内截止日") is { Length: > 0 } end ? Day(end) : null,
                Why = At("理由"),
            });
        }

        return rows;
    }

    public static IReadOnlyList<(string Field, string Value)> Pairs(string text) =>
        [.. Split(text, '+').Select(pair => pair.Split('=')).Select(pair => (pair[0], pair[1]))];

    private static (DateOnly On, string What, string Argument) Event(string text)
    {
        var words = text.Split(' ', 3);
        return (Day(words[0]), words[1], words.Length > 2 ? words[2] : "");
    }

    private static string[] Split(string text, char separator) => text.Split(separator, StringSplitOptions.RemoveEmptyEntries);

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
