using FsCheck;
using FsCheck.Fluent;
using Xinheng.Model.Assessment;

namespace Xinheng.Model.Tests.Assessment;

/// <summary>Document numbers as places in a yearly series, and what is missing between them.</summary>
public sealed class DocumentSequenceTests
{
    [Theory]
    [InlineData("云市监罚〔2026〕12号", "云市监罚", 2026, 12)]
    [InlineData("云市监罚[2026]012号", "云市监罚", 2026, 12)]
    [InlineData("云市监罚（２０２６）１２号", "云市监罚", 2026, 12)]
    [InlineData("云 市监罚【2026】第12号", "云市监罚", 2026, 12)]
    public void A_number_is_read_however_its_brackets_are_written(string number, string prefix, int year, int place) =>
        Assert.Equal(new DocumentSequence(prefix, year, place), DocumentSequence.Read(number));

    [Theory]
    [InlineData("")]
    [InlineData("无")]
    [InlineData("云市监罚12号")]
    [InlineData("云市监罚〔2026〕12-1号")]
    [InlineData("云市监罚〔9026〕12号")]
    [InlineData("〔2026〕12号")]
    public void What_follows_no_series_has_no_place_in_one(string number) => Assert.Null(DocumentSequence.Read(number));

    [Fact]
    public void A_written_number_reads_back() =>
        Assert.Equal(new DocumentSequence("云交罚", 2026, 7), DocumentSequence.Read(DocumentSequence.Write("云交罚", 2026, 7)));

    [Fact]
    public void Numbers_and_gaps_together_are_everything_between_the_first_and_the_last() =>
        Prop.ForAll(Gen.Choose(1, 400).NonEmptyListOf().ToArbitrary(), numbers =>
        {
            var gaps = NumberGap.Between(numbers);
            var missing = gaps.SelectMany(gap => Enumerable.Range(gap.From, gap.Count)).ToList();
            return missing.Count == missing.Distinct().Count() && !missing.Intersect(numbers).Any()
                && missing.Union(numbers).Order().SequenceEqual(Enumerable.Range(numbers.Min(), numbers.Max() - numbers.Min() + 1));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Runs_are_named_by_their_ends() =>
        Assert.Equal(["3–5", "7"], NumberGap.Between([1, 2, 6, 8]).Select(gap => gap.ToString()));
}
