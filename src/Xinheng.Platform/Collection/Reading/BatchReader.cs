using System.Runtime.CompilerServices;
using Xinheng.Model.Collection;

namespace Xinheng.Platform.Collection.Reading;

/// <summary>What all readers share: rows come a batch at a time, the verdict last.</summary>
internal abstract class BatchReader(ReadingLimits limits) : IRowReader
{
    /// <summary>Rows made before any is handed on: enough to pay for the waiting, few enough to be held.</summary>
    protected const int BatchSize = 1_024;

    private readonly List<FileNote> notes = [];
    private FileFault? fault;
    private bool hasFinished;

    public RowHeader Header { get; protected set; } = new([]);

    public FileFault? Fault =>
        hasFinished ? fault : throw new InvalidOperationException("The file has not been read to its end.");

    public IReadOnlyList<FileNote> Notes => notes;

    protected ReadingLimits Limits { get; } = limits;

    protected List<RawRow> Batch { get; } = new(BatchSize);

    /// <summary>How many rows were read so far, those of the batch included.</summary>
    protected long Rows { get; set; }

    public async IAsyncEnumerable<RawRow> ReadAsync([EnumeratorCancellation] CancellationToken ct)
    {
        var isLast = false;
        while (!isLast)
        {
            isLast = !await NextBatchAsync(ct);
            foreach (var row in Batch)
            {
                yield return row;
            }

            Batch.Clear();
        }

        hasFinished = true;
    }

    public abstract ValueTask DisposeAsync();

    /// <summary>Adds rows to the batch; false when no more will come, because of the end or of a fault.</summary>
    protected abstract ValueTask<bool> NextBatchAsync(CancellationToken ct);

    protected void Note(FileNote note) => notes.Add(note);

    /// <summary>The file is refused whole; the first reason stands.</summary>
    protected void Refuse(FileFault reason) => fault ??= reason with { RowsRead = Rows };
}
