using Xinheng.Model.Foundation;

namespace Xinheng.Model.Collection;

/// <summary>Why a file as a whole is refused, found while reading it; rows already read must then be given up too.</summary>
/// <param name="Code">Stable and dotted: <c>file.unclosed-quote</c>.</param>
/// <param name="Message">Plain Chinese: what is wrong, where, and what to do.</param>
/// <param name="RowsRead">Rows that had been read before.</param>
/// <param name="Line">Line or sheet row, from 1, where known.</param>
/// <param name="Offset">Byte offset in the file, where known.</param>
public sealed record FileFault(string Code, string Message, long RowsRead = 0, long? Line = null, long? Offset = null)
{
    public Refusal ToRefusal() => Refusal.Invalid(Code, Message);
}

/// <summary>Something the department should hear about a file that was read: other sheets were left out, links ignored.</summary>
public sealed record FileNote(string Code, string Message);
