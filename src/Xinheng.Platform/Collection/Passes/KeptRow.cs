using System.Text.Encodings.Web;
using System.Text.Json;
using Xinheng.Model.Catalogue;
using Xinheng.Model.Catalogue.Checking;
using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.Collection.Passes;

/// <summary>
/// A row that stays in its submission: what was given and why it stays. Sealed under the submission's key; of a row with
/// forbidden or sealed content only the reason is kept.
/// </summary>
public sealed record KeptRow(IReadOnlyDictionary<string, string> Values, IReadOnlyList<KeptProblem> Problems)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static KeptRow Of(CatalogueItem item, ReadRow row) => new(
        row.Problems.Any(p => p.Severity == ProblemSeverity.Error && p.Number is "E11" or "E12" or "E13")
            ? new Dictionary<string, string>()
            : row.Given.Select((value, i) => (value, i)).Where(v => v.value is { Length: > 0 } && v.i < item.Columns.Length)
                .ToDictionary(v => item.Columns[v.i].Code, v => v.value!),
        [.. row.Problems.Select(p => new KeptProblem(p.Code, p.Number, p.Field, p.Value, p.Message, Word(p.Severity)))]);

    internal byte[] Seal(byte[] key) => KeyWrap.Wrap(key, JsonSerializer.SerializeToUtf8Bytes(this, Json));

    internal static KeptRow Open(byte[] key, byte[] content) => JsonSerializer.Deserialize<KeptRow>(KeyWrap.Unwrap(key, content), Json)!;

    /// <summary>The values in the order of the item's columns.</summary>
    internal string?[] Aligned(CatalogueItem item) => [.. item.Columns.Select(c => Values.GetValueOrDefault(c.Code))];

    internal static string Word(ProblemSeverity severity) => severity switch
    {
        ProblemSeverity.Error => "error",
        ProblemSeverity.Hold => "hold",
        _ => "warning",
    };
}

/// <summary>A problem of a kept row, as departments read it back.</summary>
public sealed record KeptProblem(string Code, string Number, string? Field, string? Value, string Message, string Severity);
