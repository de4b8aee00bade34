using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Platform.Assessment.Scoring;
using Xinheng.Platform.Collection;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Law;
using Xinheng.Web.Hosting;
using Xinheng.Web.Workbench.Assessment;

namespace Xinheng.Web.Api.Assessment;

/// <summary>The scoreboard for departments' own systems and the centre's tools: the same figures as the page and the bulletin.</summary>
public static class QualityApi
{
    /// <param name="Percent">Two places; null where there is nothing to count.</param>
    public sealed record ShareJson(long Part, long Whole, decimal? Percent);

    /// <param name="Provider">Code of the department.</param>
    /// <param name="Awaiting">Facts that timeliness does not weigh yet.</param>
    public sealed record ItemJson(
        string Provider, string Item, ShareJson Completeness, ShareJson Validity, ShareJson Accuracy, ShareJson Timeliness, long Awaiting);

    /// <param name="Due">Reporting periods whose last day has passed or that came before it.</param>
    public sealed record DepartmentJson(
        string Provider, string Name, string? Region, ShareJson Completeness, ShareJson Validity, ShareJson Accuracy, ShareJson Timeliness, long Awaiting,
        long Rows, int Due, int InTime, int Nothing, int Late, int Overdue);

    public sealed record QualityJson(string Month, IReadOnlyList<DepartmentJson> Departments, IReadOnlyList<ItemJson> Items);

    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/api/v1/quality", ReadAsync).WithName("ReadQuality").WithTags("归集质量").WithSummary("一个月的归集质量：各单位、各信息项的四项指标和到报情况")
            .WithDescription("month 写成 2026-10，不写为本月。只列有权查看的单位：本单位，或管辖区域内的。指标的算法见工作台“归集质量”。")
            .WithMetadata(new BehindAttribute(Door.Api)).RequirePermission(Permission.SeeQuality)
            .Produces<QualityJson>().ProducesProblem(400).ProducesProblem(403);

    private static async Task<IResult> ReadAsync(string? month, Caller caller, Scoreboard board, Quality quality, Clock clock, CancellationToken ct)
    {
        var asked = string.IsNullOrWhiteSpace(month) ? clock.Today : Month.Read(month);
        if (asked is not { } of)
        {
            return Refusal.Invalid("assessment.no-month", "month 应写成 2026-10 这样。", "month").ToProblem();
        }

        var figures = await board.OfAsync(of, null, caller, ct);
        var items = await quality.RunAsync(new(Scoreboard.FirstOf(of), Scoreboard.LastOf(of)), caller, ct);
        if (!figures.TryGet(out var departments) || !items.TryGet(out var all))
        {
            return figures.ToProblem();
        }

        // A token for some items hears of those alone, and of no sum over others.
        var every = caller.IsForEveryItem(Permission.SeeQuality);
        var mine = caller.ItemsOf(Permission.SeeQuality).ToHashSet();
        return PrivateAnswer.Of(new QualityJson(
            Month.Write(of), every ? [.. departments.Departments.Select(Of)] : [], [.. all.Where(i => every || mine.Contains(i.Item)).Select(Of)]));
    }

    private static DepartmentJson Of(DepartmentFigures d) => new(
        d.Provider, d.Name, d.Region, Of(d.Completeness), Of(d.Validity), Of(d.Accuracy), Of(d.Timeliness), d.Awaiting,
        d.Rows, d.Due, d.InTime, d.Nothing, d.Late, d.Overdue);

    private static ItemJson Of(QualityIndices i) => new(
        i.Provider, i.Item, Of(i.Completeness), Of(i.Validity), Of(i.Accuracy), Of(i.Timeliness), i.Awaiting);

    private static ShareJson Of(Share share) => new(share.Part, share.Whole,
        share.Value is { } value ? decimal.Round(value * 100, 2, MidpointRounding.AwayFromZero) : null);
}
