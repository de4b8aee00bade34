namespace Xinheng.Platform.Collection.Reading.Xlsx;

/// <summary>A sheet that a reader of the workbook sees: its name and the part that holds it.</summary>
internal sealed record XlsxSheet(string Name, string Part);

/// <summary>Which sheets a workbook shows, in their order, and from which day its dates are counted.</summary>
internal sealed record XlsxWorkbook(IReadOnlyList<XlsxSheet> Visible, bool CountsFrom1904, string SharedTexts, string Styles)
{
    private const int MostSheets = 1_000;

    public static XlsxWorkbook Read(XlsxArchive archive)
    {
        var path = Relations(archive, "").Find(relation => relation.Kind == "officeDocument")?.Target ?? "xl/workbook.xml";
        var relations = Relations(archive, path);
        var (visible, from1904) = (new List<XlsxSheet>(), false);
        using var part = archive.Read(path) ?? throw new InvalidDataException("No workbook part.");
        while (part.Read())
        {
            if (!part.IsStart)
            {
                continue;
            }

            if (part.Name == "workbookPr")
            {
                from1904 = part.Attribute("date1904") is "1" or "true" or "on";
            }
            else if (part.Name == "sheet" && part.Attribute("state") is null or "visible" && visible.Count < MostSheets)
            {
                var id = part.RelationshipId();
                if (relations.Find(relation => relation.Id == id && relation.Kind == "worksheet") is { } sheet)
                {
                    visible.Add(new XlsxSheet(part.Attribute("name") ?? "", sheet.Target));
                }
            }
        }

        return new(visible, from1904,
            relations.Find(relation => relation.Kind == "sharedStrings")?.Target ?? "xl/sharedStrings.xml",
            relations.Find(relation => relation.Kind == "styles")?.Target ?? "xl/styles.xml");
    }

    /// <summary>What a part refers to inside the archive; what lies outside is not even remembered.</summary>
    private static List<Relation> Relations(XlsxArchive archive, string path)
    {
        var folder = path[..(path.LastIndexOf('/') + 1)];
        using var part = archive.Read($"{folder}_rels/{path[folder.Length..]}.rels");
        var relations = new List<Relation>();
        while (part?.ReadTo("Relationship") == true && relations.Count < 10 * MostSheets)
        {
            if (part.Attribute("TargetMode") != "External" && part.Attribute("Target") is { } target)
            {
                var kind = part.Attribute("Type") ?? "";
                relations.Add(new(part.Attribute("Id") ?? "", kind[(kind.LastIndexOf('/') + 1)..], Resolve(folder, target)));
            }
        }

        return relations;
    }

    private static string Resolve(string folder, string target)
    {
        if (target.StartsWith('/'))
        {
            return target[1..];
        }

        while (target.StartsWith("../", StringComparison.Ordinal) && folder.Length > 0)
        {
            folder = folder[..(folder.TrimEnd('/').LastIndexOf('/') + 1)];
            target = target[3..];
        }

        return folder + target;
    }

    private sealed record Relation(string Id, string Kind, string Target);
}
