using System.Text;
using Xinheng.Model.Catalogue;
using Xinheng.Model.Collection.Columns;

namespace Xinheng.Web.Workbench.Collection.Making;

/// <summary>
/// A block copied from a spreadsheet, with or without its row of names. Where it has none, names of places are put before
/// it: then it can be read like any file, and its columns be laid over the item's.
/// </summary>
public static class PastedBlock
{
    private const int Looked = 64 * 1024;

    /// <param name="content">As it comes off the wire.</param>
    /// <param name="head"><c>yes</c> or <c>no</c> where the maker said whether the first line names columns; else it is looked at.</param>
    /// <param name="item">Null where there is no such item: then nothing is done.</param>
    /// <param name="remembered">What was said of earlier blocks.</param>
    /// <param name="ct">Stops reading.</param>
    public static async Task<Stream> OpenAsync(
        Stream content, string head, CatalogueItem? item, IReadOnlyDictionary<string, string> remembered, CancellationToken ct)
    {
        var start = new byte[Looked];
        var length = await content.ReadAtLeastAsync(start, Looked, throwOnEndOfStream: false, ct);
        var first = FirstLine(Encoding.UTF8.GetString(start, 0, length));
        var rest = new Joined([new MemoryStream(start, 0, length), content]);
        if (item is null || first.Length == 0 || head == "yes")
        {
            return rest;
        }

        var mark = first.Contains('\t', StringComparison.Ordinal) ? '\t' : ',';
        string[] cells = [.. first.Split(mark).Select(cell => cell.Trim().Trim('"'))];
        if (head != "no" && ColumnGuesses.IsHeader(item, cells, remembered))
        {
            return rest;
        }

        var names = string.Join(mark, Enumerable.Range(0, cells.Length).Select(i => PlaceName.Of(i, cells.Length))) + "\r\n";
        return new Joined([new MemoryStream(Encoding.UTF8.GetBytes(names)), new MemoryStream(start, 0, length), content]);
    }

    private static string FirstLine(string text) =>
        text.TrimStart('\uFEFF', '\r', '\n').Split(['\r', '\n'], 2)[0];

    /// <summary>One stream after the other, read once.</summary>
    private sealed class Joined(IReadOnlyList<Stream> parts) : Stream
    {
        private int at;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            while (at < parts.Count)
            {
                var read = await parts[at].ReadAsync(buffer, cancellationToken);
                if (read > 0 || buffer.Length == 0)
                {
                    return read;
                }

                at++;
            }

            return 0;
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush()
        {
        }
    }
}
