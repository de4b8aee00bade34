using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Xinheng.Model.Collection;
using Xinheng.Model.Foundation;
using Xinheng.Platform.Collection.Reading;
using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.Collection.Passes;

/// <summary>
/// Reads and checks a submission's rows on one thread while the caller writes the last chunk on another. Rows edited in
/// place take the place of those in the file.
/// </summary>
internal sealed class RowStream(
    FileStore files, SubmissionTerms terms, Submission submission, SubmissionPasses.Settled settled, NumbersOfChunk numbers)
{
    private const int ChunkRows = 5_000;
    private const int ChunksAhead = 1; // more only fills memory: entering is the slower side, and what waits grows old for the collector

    private readonly RowChecks checks = new(terms, settled.Released, numbers);
    private readonly Repeats repeats = new();

    /// <summary>Why the file as a whole is refused, once the rows have ended; empty when it was read to its end.</summary>
    public IReadOnlyList<Refusal> Refusals { get; private set; } = [];

    public IReadOnlyList<FileNote> Notes { get; private set; } = [];

    public async IAsyncEnumerable<List<ReadRow>> ChunksAsync([EnumeratorCancellation] CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var channel = Channel.CreateBounded<List<ReadRow>>(new BoundedChannelOptions(ChunksAhead) { SingleReader = true, SingleWriter = true });
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

    private async Task ProduceAsync(ChannelWriter<List<ReadRow>> output, CancellationToken ct)
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

    private async Task SettledOnlyAsync(ChannelWriter<List<ReadRow>> output, CancellationToken ct)
    {
        foreach (var rows in settled.Edited.OrderBy(e => e.Key).Chunk(ChunkRows))
        {
            await WriteAsync(output, [.. rows.Select(e => checks.Check((int)e.Key, e.Value))], ct);
        }
    }

    private async Task ReadAsync(IRowReader reader, ChannelWriter<List<ReadRow>> output, CancellationToken ct)
    {
        var map = FileColumns.Match(terms.Item, reader.Header.Columns, settled.Columns);
        List<ReadRow> chunk = new(ChunkRows);
        var width = reader.Header.Columns.Count;
        await foreach (var raw in reader.ReadAsync(ct))
        {
            if (reader.Header.Columns.Count != width)
            {
                // JSON rows name their own columns, so the table of columns may grow while reading.
                width = reader.Header.Columns.Count;
                map = FileColumns.Match(terms.Item, reader.Header.Columns, settled.Columns);
            }

            if (map.IsRefused)
            {
                break;
            }

            chunk.Add(One(map.Value, raw));
            if (chunk.Count == ChunkRows)
            {
                await WriteAsync(output, chunk, ct);
                chunk = new List<ReadRow>(ChunkRows);
            }
        }

        if (chunk.Count > 0)
        {
            await WriteAsync(output, chunk, ct);
        }

        Refusals = map.IsRefused ? map.Refusals : reader.Fault is { } fault ? [fault.ToRefusal()] : [];
        Notes = map.IsRefused ? [] : reader.Notes;
    }

    private ReadRow One(FileColumns map, RawRow raw)
    {
        var number = checked((int)raw.Number);
        return settled.Edited.TryGetValue(number, out var values) ? checks.Check(number, values)
            : raw.IsReadable ? checks.Check(number, map.Arrange(raw.Values))
            : RowChecks.Unreadable(number, raw.Faults);
    }

    // Rows that name persons are checked again once it is known which of their numbers are on file.
    private async Task WriteAsync(ChannelWriter<List<ReadRow>> output, List<ReadRow> chunk, CancellationToken ct)
    {
        var again = await numbers.ResolveAsync(ct);
        for (var i = 0; i < chunk.Count; i++)
        {
            chunk[i] = repeats.Look(again.Contains(chunk[i].Number) ? checks.Check(chunk[i].Number, chunk[i].Given) : chunk[i]);
        }

        numbers.Forget();
        await output.WriteAsync(chunk, ct);
    }
}
