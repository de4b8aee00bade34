using System.Buffers;
using Xinheng.Model.Foundation;

namespace Xinheng.Model.Journal;

/// <summary>What every signed file of the platform is written as: the content under its name, then suite, key and signature over the content's canonical JSON.</summary>
internal static class Envelope
{
    public delegate void Content(ref CanonicalJsonWriter writer);

    /// <summary>What is signed: the content's canonical JSON.</summary>
    public static byte[] Canonical(Content content)
    {
        var output = new ArrayBufferWriter<byte>(1024);
        var writer = new CanonicalJsonWriter(output);
        content(ref writer);
        writer.Complete();
        return output.WrittenSpan.ToArray();
    }

    /// <summary>The content signed now, as the file has it.</summary>
    public static TSigned Sign<T, TSigned>(T content, byte[] canonical, SigningKey key, Func<T, string, string, string, TSigned> signed) =>
        signed(content, key.Suite.Name, key.Public.Id, Convert.ToBase64String(key.Sign(canonical)));

    /// <summary>The content, when this key signed exactly it.</summary>
    /// <param name="otherKey">The reason when another key signed.</param>
    /// <param name="wrong">The reason when the signature is of something else.</param>
    public static Result<T> Verify<T>(
        T content, byte[] canonical, (string Suite, string KeyId, string Signature) file, VerifyingKey key, Refusal otherKey, Refusal wrong) =>
        file.KeyId != key.Id || file.Suite != key.Suite.Name ? otherKey
        : key.Verify(canonical, Convert.FromBase64String(file.Signature)) ? content
        : wrong;

    public static byte[] Write(string name, Content content, string suite, string key, string signature) => Canonical((ref CanonicalJsonWriter writer) =>
    {
        writer.StartObject();
        writer.Key(name);
        content(ref writer);
        writer.Text("suite", suite);
        writer.Text("key", key);
        writer.Text("signature", signature);
        writer.EndObject();
    });

    /// <summary>Reads the file, indented or not: the signature covers the content, not the blanks.</summary>
    public static Result<TSigned> Parse<T, TSigned>(
        ReadOnlyMemory<byte> json, string name, Func<StrictObject, T> read, Func<T, string, string, string, TSigned> signed) =>
        StrictObject.Read(json, members => signed(
            members.Object(name, read), members.Text("suite"), members.Text("key"), Convert.ToBase64String(members.Bytes("signature"))));
}
