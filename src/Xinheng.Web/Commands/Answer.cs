using System.Text.Encodings.Web;
using System.Text.Json;
using Xinheng.Model.Foundation;

namespace Xinheng.Web.Commands;

/// <summary>How a command speaks: one JSON document or people's words on the output, progress and refusals on the error stream.</summary>
internal sealed class Answer(bool asJson)
{
    public const int Done = 0;
    public const int Refused = 1;
    public const int Usage = 2;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    };

    public bool AsJson { get; } = asJson;

    public int Say(object facts, string words)
    {
        Console.Out.WriteLine(AsJson ? JsonSerializer.Serialize(facts, Json) : words);
        return Done;
    }

    public int Refuse(IReadOnlyList<Refusal> refusals)
    {
        if (AsJson)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(
                new { errors = refusals.Select(r => new { code = r.Code, pointer = r.Field, message = r.Message }) }, Json));
        }

        foreach (var refusal in refusals)
        {
            Console.Error.WriteLine(refusal.Message);
        }

        return Refused;
    }

    public static void Progress(string words) => Console.Error.WriteLine(words);
}
