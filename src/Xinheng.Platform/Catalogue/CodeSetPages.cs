using System.Collections.Immutable;
using Xinheng.Model.Catalogue;

namespace Xinheng.Platform.Catalogue;

/// <summary>Reads code sets.</summary>
internal static class CodeSetPages
{
    public static Dictionary<string, CodeSet> Read(Section file)
    {
        var sets = new Dictionary<string, CodeSet>(StringComparer.Ordinal);
        foreach (var code in file.Keys.ToImmutableArray())
        {
            if (file.Map(code) is not { } page)
            {
                continue;
            }

            // Where the set was seen is for those who keep the file.
            _ = page.Maybe("source");
            _ = page.Maybe("note");
            sets[code] = new CodeSet(code, page.Text("name"), [.. page.Sections("values").Select(Value)]);
            page.Close();
        }

        return sets;
    }

    private static CodeValue Value(Section page)
    {
        var value = new CodeValue(page.Text("code"), page.Text("text"), page.Words("aliases"), page.Flag("takesRemark"));
        page.Close();
        return value;
    }
}
