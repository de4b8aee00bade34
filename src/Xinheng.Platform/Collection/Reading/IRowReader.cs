using Xinheng.Model.Collection;

namespace Xinheng.Platform.Collection.Reading;

/// <summary>
/// Rows of one submitted file, read once, front to back, in memory that does not grow with the file.
/// Opened by <see cref="RowReaders.OpenAsync"/>; the stream stays its opener's to close.
/// </summary>
public interface IRowReader : IAsyncDisposable
{
    /// <summary>Known from the start in CSV and XLSX; in JSON it grows with the rows.</summary>
    RowHeader Header { get; }

    /// <summary>
    /// Why the file is refused whole, once <see cref="ReadAsync"/> has come to its end; null if it was read to its end.
    /// Rows must not be kept before this has been looked at. Asking before the end is a bug and throws.
    /// </summary>
    FileFault? Fault { get; }

    /// <summary>What the department should hear besides; complete once reading has ended.</summary>
    IReadOnlyList<FileNote> Notes { get; }

    /// <summary>To be enumerated once. Broken content ends it quietly and shows in <see cref="Fault"/>.</summary>
    IAsyncEnumerable<RawRow> ReadAsync(CancellationToken ct);
}
