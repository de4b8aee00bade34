using System.Text;
using System.Xml;

namespace Xinheng.Platform.Collection.Reading.Xlsx;

/// <summary>One XML part of a workbook, read forward. No document types, nothing fetched, no depth, no giant nodes.</summary>
internal sealed class PartReader : IDisposable
{
    // The formats we read nest nine deep.
    private const int Deepest = 32;

    private static readonly string[] RelationshipNamespaces =
    [
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "http://purl.oclc.org/ooxml/officeDocument/relationships",
    ];

    private readonly BudgetedStream stream;
    private readonly XmlReader xml;

    public PartReader(BudgetedStream stream)
    {
        this.stream = stream;
        xml = XmlReader.Create(stream, new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            CloseInput = true,
        });
    }

    public string Name => xml.LocalName;

    public bool IsStart => xml.NodeType == XmlNodeType.Element;

    public bool IsEnd => xml.NodeType == XmlNodeType.EndElement;

    public bool IsEmpty => xml.IsEmptyElement;

    public int Depth => xml.Depth;

    public bool Read()
    {
        var isThere = xml.Read();
        stream.NodeRead();
        return xml.Depth <= Deepest ? isThere : throw new XmlException("Nested deeper than a workbook ever is.");
    }

    public bool ReadTo(string name)
    {
        while (Read())
        {
            if (IsStart && xml.LocalName == name)
            {
                return true;
            }
        }

        return false;
    }

    public string? Attribute(string name) => xml.GetAttribute(name);

    public string? RelationshipId() => RelationshipNamespaces
        .Select(space => xml.GetAttribute("id", space))
        .FirstOrDefault(id => id is not null);

    /// <summary>Steps to the next element inside one at <paramref name="depth"/>; false when that has ended.</summary>
    public bool ReadChild(int depth)
    {
        while (Read() && xml.Depth > depth)
        {
            if (IsStart && xml.Depth == depth + 1)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>All text inside the current element; cut beyond the limit, so that it shows as too long.</summary>
    /// <param name="only">Count only what stands in elements of this name.</param>
    /// <param name="except">Leave out what stands in elements of this name: pronunciation beside the text.</param>
    public string Text(int limit, string? only = null, string? except = null)
    {
        if (xml.IsEmptyElement)
        {
            return "";
        }

        var (depth, inside, text) = (xml.Depth, only is null, "");
        StringBuilder? more = null;
        var leftOut = int.MaxValue;
        while (Read() && xml.Depth > depth)
        {
            if (xml.NodeType == XmlNodeType.Element)
            {
                inside |= xml.LocalName == only && !xml.IsEmptyElement;
                leftOut = xml.LocalName == except && !xml.IsEmptyElement ? Math.Min(leftOut, xml.Depth) : leftOut;
            }
            else if (xml.NodeType == XmlNodeType.EndElement)
            {
                inside &= xml.LocalName != only;
                leftOut = xml.Depth == leftOut ? int.MaxValue : leftOut;
            }
            else if (inside && leftOut == int.MaxValue && xml.HasValue && (more?.Length ?? text.Length) <= limit)
            {
                if (text.Length == 0)
                {
                    text = xml.Value;
                }
                else
                {
                    (more ??= new StringBuilder(text)).Append(xml.Value);
                }
            }
        }

        return more?.ToString() ?? text;
    }

    public void Dispose() => xml.Dispose();
}
