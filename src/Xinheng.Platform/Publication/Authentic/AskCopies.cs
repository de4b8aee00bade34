using Dapper;
using Xinheng.Model.Foundation;
using Xinheng.Model.Publication;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Journal;

namespace Xinheng.Platform.Publication.Authentic;

/// <summary>What was found in a text and whether it is current, with the word to be handed on.</summary>
/// <param name="Now">By what was asked: the address where it stands today.</param>
/// <param name="Mistyped">Check codes with a slip in them: nothing is said of those.</param>
public sealed record CopiesAnswer(SignedCopies Statement, IReadOnlyDictionary<string, string> Now, IReadOnlyList<string> Mistyped);

/// <summary>
/// Are the copies somebody holds of our pages and records still current? What never was, what left and what changed answer alike:
/// not current. Nothing of the text is kept.
/// </summary>
public class AskCopies(Database database, AskAuthenticity authenticity, SigningKeys keys, Clock clock, XinhengOptions options)
{
    public const int Most = 300;
    public const int LongestText = 400_000;

    public virtual async Task<Result<CopiesAnswer>> RunAsync(string text, CancellationToken ct)
    {
        if (text.Length > LongestText)
        {
            return Refusal.TooMuch("verify.copies-too-long", $"一次最多查 {LongestText / 10_000} 万字，请分几次粘贴。") with { Field = "text" };
        }

        var read = CopiesInText.Find(text);
        if (read.Found.Count == 0)
        {
            return Refusal.Invalid("verify.copies-none",
                read.Mistyped.Count > 0
                    ? $"核验码 {read.Mistyped[0]} 抄错了：最后一位校验不符。请对照原件再输入。"
                    : "没有在里面找到记录编号、本站地址或核验码。记录编号形如 01890a5d-ac96-774b-bcce-b302099a8057，核验码是页面最下面每 4 位一组的 28 位。",
                "text");
        }

        if (read.Found.Count > Most)
        {
            return Refusal.TooMuch("verify.copies-too-many", $"一次最多核对 {Most} 条，这里有 {read.Found.Count} 条，请分几次粘贴；更多的请用开放数据比对。") with { Field = "text" };
        }

        var current = await CurrentAsync(read.Found, ct);
        var statement = new CopiesStatement
        {
            Origin = options.Origin, At = clock.Now, Copies = [.. read.Found.Select(copy => new CheckedCopy(copy.Asked, current.ContainsKey(copy.Asked)))],
        };
        return new CopiesAnswer(statement.Sign(keys.Current), current, read.Mistyped);
    }

    // What is current, and where.
    private async Task<Dictionary<string, string>> CurrentAsync(IReadOnlyList<FoundCopy> found, CancellationToken ct)
    {
        Dictionary<string, string> current = new(StringComparer.Ordinal);
        await using (var connection = await database.Portal.OpenConnectionAsync(ct))
        {
            foreach (var id in await connection.QueryAsync<Guid>(new CommandDefinition(
                "select r.record_id from publication.shown r where r.record_id = any (@ids)",
                new { ids = found.Select(copy => copy.Record).OfType<Guid>().ToArray() }, cancellationToken: ct)))
            {
                current[id.ToString("D")] = $"/records/{id:D}";
            }

            foreach (var code in await connection.QueryAsync<string>(new CommandDefinition(
                "select s.code from publication.subject s where s.code = any (@codes)",
                new { codes = found.Select(copy => copy.Subject).OfType<string>().ToArray() }, cancellationToken: ct)))
            {
                current[$"/subjects/{code}"] = $"/subjects/{code}";
            }
        }

        foreach (var code in found.Select(copy => copy.Code).OfType<string>())
        {
            if ((await authenticity.OfCodeAsync(code, null, ct)).TryGet(out var answer) && answer is { Answer: Authenticity.Current, Now: { } now })
            {
                current[code] = now;
            }
        }

        return current;
    }
}
