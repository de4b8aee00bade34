using System.Globalization;
using Xinheng.Model.Foundation;

namespace Xinheng.Model.Journal;

/// <summary>Checkpoints kept outside the platform, one note after the other, each followed by an empty line.</summary>
/// <param name="Checkpoints">In the order of the file.</param>
/// <param name="Torn">What stands after the last whole note, when the writer was cut off in the middle of one.</param>
public sealed record WitnessFile(IReadOnlyList<SignedCheckpoint> Checkpoints, string Torn)
{
    /// <summary>What to append to the file for one more checkpoint.</summary>
    public static string Entry(SignedCheckpoint checkpoint) => checkpoint.Text + "\n";

    /// <summary>Reads the file; a damaged note anywhere but at a cut-off end is refused by its number.</summary>
    public static Result<WitnessFile> Parse(string text)
    {
        var read = new List<SignedCheckpoint>();
        var problems = new List<Refusal>();
        var rest = text;
        for (var number = 1; rest.Length > 0; number++)
        {
            // A note holds one empty line, after its body; the second one ends it.
            var body = rest.IndexOf("\n\n", StringComparison.Ordinal);
            var end = body < 0 ? -1 : rest.IndexOf("\n\n", body + 2, StringComparison.Ordinal);
            var note = SignedCheckpoint.Parse(end < 0 ? rest : rest[..(end + 1)]);
            if (note.TryGet(out var checkpoint))
            {
                read.Add(checkpoint);
            }
            else if (end < 0)
            {
                break;
            }
            else
            {
                problems.AddRange(note.Refusals.Select(refusal => refusal with
                {
                    Message = string.Create(CultureInfo.InvariantCulture, $"第 {number} 个检查点：{refusal.Message}"),
                }));
            }

            rest = end < 0 ? "" : rest[(end + 2)..];
        }

        return problems.Count == 0 ? new WitnessFile(read, rest) : Result<WitnessFile>.Refuse(problems);
    }
}
