using System.Security.Cryptography;
using System.Text;

namespace Xinheng.Model.Publication;

/// <summary>
/// In which part of the open data a record lies: by the SHA-256 of its subject's code (of its own id where there is no code), so
/// that a subject's records lie together and anybody can say where.
/// </summary>
public static class SubjectPart
{
    /// <summary>The finest division; parts are powers of two up to here.</summary>
    public const int MostParts = 4096;

    private const int Usual = 2_000;
    private const int Small = 500;
    private const int Large = 4_000;
    private const int BucketBits = 12;

    /// <summary>The first twelve bits of the digest.</summary>
    public static int BucketOf(string? code, Guid record)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(code ?? record.ToString("D")), digest);
        return ((digest[0] << 8) | digest[1]) >> (16 - BucketBits);
    }

    /// <summary>The part of so many that a bucket lies in: its leading bits.</summary>
    public static int PartOf(int bucket, int parts) => bucket / (MostParts / parts);

    /// <summary>The buckets of a part, from the first to before the last.</summary>
    public static (int From, int To) BucketsOf(int part, int parts)
    {
        var each = MostParts / parts;
        return (part * each, (part + 1) * each);
    }

    public static bool IsNumberOfParts(int parts) => parts is >= 1 and <= MostParts && int.IsPow2(parts);

    /// <summary>
    /// How many parts so many records are divided into: about 2,000 each. A division in use stays while its parts have between 500
    /// and 4,000 on the average, so that growing does not divide everything anew each day.
    /// </summary>
    /// <param name="inUse">The present number of parts; 0 while there are none.</param>
    public static int PartsFor(long records, int inUse)
    {
        if (IsNumberOfParts(inUse) && records <= (long)Large * inUse && (records >= (long)Small * inUse || inUse == 1))
        {
            return inUse;
        }

        var parts = 1;
        while (parts < MostParts && records > (long)Usual * parts)
        {
            parts *= 2;
        }

        return parts;
    }
}
