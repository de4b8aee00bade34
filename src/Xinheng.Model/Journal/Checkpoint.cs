using System.Globalization;
using System.Text;
using Xinheng.Model.Foundation;

namespace Xinheng.Model.Journal;

/// <summary>What the platform says of its log at one moment, to be held against it later: so long, with this root.</summary>
public sealed record Checkpoint
{
    public const int BodyLines = 4;

    private Checkpoint(string origin, TreeHead head, DateTimeOffset time) => (Origin, Head, Time) = (origin, head, time);

    /// <summary>Which log: a name the platform chose once, such as <c>credit.example.gov.cn/log</c>.</summary>
    public string Origin { get; }

    public TreeHead Head { get; }

    /// <summary>When it was sealed, in UTC, to the millisecond.</summary>
    public DateTimeOffset Time { get; }

    /// <summary>The canonical text that is signed: origin, size, root in base64, time; each line ends with a newline.</summary>
    public string Body => string.Create(
        CultureInfo.InvariantCulture, $"{Origin}\n{Head.Size}\n{Head.Root.ToBase64()}\n{CanonicalJson.Instant(Time)}\n");

    /// <summary>A checkpoint to be signed; finer parts of the time are cut off.</summary>
    public static Checkpoint Of(string origin, TreeHead head, DateTimeOffset time)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(head.Size);
        if (!IsOrigin(origin))
        {
            throw new ArgumentException($"“{origin}” does not name a log.", nameof(origin));
        }

        var ticks = time.UtcTicks;
        return new(origin, head, new(ticks - (ticks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero));
    }

    /// <summary>
    /// Up to 255 letters, digits and <c>. - _ / :</c>, beginning with a letter or digit: no line break can hide in it,
    /// and a signed checkpoint never reads as another signed statement.
    /// </summary>
    public static bool IsOrigin(string text) => text.Length is > 0 and <= 255
        && char.IsAsciiLetterOrDigit(text[0])
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or '/' or ':');

    public SignedCheckpoint Sign(SigningKey key) => new(this, [CheckpointSignature.Of(this, key)]);

    /// <summary>Reads a body as <see cref="Body"/> writes it, and accepts no other spelling.</summary>
    public static Result<Checkpoint> Parse(string body)
    {
        var lines = body.Split('\n');
        return lines.Length == BodyLines + 1
            && IsOrigin(lines[0])
            && long.TryParse(lines[1], NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            && Hash256.TryParseBase64(lines[2], out var root)
            && CanonicalJson.TryInstant(lines[3], out var time)
            && Of(lines[0], new(size, root), time) is var read
            && read.Body == body
            ? read
            : Refusal.Invalid(
                "checkpoint.unreadable",
                "检查点正文应为四行，每行以换行结束：日志名称、条目数（十进制）、根哈希（base64）、时间（如 2026-03-31T02:15:00.000Z）。");
    }

    internal byte[] Statement => Encoding.UTF8.GetBytes(Body);
}
