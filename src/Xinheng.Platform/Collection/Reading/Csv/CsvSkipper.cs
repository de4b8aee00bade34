namespace Xinheng.Platform.Collection.Reading.Csv;

/// <summary>Steps over a record too long to be held, keeping only where it stands among the quotes.</summary>
internal sealed class CsvSkipper(byte delimiter)
{
    private State state;

    public long LineBreaks { get; private set; }

    public bool IsInQuotes => state == State.Quoted;

    /// <summary>How many bytes belong to the record; <paramref name="isOver"/> once its line end is among them.</summary>
    public int Skip(ReadOnlySpan<byte> bytes, out bool isOver)
    {
        for (var i = 0; i < bytes.Length; i++)
        {
            var mark = bytes[i];
            LineBreaks += mark == (byte)'\n' ? 1 : 0;
            if (state == State.Quoted)
            {
                state = mark == (byte)'"' ? State.Closed : State.Quoted;
            }
            else if (mark is (byte)'\n' or (byte)'\r')
            {
                isOver = true;
                return i + 1;
            }
            else
            {
                state = mark == delimiter ? State.CellStart
                    : mark == (byte)'"' && state is State.CellStart or State.Closed ? State.Quoted
                    : State.Text;
            }
        }

        isOver = false;
        return bytes.Length;
    }

    private enum State
    {
        CellStart,
        Text,
        Quoted,
        Closed,
    }
}
