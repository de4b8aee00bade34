using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Xinheng.Bench;

/// <summary>What was measured, as a Markdown table for people or as one JSON document.</summary>
internal static class Table
{
    private static readonly JsonSerializerOptions Spelling = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true,
    };

    private static string Machine => string.Create(CultureInfo.InvariantCulture,
        $"{Environment.ProcessorCount} cores, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 30} GB, {RuntimeInformation.FrameworkDescription}");

    public static string Text(BenchOptions options, IReadOnlyList<Figure> figures)
    {
        var text = new StringBuilder()
            .AppendLine(CultureInfo.InvariantCulture, $"{Machine}; --rows {options.Rows} --subjects {options.Subjects} --records {options.Records} --ends {options.Ends}")
            .AppendLine()
            .AppendLine("| name | measured | against | ratio | reach | sizes | memory |")
            .AppendLine("| --- | --- | --- | --- | --- | --- | --- |");
        foreach (var f in figures)
        {
            text.AppendLine(CultureInfo.InvariantCulture,
                $"| {f.Name} | {f.Measured} | {f.Against} | {f.Ratio:0.00} | {f.Reach} | {f.Sizes} | {f.Memory} |");
        }

        return text.ToString();
    }

    public static string Json(BenchOptions options, IReadOnlyList<Figure> figures) =>
        JsonSerializer.Serialize(new { machine = Machine, options, figures }, Spelling);
}
