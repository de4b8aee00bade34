using Xinheng.Model.Assessment;
using Xinheng.Platform.Collection;

namespace Xinheng.Platform.Assessment.Scoring;

/// <summary>A department's month: the four indices over all its items, and what was due of it.</summary>
/// <param name="Rows">Handed in during the month.</param>
/// <param name="Due">Reporting periods whose last day has passed or that came before it.</param>
public sealed record DepartmentFigures(
    string Provider, string Name, string? Region, Share Completeness, Share Validity, Share Accuracy, Share Timeliness, long Awaiting,
    long Rows, int Due, int InTime, int Nothing, int Late, int Overdue)
{
    public Share Of(QualityIndex index) =>
        index == QualityIndex.Completeness ? Completeness
        : index == QualityIndex.Validity ? Validity
        : index == QualityIndex.Accuracy ? Accuracy
        : Timeliness;

    public static DepartmentFigures operator +(DepartmentFigures one, DepartmentFigures other) => new(
        one.Provider, one.Name, one.Region, one.Completeness + other.Completeness, one.Validity + other.Validity,
        one.Accuracy + other.Accuracy, one.Timeliness + other.Timeliness, one.Awaiting + other.Awaiting, one.Rows + other.Rows,
        one.Due + other.Due, one.InTime + other.InTime, one.Nothing + other.Nothing, one.Late + other.Late, one.Overdue + other.Overdue);
}

/// <summary>
/// The figures of a month, of the departments one may see. Scoreboard, duty desk, bulletin and API all show these and nothing
/// computed otherwise.
/// </summary>
/// <param name="Month">Its first day.</param>
/// <param name="Region">Division code; null: the whole installation, as far as one sees it.</param>
public sealed record MonthFigures(DateOnly Month, string? Region, IReadOnlyList<DepartmentFigures> Departments)
{
    private static readonly DepartmentFigures Nothing =
        new("", "合计", null, new(0, 0), new(0, 0), new(0, 0), new(0, 0), 0, 0, 0, 0, 0, 0, 0);

    /// <summary>Over all of them: sums divided by sums, no mean of means.</summary>
    public DepartmentFigures Total => Departments.Aggregate(Nothing, (sum, one) => sum + one);
}
