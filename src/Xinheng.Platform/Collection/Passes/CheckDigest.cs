using System.Security.Cryptography;
using System.Text;

namespace Xinheng.Platform.Collection.Passes;

/// <summary>What a reviewer approves: these bytes, read by this edition, its columns taken for these, with these rows settled in place.</summary>
internal static class CheckDigest
{
    public static byte[] Of(Submission submission, int edition, SubmissionPasses.Settled settled)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        digest.AppendData(submission.Digest);
        digest.AppendData(Encoding.UTF8.GetBytes($"|{edition}|{submission.Rounds}|"));
        foreach (var (row, values) in settled.Edited.OrderBy(e => e.Key))
        {
            digest.AppendData(Encoding.UTF8.GetBytes($"{row}={string.Join('\u001f', values)}\u001e"));
        }

        foreach (var row in settled.Released.Order())
        {
            digest.AppendData(Encoding.UTF8.GetBytes($"{row}!"));
        }

        foreach (var (given, field) in settled.Columns.OrderBy(c => c.Key, StringComparer.Ordinal))
        {
            digest.AppendData(Encoding.UTF8.GetBytes($"{given}\u001f{field}\u001d"));
        }

        return digest.GetHashAndReset();
    }
}
