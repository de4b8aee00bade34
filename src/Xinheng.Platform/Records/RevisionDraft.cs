using System.Buffers;
using Xinheng.Model.Foundation;
using Xinheng.Model.Records;

namespace Xinheng.Platform.Records;

/// <summary>A revision about to be written: the exact texts, and what the record's row will say.</summary>
internal sealed record RevisionDraft(
    SubjectId Subject, RecordId Record, int No, string Item, int Edition, Candidate Candidate, Standing Standing, bool IsNew)
{
    public byte[] StandingText { get; private set; } = [];

    public byte[] Salt { get; private set; } = [];

    public int Leaf { get; private set; }

    public Commitment Commitment { get; private set; }

    /// <summary>Computes the commitment and takes a place in the act's tree.</summary>
    public void Commit(EntryTree tree, ReadOnlySpan<byte> salt, ArrayBufferWriter<byte> buffer)
    {
        buffer.ResetWrittenCount();
        Standing.Write(buffer);
        StandingText = buffer.WrittenSpan.ToArray();
        buffer.ResetWrittenCount();
        RevisionContent.WriteOpen(buffer, Record.Value, No, Item, Edition, StandingText, Candidate.OpenFields);
        Salt = salt.ToArray();
        Commitment = Commitment.Of(buffer.WrittenSpan, Candidate.ClosedFields, salt);
        Leaf = tree.Append(Commitment);
    }
}
