using System.Buffers;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.Records;

namespace Xinheng.Platform.Records;

/// <summary>A revision about to be written: the exact texts, and what the record's row will say.</summary>
internal sealed record RevisionDraft(
    SubjectId Subject, RecordId Record, int No, string Item, int Edition, Candidate Candidate, Standing Standing, bool IsNew)
{
    public byte[] StandingText { get; private set; } = [];

    public byte[] Salt { get; private set; } = [];

    public Hash256 ClosedDigest { get; private set; }

    /// <summary>The commitment: what the log knows of this revision.</summary>
    public Hash256 Digest { get; private set; }

    public Hash256 LeafHash { get; private set; }

    /// <summary>Its place in the act's tree.</summary>
    public int Leaf { get; set; }

    /// <summary>Computes the commitment; drafts may do so side by side, each thread with a buffer of its own.</summary>
    public void Commit(ReadOnlySpan<byte> salt, ArrayBufferWriter<byte> buffer)
    {
        buffer.ResetWrittenCount();
        Standing.Write(buffer);
        StandingText = buffer.WrittenSpan.ToArray();
        buffer.ResetWrittenCount();
        RevisionContent.WriteOpen(buffer, Record.Value, No, Item, Edition, StandingText, Candidate.OpenFields);
        Salt = salt.ToArray();
        var commitment = Commitment.Of(buffer.WrittenSpan, Candidate.ClosedFields, salt);
        (ClosedDigest, Digest) = (commitment.ClosedDigest, commitment.Digest);
        LeafHash = MerkleTree.LeafHash(Digest);
    }
}
