using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Xinheng.Model.Exchange;

/// <summary>
/// When a message that was not answered is sent again: soon, then ever more rarely, and never given up: what left stays to be
/// taken down. Each message waits somewhat shorter or longer, so that a thousand do not come back in the same second.
/// </summary>
public static class RetrySchedule
{
    /// <summary>A subscriber that answered without confirming is told again after this long.</summary>
    public static readonly TimeSpan Reminder = TimeSpan.FromHours(12);

    private const double Jitter = 0.2;

    private static readonly TimeSpan[] Waits =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(5), TimeSpan.FromHours(10),
    ];

    /// <param name="attempts">How many were made, at least one.</param>
    /// <param name="message">Whose wait it is: the same message always waits as long.</param>
    public static TimeSpan After(int attempts, Guid message)
    {
        Span<byte> seed = stackalloc byte[20];
        message.TryWriteBytes(seed);
        BinaryPrimitives.WriteInt32BigEndian(seed[16..], attempts);
        var share = BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(seed)) / (double)uint.MaxValue;
        return Waits[Math.Clamp(attempts, 1, Waits.Length) - 1] * (1 + (Jitter * ((2 * share) - 1)));
    }
}
