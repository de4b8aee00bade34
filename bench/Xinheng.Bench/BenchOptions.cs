using System.Globalization;

namespace Xinheng.Bench;

/// <summary>How much is measured. The defaults take a few minutes; the record is taken with a million rows.</summary>
internal sealed record BenchOptions
{
    public const string Usage = """
        usage: ./dev bench [--only NAME,NAME…] [--rows N] [--subjects N] [--records N] [--ends N] [--looks N] [--seconds N] [--json]
          --only      any of intake,growth,reads,pages,search,lists,withdrawals,repairs,verify,trace,commitment, separated by commas; all without it
          --rows      penalties in the file that intake takes in (200000)
          --subjects  registered organisations of the large database, which all but intake share (200000)
          --records   penalties of the large database (1000000); at least twice --ends
          --ends      rows compared at each end of its growth (100000)
          --looks     rows of the trace that an auditor searches, in a database of their own (1000000)
          --seconds   length of each web measurement (10)
          --json      one JSON document instead of a table
        """;

    public static readonly IReadOnlyList<string> Yardsticks = ["intake", "growth", "reads", "pages", "search", "lists", "withdrawals", "repairs", "verify", "trace", "commitment"];

    /// <summary>Rows a submission holds at most while loading.</summary>
    public const int PerSubmission = 200_000;

    public int Rows { get; init; } = 200_000;

    public int Subjects { get; init; } = 200_000;

    public int Records { get; init; } = 1_000_000;

    public int Ends { get; init; } = 100_000;

    public int Looks { get; init; } = 1_000_000;

    public int Seconds { get; init; } = 10;

    public IReadOnlyList<string> Only { get; init; } = [];

    public bool Json { get; init; }

    public bool Wants(string name) => Only.Count == 0 || Only.Contains(name);

    /// <summary>Null when something is not understood, and then what.</summary>
    public static BenchOptions? Read(string[] args, out string complaint)
    {
        complaint = "";
        var options = new BenchOptions();
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] == "--json")
            {
                options = options with { Json = true };
                continue;
            }

            var (option, value) = (args[i], ++i < args.Length ? args[i] : "");
            var number = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0;
            var read = option switch
            {
                "--only" => options with { Only = [.. options.Only, .. value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)] },
                "--rows" => options with { Rows = number },
                "--subjects" => options with { Subjects = number },
                "--records" => options with { Records = number },
                "--ends" => options with { Ends = number },
                "--looks" => options with { Looks = number },
                "--seconds" => options with { Seconds = number },
                _ => null,
            };
            complaint = read is null ? $"no such option: {option}"
                : option != "--only" && number == 0 ? $"{option} takes a whole number above 0, not “{value}”"
                : option == "--only" && read.Only.Count == 0 ? "--only takes names of yardsticks"
                : read.Only.Except(Yardsticks).FirstOrDefault() is { } unknown ? $"--only knows no “{unknown}”"
                : "";
            if (complaint.Length > 0)
            {
                return null;
            }

            options = read!;
        }

        complaint = options.Records < 2 * (long)options.Ends ? $"--records {options.Records} is less than twice --ends {options.Ends}"
            : options.Subjects > Organisations.Most ? $"--subjects is at most {Organisations.Most}"
            : "";
        return complaint.Length > 0 ? null : options;
    }
}
