using System.Buffers;
using Xinheng.Model.Foundation;

namespace Xinheng.Model.Journal;

/// <summary>What every signed file of the platform is written as: the content under its name, then suite, key and signature over the content's canonical JSON.</summary>
internal static class Envelope
{
    public delegate void Content(ref CanonicalJsonWriter writer);

    public static byte[] Write(string name, Content content, string suite, string key, string signature)
    {
        var output = new ArrayBufferWriter<byte>(1024);
        var writer = new CanonicalJsonWriter(output);
        writer.StartObject();
        writer.Key(name);
        content(ref writer);
        writer.Text("suite", suite);
        writer.Text("key", key);
        writer.Text("signature", signature);
        writer.EndObject();
        writer.Complete();
        return output.WrittenSpan.ToArray();
    }

    /// <summary>Reads the file, indented or not: the signature covers the content, not the blanks.</summary>
    public static Result<TSigned> Parse<T, TSigned>(
        ReadOnlyMemory<byte> json, string name, Func<StrictObject, T> read, Func<T, string, string, string, TSigned> signed) =>
        StrictObject.Read(json, members => signed(
            members.Object(name, read), members.Text("suite"), members.Text("key"), Convert.ToBase64String(members.Bytes("signature"))));
}
