using Xinheng.Model.Catalogue;
using Xinheng.Model.Catalogue.Checking;
using Xinheng.Model.Collection;
using Xinheng.Platform.Collection.Reading;
using Xinheng.Platform.Programmes.FictionalProvince;
using Xinheng.Platform.Programmes.FictionalProvince.Files;
using Xinheng.Platform.Tests.Catalogue;

namespace Xinheng.Platform.Tests.Programmes.FictionalProvince;

/// <summary>What the departments of the fictional province hand in, held against the catalogue.</summary>
public sealed class FilesTests
{
    [Fact]
    public void A_world_holds_as_many_facts_as_asked_for() =>
        Assert.Equal([12_000, 2_000], new[] { Worlds.Small, Worlds.Tiny }.Select(w => w.Files().Sum(f => f.Tally().Facts)));

    [Fact]
    public void Right_rows_pass_their_check_and_each_wrong_one_gives_its_one_problem() =>
        Assert.Empty(Surprises(Worlds.Small).Take(5));

    [Theory]
    [InlineData(2026, 12, 31)]
    [InlineData(2032, 2, 29)]
    public void They_do_so_on_any_day(int year, int month, int day) =>
        Assert.Empty(Surprises(new World(new WorldSize(400, 2_000, 5), new DateOnly(year, month, day), Draft.Pack)).Take(5));

    [Fact]
    public void About_one_row_in_a_hundred_is_wrong_and_every_kind_of_mistake_occurs()
    {
        var tallies = Worlds.Small.Files().Select(f => f.Tally()).ToList();
        var problems = tallies.SelectMany(t => t.Problems).GroupBy(p => p.Key).ToDictionary(g => g.Key, g => g.Sum(p => p.Value));

        Assert.InRange(problems.Values.Sum() / (double)tallies.Sum(t => t.Rows), 0.005, 0.015);
        Assert.Equal(
            [
                "code.unknown", "date.impossible", "date.in-future", "date.order", "date.unreadable", "field.missing",
                "field.placeholder", "record.sealed", "subject.category-not-collected", "text.phone", "text.too-long",
                "uscc.check-character", "uscc.resident-number",
            ],
            problems.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_tally_counts_what_the_file_holds()
    {
        foreach (var file in Worlds.Tiny.Files())
        {
            var rows = file.Expected().Select(r => r.Problem).ToList();
            var tally = file.Tally();

            Assert.Equal(rows.Count, tally.Rows);
            Assert.Equal(rows.Count(p => p is not null), tally.Problems.Values.Sum());
            Assert.Equal(tally.Rows, tally.Facts + tally.Repeats + tally.Corrections + tally.Withdrawals + tally.Restorations + tally.Problems.Values.Sum());
        }
    }

    [Fact]
    public void No_two_facts_have_the_same_key()
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in Worlds.Small.Files().Where(f => f.Tally() is { Facts: > 0, Corrections: 0 }))
        {
            string? before = null;
            foreach (var (row, problem) in file.Expected())
            {
                var key = problem is null ? Key(file, Worlds.Check(file, row)) : null;
                Assert.True(key is null || key == before || keys.Add(key), $"{file.FileName}: {key}");
                before = key;
            }
        }
    }

    [Fact]
    public void What_comes_later_is_about_facts_that_came_before()
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        var later = new List<string>();
        foreach (var file in Worlds.Small.Files())
        {
            var isLater = file.Columns[^1] == "op";
            foreach (var (row, _) in file.Expected().Where(e => e.Problem is null))
            {
                (isLater ? (ICollection<string>)later : known).Add(Key(file, Worlds.Check(file, row)));
            }
        }

        Assert.NotEmpty(later);
        Assert.All(later, key => Assert.Contains(key, known));
    }

    [Fact]
    public void There_are_corrections_withdrawals_restorations_and_repeats()
    {
        var tallies = Worlds.Small.Files().Select(f => f.Tally()).ToList();

        Assert.All(
            new[] { tallies.Sum(t => t.Corrections), tallies.Sum(t => t.Withdrawals), tallies.Sum(t => t.Restorations), tallies.Sum(t => t.Repeats) },
            count => Assert.True(count > 0));
        Assert.True(tallies.Sum(t => t.Restorations) < tallies.Sum(t => t.Withdrawals));
    }

    [Fact]
    public void Every_item_that_departments_hand_in_is_alive() =>
        Assert.Equal(
            ["GC_XF", "GC_YY", "SF_XSPJ"],
            Draft.Pack.Items.Select(i => i.Code).Except(Worlds.Small.Files().Select(f => f.Item)).Order(StringComparer.Ordinal));

    [Fact]
    public void Registrations_come_before_everything_else() =>
        Assert.Equal(
            Worlds.Small.Files().TakeWhile(f => f.Item.StartsWith("REG_E", StringComparison.Ordinal) || f.Item == "REG_ORG").Select(f => f.Item).Distinct(),
            ["REG_ENT", "REG_ORG"]);

    [Fact]
    public void No_file_is_too_large_for_one_submission()
    {
        // Counted without making a row.
        var world = Worlds.Of(WorldSize.Large);

        Assert.All(
            world.Files().Where(f => f.Item is "REG_ENT" or "CF_LP").Take(8),
            file => Assert.InRange(file.Tally().Rows, 1, 200_000));
    }

    [Fact]
    public async Task Csv_files_read_back_as_the_rows_they_were_made_of()
    {
        var forms = new HashSet<FileForm>();
        foreach (var file in Worlds.Tiny.Files().Where(f => f.Format == SubmissionFormat.Csv && forms.Add(f.Form)))
        {
            var opened = await RowReaders.OpenAsync(new MemoryStream(Worlds.Bytes(file)), file.Format, new ReadingLimits(), CancellationToken.None);
            await using var reader = opened.Value;
            var expected = file.Rows().Select(r => string.Join('|', r)).ToList();
            var read = new List<string>();
            await foreach (var row in reader.ReadAsync(CancellationToken.None))
            {
                Assert.True(row.IsReadable, file.FileName);
                read.Add(string.Join('|', row.Values));
            }

            Assert.Null(reader.Fault);
            Assert.Equal(file.Header, reader.Header.Columns);
            Assert.Equal(expected, read);
        }

        Assert.Contains(forms, f => f.IsGb18030);
        Assert.Contains(forms, f => f.Separator == '\t');
        Assert.Contains(forms, f => f.Header == HeaderWords.OldCodes);
    }

    private static IEnumerable<string> Surprises(World world) =>
        from file in world.Files()
        from expected in file.Expected()
        let found = string.Join(',', Worlds.Check(file, expected.Row, world.Today).Problems.Select(p => p.Code))
        where found != (expected.Problem ?? "")
        select $"{file.FileName}: {expected.Problem ?? "nothing"} expected, {found} found: {string.Join('|', expected.Row)}";

    private static string Key(DepartmentFile file, CheckedRow row)
    {
        var item = Draft.Item(file.Item);
        int[] subject = [item.Roles[FieldRole.UnifiedCode], item.Roles[FieldRole.PersonIdNumber], item.Roles[FieldRole.BusinessRegistrationNumber]];
        return string.Join('|', subject.Where(c => c >= 0).Concat(item.KeyFields.Select(k => k.Index)).Select(c => row.Values[c]).Prepend(item.Code));
    }
}
