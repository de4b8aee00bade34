using Xinheng.Platform.Catalogue.Drafting;
using Xinheng.Testing;

namespace Xinheng.Platform.Tests.Catalogue.Drafting;

/// <summary>The editor's form over an item's text: what is not changed stays to the letter.</summary>
public sealed class ItemFormTests
{
    private static readonly string Penalty = Item("CF_LP");

    public static TheoryData<string> Items => [.. Directory.EnumerateFiles(Folder, "*.yaml").Select(file => Path.GetFileNameWithoutExtension(file))];

    private static string Folder => Path.Combine(TestPlatform.Root, "catalogue", "packs", "national-draft", "items");

    [Theory]
    [MemberData(nameof(Items))]
    public void A_form_sent_back_as_it_came_changes_no_character(string code)
    {
        var text = Item(code);

        Assert.Equal(text, ItemForm.Read(text)!.Write(text));
    }

    [Theory]
    [MemberData(nameof(Items))]
    public void What_the_form_writes_it_reads_again(string code)
    {
        var text = Item(code);
        var form = ItemForm.Read(text)!;
        var wanted = form with
        {
            Name = "改名: \"引号\" # 与冒号",
            Openness = "authorised",
            Cycle = "months:3",
            Retention = "R_LIST",
            Inactive = "等待补充目录批准",
            Class = "serious",
            ClassBasis = new FormBasis("示例办法第1条", "V-"),
            LegalBasis = [.. form.LegalBasis.Reverse(), new FormBasis("示例条例第2条：{括号}, 逗号", "K")],
            Fields = [.. form.Fields.Select((field, at) => at % 3 == 0 ? field with { Requirement = "expected", Openness = "masked" } : field),
                new FormField("ZZ_NEW", "新的一栏", "decimal", "18,6", "", "optional", "closed", false)],
        };

        var read = ItemForm.Read(wanted.Write(text))!;

        Assert.Equal(
            wanted with { LegalBasis = [], Fields = [] }, read with { LegalBasis = [], Fields = [] });
        Assert.Equal(wanted.LegalBasis, read.LegalBasis);
        Assert.Equal(wanted.Fields, read.Fields);
    }

    [Fact]
    public void One_changed_field_is_one_changed_line()
    {
        var form = ItemForm.Read(Penalty)!;
        var changed = form with { Fields = [.. form.Fields.Select(f => f.Code == "CF_WSH" ? f with { Size = "64" } : f)] };

        var written = changed.Write(Penalty).Split('\n');

        var (before, after) = Assert.Single(Penalty.Split('\n').Zip(written), line => line.First != line.Second);
        Assert.Equal(before.Replace("128", "64", StringComparison.Ordinal), after);
    }

    [Fact]
    public void A_field_taken_out_takes_its_line_and_no_other()
    {
        var form = ItemForm.Read(Penalty)!;
        var changed = form with { Fields = [.. form.Fields.Select(f => f.Code == "BZ" ? f with { Gone = true } : f)] };

        Assert.Equal(Penalty.Split('\n').Where(line => !line.Contains("code: BZ", StringComparison.Ordinal)), changed.Write(Penalty).Split('\n'));
    }

    [Fact]
    public void What_is_no_mapping_has_no_form_and_is_not_touched()
    {
        Assert.Null(ItemForm.Read("- a\n- b\n"));
        Assert.Null(ItemForm.Read("code: [\n"));
        Assert.Equal("- a\n", ItemForm.Read(Penalty)!.Write("- a\n"));
    }

    private static string Item(string code) => File.ReadAllText(Path.Combine(Folder, $"{code}.yaml")).ReplaceLineEndings("\n").TrimEnd() + "\n";
}
