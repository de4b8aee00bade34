using System.Collections.Immutable;
using Xinheng.Model.Catalogue;
using Xinheng.Model.Law;

namespace Xinheng.Platform.Catalogue;

/// <summary>Reads cited rules: text and how sure we are of it.</summary>
internal static class CitationPages
{
    public static Citation Read(Section page)
    {
        var text = page.Text("text");
        var mark = page.Text("confidence");
        var confidence = ConfidenceMark.Read(mark);
        if (confidence is null)
        {
            page.Problem("catalogue.citation-confidence", $"可信度只能是 V、V-、K 或 U，不能是“{mark}”。");
        }

        page.Close();
        return new Citation(text, confidence ?? Confidence.Unsure);
    }

    public static ImmutableArray<Citation> All(Section page, string key) => [.. page.Sections(key).Select(Read)];
}
