using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Xinheng.Model.Collection;
using Xinheng.Model.Foundation;
using Xinheng.Platform.Collection.Reading;
using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.Collection.Passes;

/// <summary>
/// Reads a submission's rows on one thread and checks them on all, while the caller writes the last chunk. Rows edited in
/// place take the place of those in the file.
/// </summary>
internal sealed class RowStream(FileStore files, SubmissionTerms terms, Submission submission, SubmissionPasses.Settled settled, bool enters)
{
    private const int ChunkRows = 5_000;
    private const int MostCheckers = 4;
    private const int ChunksAhead = 1; // more only fills memory: reading is the slower side, and what waits grows old for the collector

    private readonly RowChecks[] checkers =
        [.. Enumerable.Range(0, Math.Min(Environment.ProcessorCount, MostCheckers)).Select(_ => new RowChecks(terms, settled.Released, enters))];

    private readonly Repeats repeats = new();

    // A row as it stands in the file or was settled in place; without values it could not be read, and the faults say why.
    private readonly record struct GivenRow(int Number, string?[]? Values, IReadOnlyList<RowFault> Faults);

    /// <summary>Why the file as a whole is refused, once the rows have ended; empty when it was read to its end.</summary>
    public IReadOnlyList<Refusal> Refusals { get; private set; } = [];

    public IReadOnlyList<FileNote> Notes { get; private set; } = [];

    public async IAsyncEnumerable<IReadOnlyList<ReadRow>> ChunksAsync([EnumeratorCancellation] CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var channel = Channel.CreateBounded<IReadOnlyList<ReadRow>>(new BoundedChannelOptions(ChunksAhead) { SingleReader = true, SingleWriter = true });
        var reading = Task.Run(() => ProduceAsync(channel.Writer, stop.Token), stop.Token);
        try
        {
            await foreach (var chunk in channel.Reader.ReadAllAsync(ct))
            {
                yield return chunk;
            }
        }
        finally
        {
            await stop.CancelAsync();
            await reading.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    private async Task ProduceAsync(ChannelWriter<IReadOnlyList<ReadRow>> output, CancellationToken ct)
    {
        try
        {
            if (submission.Rounds > 0)
            {
                await SettledOnlyAsync(output, ct);
                output.Complete();
                return;
            }

            await using var content = await files.OpenAsync(submission.File, ct);
            var opened = await RowReaders.OpenAsync(content, Enum.Parse<SubmissionFormat>(submission.Format), ReadingLimits.Default, ct);
            if (!opened.TryGet(out var reader))
            {
                Refusals = opened.Refusals;
            }
            else
            {
                await using (reader)
                {
                    await ReadAsync(reader, output, ct);
                }
            }

            output.Complete();
        }
        catch (Exception e)
        {
            output.Complete(e);
            throw;
        }
    }

    private async Task SettledOnlyAsync(ChannelWriter<IReadOnlyList<ReadRow>> output, CancellationToken ct)
    {
        foreach (var rows in settled.Edited.OrderBy(e => e.Key).Chunk(ChunkRows))
        {
            await output.WriteAsync(Check([.. rows.Select(e => new GivenRow((int)e.Key, e.Value, []))]), ct);
        }
    }

    private async Task ReadAsync(IRowReader reader, ChannelWriter<IReadOnlyList<ReadRow>> output, CancellationToken ct)
    {
        var map = FileColumns.Match(terms.Item, reader.Header.Columns);
        List<GivenRow> chunk = new(ChunkRows);
        var width = reader.Header.Columns.Count;
        await foreach (var raw in reader.ReadAsync(ct))
        {
            if (reader.Header.Columns.Count != width)
            {
                // JSON rows name their own columns, so the table of columns may grow while reading.
                width = reader.Header.Columns.Count;
                map = FileColumns.Match(terms.Item, reader.Header.Columns);
            }

            if (map.IsRefused)
            {
                break;
            }

            chunk.Add(Given(map.Value, raw));
            if (chunk.Count == ChunkRows)
            {
                await output.WriteAsync(Check(chunk), ct);
                chunk.Clear();
            }
        }

        if (chunk.Count > 0)
        {
            await output.WriteAsync(Check(chunk), ct);
        }

        Refusals = map.IsRefused ? map.Refusals : reader.Fault is { } fault ? [fault.ToRefusal()] : [];
        Notes = map.IsRefused ? [] : reader.Notes;
    }

    private GivenRow Given(FileColumns map, RawRow raw)
    {
        var number = checked((int)raw.Number);
        return settled.Edited.TryGetValue(number, out var values) ? new(number, values, [])
            : raw.IsReadable ? new(number, map.Arrange(raw.Values), [])
            : new(number, null, raw.Faults);
    }

    // Each part of a chunk has its own checker; only what repeats is found row after row.
    private ReadRow[] Check(List<GivenRow> given)
    {
        var rows = new ReadRow[given.Count];
        Parallel.For(0, checkers.Length, part =>
        {
            for (var i = given.Count * part / checkers.Length; i < given.Count * (part + 1) / checkers.Length; i++)
            {
                rows[i] = given[i].Values is { } values
                    ? checkers[part].Check(given[i].Number, values)
                    : RowChecks.Unreadable(given[i].Number, given[i].Faults);
            }
        });
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = repeats.Look(rows[i]);
        }

        return rows;
    }
}
