namespace Xinheng.Model.Collection;

/// <summary>Column names as the department wrote them, in file order.</summary>
/// <param name="Columns">Fixed in CSV and XLSX. JSON rows name their own: there the list only ever grows.</param>
public sealed record RowHeader(IReadOnlyList<string> Columns);

/// <summary>One row of a department's file as text, before any catalogue has looked at it.</summary>
/// <param name="Number">From 1, header and blank rows not counted: as a clerk counts records.</param>
/// <param name="Line">The line (CSV, JSON) or sheet row (XLSX) on which it begins, from 1: as an editor counts.</param>
/// <param name="Values">
/// By column; null where nothing was written. Shorter than the header when the row itself was too short (then there is a
/// fault) or when later JSON rows brought new columns: ask <see cref="Value"/>.
/// </param>
/// <param name="Faults">Why this very row cannot be taken as it is; empty for a readable row.</param>
public readonly record struct RawRow(long Number, long Line, string?[] Values, IReadOnlyList<RowFault> Faults)
{
    public bool IsReadable => Faults.Count == 0;

    /// <summary>The first reason why not.</summary>
    public RowFault? Fault => Faults.Count == 0 ? null : Faults[0];

    public string? Value(int column) => column < Values.Length ? Values[column] : null;
}

/// <summary>Why one row cannot be read, while its neighbours can.</summary>
/// <param name="Code">Stable and dotted: <c>row.malformed-bytes</c>.</param>
/// <param name="Message">Plain Chinese, naming place and remedy, never the value: it may be a person's number.</param>
/// <param name="Column">From 0, where one column is to blame.</param>
/// <param name="Offset">Byte offset in the file, where one byte is to blame.</param>
public sealed record RowFault(string Code, string Message, int? Column = null, long? Offset = null);
