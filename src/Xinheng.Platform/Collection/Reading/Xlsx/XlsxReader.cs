using System.Xml;
using Xinheng.Model.Collection;
using Xinheng.Model.Foundation;

namespace Xinheng.Platform.Collection.Reading.Xlsx;

/// <summary>
/// Rows of a workbook's first visible sheet, unpacked as they are read. Only values count: a formula's result depends on
/// who opened the file last, so a cell that holds one refuses its row.
/// </summary>
internal sealed class XlsxReader : BatchReader
{
    private readonly Stream file;
    private readonly bool ownsFile;
    private XlsxArchive? archive;
    private PartReader? sheet;
    private SheetRows rows = null!;
    private long headerLine;

    private XlsxReader(Stream file, bool ownsFile, ReadingLimits limits)
        : base(limits) => (this.file, this.ownsFile) = (file, ownsFile);

    public static async Task<Result<IRowReader>> OpenAsync(Stream stream, ReadingLimits limits, CancellationToken ct)
    {
        var file = stream.CanSeek ? stream : await TemporaryFile.CopyAsync(stream, ct);
        var reader = new XlsxReader(file, ownsFile: !stream.CanSeek, limits);
        var refusal = reader.RefuseOtherFormats() ?? Guard(reader.Begin)?.ToRefusal();
        if (refusal is null)
        {
            return Result<IRowReader>.Of(reader);
        }

        await reader.DisposeAsync();
        return refusal;
    }

    public override async ValueTask DisposeAsync()
    {
        sheet?.Dispose();
        archive?.Dispose();
        if (ownsFile)
        {
            await file.DisposeAsync();
        }
    }

    protected override ValueTask<bool> NextBatchAsync(CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var fault = Guard(ReadBatch);
        if (fault is not null)
        {
            Refuse(fault);
        }

        return ValueTask.FromResult(fault is null && Batch.Count >= BatchSize);
    }

    private Refusal? RefuseOtherFormats()
    {
        Span<byte> start = stackalloc byte[8];
        file.Position = 0;
        var length = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        return SubmissionFormats.Container(start[..length]) switch
        {
            { IsRefused: true } other => other.Refusals[0],
            null => FileFaults.WrongFormat("这个文件声明为 xlsx，内容却不是 Excel 工作簿。请核对文件或改选格式。").ToRefusal(),
            _ => null,
        };
    }

    /// <summary>A damaged or malicious archive shows as one of these exceptions, wherever it is touched.</summary>
    private static FileFault? Guard(Func<FileFault?> read)
    {
        try
        {
            return read();
        }
        catch (WorkbookLimitException)
        {
            return FileFaults.WorkbookTooLarge;
        }
        catch (Exception broken) when (broken is XmlException or InvalidDataException or EndOfStreamException)
        {
            return FileFaults.BrokenWorkbook;
        }
    }

    private FileFault? Begin()
    {
        archive = XlsxArchive.Open(file, Limits);
        var workbook = XlsxWorkbook.Read(archive);
        if (workbook.Visible.Count == 0)
        {
            return FileFaults.NoVisibleSheet;
        }

        using var texts = archive.Read(workbook.SharedTexts);
        using var formats = archive.Read(workbook.Styles);
        var (shared, styles) = (SharedTexts.Read(texts, Limits), XlsxStyles.Read(formats));
        NoteWhatIsLeftOut(archive, workbook.Visible.Skip(1));
        sheet = archive.Read(workbook.Visible[0].Part) ?? throw new InvalidDataException("No such sheet.");
        rows = new SheetRows(sheet, shared, styles, workbook.CountsFrom1904, Limits);
        return ReadHeader();
    }

    private FileFault? ReadHeader()
    {
        do
        {
            if (!rows.Read())
            {
                return FileFaults.NoHeader;
            }
        }
        while (rows.IsBlank);

        headerLine = rows.Line;
        if (rows.IsTooWide)
        {
            return FileFaults.TooManyColumns(Limits.Columns, rows.Line);
        }

        if (rows.Fault is { } fault)
        {
            return FileFaults.HeaderUnreadable(fault, rows.Line);
        }

        var names = rows.Texts;
        if (ColumnNames.Check(names, rows.Line) is { } problem)
        {
            return problem;
        }

        Header = new RowHeader(names.AsReadOnly());
        rows.SetHeader(Header.Columns);
        return null;
    }

    private FileFault? ReadBatch()
    {
        while (Batch.Count < BatchSize)
        {
            if (!rows.Read())
            {
                var merged = rows.ReadMerged(headerLine);
                return merged.Count > 0 ? FileFaults.MergedCells(merged) : null;
            }

            if (!rows.IsBlank)
            {
                Batch.Add(rows.ToRow(++Rows));
            }
        }

        return null;
    }

    private void NoteWhatIsLeftOut(XlsxArchive parts, IEnumerable<XlsxSheet> others)
    {
        var filled = others.Where(other => HasContent(parts, other)).Select(other => other.Name).ToList();
        if (filled.Count > 0)
        {
            Note(FileNotes.OtherSheets(filled));
        }

        var links = parts.Names.Count(name =>
            name.StartsWith("xl/externalLinks/externalLink", StringComparison.OrdinalIgnoreCase));
        if (links > 0)
        {
            Note(FileNotes.ExternalLinks(links));
        }
    }

    private static bool HasContent(XlsxArchive parts, XlsxSheet other)
    {
        using var part = parts.Read(other.Part);
        while (part?.Read() == true)
        {
            if (part.IsStart && part.Name is "v" or "is" or "f")
            {
                return true;
            }
        }

        return false;
    }
}
