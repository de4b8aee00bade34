using System.Text;
using Xinheng.Model.Journal;

namespace Xinheng.House.Tests.Docs;

/// <summary>Law 8: <c>docs/powers.md</c> says what the platform can do to anybody, and by what right.</summary>
public sealed class PowersDocsTests
{
    [Fact]
    public void The_list_of_powers_equals_the_code() =>
        Document.Equals("docs/powers.md", Written(), "What a public body can do, and by what right, is public.");

    private static string Written()
    {
        var acts = Openings.Of(House.Platform).ToDictionary(p => p.Key, p => string.Join(", ", p.Order()));
        var text = new StringBuilder("""
            # Powers

            Everything this platform can do to somebody's record, with its basis and the one act that does it. Written by `./dev docs` from
            the code; a test compares.

            | power | name | basis | act |
            | --- | --- | --- | --- |

            """);
        foreach (var power in Power.All)
        {
            var act = acts.TryGetValue(Openings.NameOf(power), out var found) ? $"`{found["Xinheng.Platform.".Length..]}`" : "not built yet";
            text.Append($"| `{power.Code}` | {power.Name} | {power.Basis} | {act} |\n");
        }

        return text.ToString();
    }
}
