using Xinheng.Model.Collection;
using Xinheng.Model.Foundation;
using Xinheng.Platform.Collection.Reading.Csv;
using Xinheng.Platform.Collection.Reading.Json;
using Xinheng.Platform.Collection.Reading.Xlsx;

namespace Xinheng.Platform.Collection.Reading;

/// <summary>Opens a department's file for reading, whatever its format.</summary>
public static class RowReaders
{
    /// <summary>Refuses what can be seen at once: not the format it claims, no header, columns that cannot be told apart.</summary>
    public static Task<Result<IRowReader>> OpenAsync(
        Stream stream, SubmissionFormat format, ReadingLimits limits, CancellationToken ct) => format switch
        {
            SubmissionFormat.Csv => CsvReader.OpenAsync(stream, limits, ct),
            SubmissionFormat.Json => JsonRowsReader.OpenAsync(stream, limits, ct),
            SubmissionFormat.NdJson => NdJsonReader.OpenAsync(stream, limits, ct),
            SubmissionFormat.Xlsx => XlsxReader.OpenAsync(stream, limits, ct),
            _ => throw new ArgumentOutOfRangeException(nameof(format)),
        };
}
