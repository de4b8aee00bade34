using System.Globalization;

namespace Xinheng.Bench;

/// <summary>How much is measured. The defaults take a few minutes; the record is taken with a million rows.</summary>
internal sealed record BenchOptions
{
    public const string Usage = """
        usage: ./dev bench [--rows N] [--subjects N] [--records N] [--ends N] [--seconds N] [--only intake,growth,reads,search,lists,verify] [--json]
          --rows      penalties in the intake file (200000)
          --subjects  registered organisations of the large database (200000)
          --records   penalties of the large database (1000000)
          --ends      rows compared at each end of its growth (100000)
          --seconds   length of each web measurement (10)
        """;

    /// <summary>Rows a submission holds at most while loading.</summary>
    public const int PerSubmission = 200_000;

    public int Rows { get; init; } = 200_000;

    public int Subjects { get; init; } = 200_000;

    public int Records { get; init; } = 1_000_000;

    public int Ends { get; init; } = 100_000;

    public int Seconds { get; init; } = 10;

    public IReadOnlyList<string> Only { get; init; } = [];

    public bool Json { get; init; }

    public bool Wants(string name) => Only.Count == 0 || Only.Contains(name);

    /// <summary>Null when something is not understood.</summary>
    public static BenchOptions? Read(string[] args)
    {
        var options = new BenchOptions();
        for (var i = 0; i < args.Length; i++)
        {
            var value = i + 1 < args.Length ? args[i + 1] : "";
            var number = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n > 0 ? n : (int?)null;
            var read = (args[i], number) switch
            {
                ("--json", _) => options with { Json = true },
                ("--only", _) when value.Length > 0 => options with { Only = value.Split(',') },
                ("--rows", { } rows) => options with { Rows = rows },
                ("--subjects", { } subjects) => options with { Subjects = subjects },
                ("--records", { } records) => options with { Records = records },
                ("--ends", { } ends) => options with { Ends = ends },
                ("--seconds", { } seconds) => options with { Seconds = seconds },
                _ => null,
            };
            if (read is null)
            {
                return null;
            }

            i += args[i] == "--json" ? 0 : 1;
            options = read;
        }

        return options.Records >= 2 * options.Ends && options.Subjects <= Organisations.Most ? options : null;
    }
}
