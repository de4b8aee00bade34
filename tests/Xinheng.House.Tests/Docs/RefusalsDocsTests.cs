using System.Text;

namespace Xinheng.House.Tests.Docs;

/// <summary>Law 8: <c>docs/refusals.md</c> says what the code refuses. <c>./dev docs</c> writes it.</summary>
public sealed class RefusalsDocsTests
{
    private const string File = "docs/refusals.md";

    private const string Why = "Codes are a contract with machines and messages the first thing a clerk reads: both are reviewed as a list.";

    [Fact]
    public void The_list_of_refusals_equals_the_code() => Document.Equals(File, Written(), Why);

    [Fact]
    public void Refusals_are_found() =>
        // Should the reading of compiled code stop seeing refusals, the document would be empty and equal.
        Assert.Contains(All(), r => r.Code == "foundation.data.not-writable" && r.Message.StartsWith("数据目录 … 不能写入", StringComparison.Ordinal));

    [Fact]
    public void A_message_is_Chinese() =>
        Law.Holds("The reader of a refusal is a clerk or a citizen.",
            All().Where(r => r.Kind != "new" && r.Message.Length > 0 && r.Message.All(c => c < '\u2E80' && c != '…')).Select(r => $"{r.Code} in {r.Type}"));

    [Fact]
    public void The_reading_sees_kind_message_and_holes()
    {
        var found = Refusals.Of(House.Sample("BadHouse.Refusing")).Select(r => (r.Code, r.Kind, r.Message)).ToList();

        Assert.Equal(
        [
            ("sample.too-late", "Conflict", "已过期限 …，请另行申请。"),
            ("sample.no-name", "new", "请填写名称。"),
            ("sample.no-folder", "NotFound", "没有目录 …，请先建立。"),
        ], found);
    }

    private static List<DocumentedRefusal> All() => [.. House.Floors.SelectMany(Refusals.Of)];

    private static string Written()
    {
        var text = new StringBuilder("""
            # Refusals

            Every expected "no", read from the compiled code by `./dev docs`; a test compares. … stands for a value. A code that is made in
            several places has a line for each wording.

            | code | kind | message | made in |
            | --- | --- | --- | --- |

            """);
        foreach (var line in All().Select(r => $"| `{r.Code}` | {r.Kind} | {r.Message} | {r.Type["Xinheng.".Length..]} |")
            .Distinct().Order(StringComparer.Ordinal))
        {
            text.Append(line).Append('\n');
        }

        return text.ToString();
    }
}
