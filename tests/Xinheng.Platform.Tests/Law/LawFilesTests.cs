using static Xinheng.Platform.Tests.Law.LawFolder;

namespace Xinheng.Platform.Tests.Law;

public sealed class LawFilesTests
{
    [Fact]
    public void All_problems_of_all_files_are_named_at_once()
    {
        var problems = ProblemsAfter(folder =>
        {
            File.Delete(Path.Combine(folder, "historic-codes.yaml"));
            Append(folder, "rules.yaml",
                "  - { id: A, value: seven, unit: WorkingDays, basis: 某法, confidence: V }",
                "  - { id: B, value: 7, unit: Fortnights, basis: 某法, confidence: V }",
                "  - { id: C, value: 7, unit: Days, basis: 某法, confidence: sure, from: 2026-02-30 }",
                "  - { id: D, value: 7, unit: Days, basis: 某法, confidence: V, form: 2026-01-01 }",
                "  - { id: E, value: 7, unit: Days, confidence: V }");
            Append(folder, "divisions.csv", "410199,某县,county,410000", "41,某县,town,410000,,,");
        });

        Assert.Equal(
            [
                "rule.value", "law-file.not-a-choice", "law-file.confidence", "law-file.not-a-date",
                "law-file.key-unknown", "law-file.key-missing", "law-file.missing", "law-file.columns", "division.level",
            ],
            problems.Select(problem => problem.Code));
        Assert.All(problems, problem => Assert.Matches("rules.yaml 第[0-9]+行|historic-codes|divisions.csv 第[0-9]+行", problem.Message));
    }

    [Fact]
    public void Broken_yaml_is_refused_with_its_file_and_line()
    {
        var problem = Assert.Single(ProblemsAfter(folder => Append(folder, "profiles.yaml", "  - { code: '1")));

        Assert.Equal("law-file.syntax", problem.Code);
        Assert.StartsWith("profiles.yaml 第", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rule_of_a_place_without_profile_is_refused() =>
        Assert.Equal("profile.unknown", Assert.Single(ProblemsAfter(folder => Append(folder, "rules.yaml",
            "  - { id: A, jurisdiction: '650000', value: 7, unit: Days, basis: 某法, confidence: V }"))).Code);

    [Fact]
    public void A_real_place_never_counts_by_an_invented_calendar() =>
        Assert.Equal("profile.fictional-calendar", Assert.Single(ProblemsAfter(folder =>
        {
            var path = Path.Combine(folder, "profiles.yaml");
            var text = File.ReadAllText(path);
            var at = text.IndexOf("calendar: national", text.IndexOf("'410000'", StringComparison.Ordinal), StringComparison.Ordinal);
            File.WriteAllText(path, text.Remove(at, "calendar: national".Length).Insert(at, "calendar: fictional"));
        })).Code);

    [Fact]
    public void A_calendar_year_stands_in_the_file_of_its_name() =>
        Assert.Equal(["calendar.file-name", "calendar.year-twice"], ProblemsAfter(folder => File.Copy(
            Path.Combine(folder, "calendars", "national", "2026.yaml"),
            Path.Combine(folder, "calendars", "national", "2027.yaml"))).Select(problem => problem.Code));

    [Fact]
    public void The_shipped_law_loads_without_a_problem() => Assert.Empty(ProblemsAfter(_ => { }));

    private static void Append(string folder, string file, params string[] lines) =>
        File.AppendAllLines(Path.Combine(folder, file), lines);
}
