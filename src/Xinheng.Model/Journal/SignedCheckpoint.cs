using Xinheng.Model.Foundation;

namespace Xinheng.Model.Journal;

/// <summary>One signature under a checkpoint.</summary>
/// <param name="Suite">The suite's name, such as ES256.</param>
/// <param name="KeyId">Which key: see <see cref="VerifyingKey.Id"/>.</param>
/// <param name="Value">The signature in base64.</param>
public sealed record CheckpointSignature(string Suite, string KeyId, string Value)
{
    // The mark of a signature line in a signed note: an em dash and a blank.
    internal const string Mark = "\u2014 ";

    internal string Line => $"{Mark}{Suite} {KeyId} {Value}\n";

    internal static CheckpointSignature Of(Checkpoint checkpoint, SigningKey key) =>
        new(key.Suite.Name, key.Public.Id, Convert.ToBase64String(key.Sign(checkpoint.Statement)));

    internal static CheckpointSignature? Read(string line)
    {
        var parts = line.StartsWith(Mark, StringComparison.Ordinal) ? line[Mark.Length..].Split(' ') : [];
        return parts is [{ Length: > 0 and <= 32 } suite, { Length: 16 } key, { Length: > 0 } value]
            && suite.All(c => char.IsAsciiLetterOrDigit(c) || c is '-')
            && key.All(char.IsAsciiHexDigitLower)
            && IsCanonicalBase64(value)
            ? new(suite, key, value)
            : null;
    }

    private static bool IsCanonicalBase64(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var written)
            && Convert.ToBase64String(bytes, 0, written) == text;
    }
}

/// <summary>
/// A checkpoint with its signatures, as text in the manner of a signed note: the body, an empty line,
/// then a line for each signature (suite, key, base64). Several while keys change hands or witnesses sign too.
/// </summary>
public sealed class SignedCheckpoint
{
    internal SignedCheckpoint(Checkpoint checkpoint, IReadOnlyList<CheckpointSignature> signatures) =>
        (Checkpoint, Signatures) = (checkpoint, signatures);

    public Checkpoint Checkpoint { get; }

    public IReadOnlyList<CheckpointSignature> Signatures { get; }

    public string Text => $"{Checkpoint.Body}\n{string.Concat(Signatures.Select(signature => signature.Line))}";

    public SignedCheckpoint SignedAlsoBy(SigningKey key) =>
        new(Checkpoint, [.. Signatures, CheckpointSignature.Of(Checkpoint, key)]);

    /// <summary>The checkpoint, when this key signed it.</summary>
    public Result<Checkpoint> Verify(VerifyingKey key)
    {
        var ours = Signatures.Where(s => s.KeyId == key.Id && s.Suite == key.Suite.Name).ToList();
        if (ours.Count == 0)
        {
            return Refusal.Invalid(
                "checkpoint.other-key",
                $"检查点没有密钥 {key.Id}（{key.Suite.Name}）的签名，只有：{string.Join("、", Signatures.Select(s => s.KeyId))}。请换用对应的公钥。");
        }

        return ours.TrueForAll(s => key.Verify(Checkpoint.Statement, Convert.FromBase64String(s.Value)))
            ? Checkpoint
            : Refusal.Invalid(
                "checkpoint.signature-wrong", $"检查点的签名与正文不符：正文或签名被改动过，或者不是密钥 {key.Id} 所签。");
    }

    /// <summary>Reads the text as <see cref="Text"/> writes it; whether the signatures hold is asked apart.</summary>
    public static Result<SignedCheckpoint> Parse(string text)
    {
        var end = text.IndexOf("\n\n", StringComparison.Ordinal);
        if (end < 0 || !text.EndsWith('\n'))
        {
            return Unsigned;
        }

        var signatures = text[(end + 2)..].Split('\n')[..^1].Select(CheckpointSignature.Read).ToList();
        return signatures.Count == 0 || signatures.Contains(null)
            ? Unsigned
            : Checkpoint.Parse(text[..(end + 1)]).Map(checkpoint => new SignedCheckpoint(checkpoint, signatures!));
    }

    private static Refusal Unsigned => Refusal.Invalid(
        "checkpoint.unsigned", "检查点正文之后应有一个空行，再是签名行，每行形如“— ES256 密钥编号 签名（base64）”，以换行结束。");
}
