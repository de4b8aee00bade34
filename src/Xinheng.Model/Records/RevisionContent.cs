using System.Buffers;
using Xinheng.Model.Journal;

namespace Xinheng.Model.Records;

/// <summary>
/// The exact bytes a revision commits to: one open document (which record, which revision, what it counts for, its open
/// fields) and the closed fields.
/// </summary>
public static class RevisionContent
{
    /// <summary>Writes <c>{"record":…,"revision":…,"item":…,"edition":…,"standing":{…},"fields":{…}}</c>.</summary>
    public static void WriteOpen(
        IBufferWriter<byte> output, Guid record, int revision, ReadOnlySpan<char> item, int edition,
        ReadOnlySpan<byte> standing, ReadOnlySpan<byte> openFields)
    {
        Span<char> id = stackalloc char[36];
        record.TryFormat(id, out _);
        var json = new CanonicalJsonWriter(output);
        json.StartObject();
        json.Key(RecordKey);
        json.String(id);
        json.Key(RevisionKey);
        json.Number(revision);
        json.Key(ItemKey);
        json.String(item);
        json.Key(EditionKey);
        json.Number(edition);
        json.Key(StandingKey);
        json.Canonical(standing);
        json.Key(FieldsKey);
        json.Canonical(openFields);
        json.EndObject();
        json.Complete();
    }

    /// <summary>Tells two contents of a record apart: first 16 bytes of SHA-256 over open and closed fields.</summary>
    public static Guid ContentOf(ReadOnlySpan<byte> openFields, ReadOnlySpan<byte> closedFields)
    {
        var digest = Hash256.Of(openFields, closedFields);
        Span<byte> bytes = stackalloc byte[Hash256.Length];
        digest.CopyTo(bytes);
        return new Guid(bytes[..16], bigEndian: true);
    }

    private static readonly byte[] RecordKey = CanonicalJson.PrepareKey("record");
    private static readonly byte[] RevisionKey = CanonicalJson.PrepareKey("revision");
    private static readonly byte[] ItemKey = CanonicalJson.PrepareKey("item");
    private static readonly byte[] EditionKey = CanonicalJson.PrepareKey("edition");
    private static readonly byte[] StandingKey = CanonicalJson.PrepareKey("standing");
    private static readonly byte[] FieldsKey = CanonicalJson.PrepareKey("fields");
}
