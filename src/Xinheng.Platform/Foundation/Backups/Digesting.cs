using System.Security.Cryptography;

namespace Xinheng.Platform.Foundation.Backups;

/// <summary>Copies a stream piece by piece, counting bytes and line ends and digesting them on the way.</summary>
internal static class Digesting
{
    public sealed record Passed(long Bytes, long Lines, string Sha256);

    /// <param name="most">No more bytes than this are read.</param>
    public static async Task<Passed> CopyAsync(Stream from, Stream to, CancellationToken ct, long most = long.MaxValue)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 17];
        long bytes = 0;
        long lines = 0;
        int read;
        while ((read = await from.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, most - bytes)), ct)) > 0)
        {
            var piece = buffer.AsMemory(0, read);
            digest.AppendData(piece.Span);
            lines += piece.Span.Count((byte)'\n');
            bytes += read;
            await to.WriteAsync(piece, ct);
        }

        return new Passed(bytes, lines, Convert.ToHexStringLower(digest.GetHashAndReset()));
    }
}
