using Dapper;
using Xinheng.Model.Assessment;
using Xinheng.Model.Foundation;
using Xinheng.Model.Law;
using Xinheng.Model.People;
using Xinheng.Platform.Assessment.Reporting;
using Xinheng.Platform.Collection;
using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.Assessment.Scoring;

/// <summary>The month's figures by department, and of a department by item. A maker sees its own, an operator the region's, an auditor likewise or all.</summary>
public sealed class Scoreboard(Database database, Quality quality, Coverage coverage, Jurisdiction jurisdiction)
{
    private static readonly Share None = new(0, 0);

    /// <param name="Coverage">What of the item was due in the month; null where nothing is.</param>
    public sealed record ItemFigures(string Item, QualityIndices Indices, CoverageCell? Coverage);

    private sealed record Body(string Code, string Name, string Region);

    /// <param name="month">Any day of it.</param>
    /// <param name="region">Only departments in it; null: all that the caller may see.</param>
    public async Task<Result<MonthFigures>> OfAsync(DateOnly month, Region? region, Caller caller, CancellationToken ct)
    {
        var first = FirstOf(month);
        var asked = await quality.RunAsync(new(first, LastOf(month)), caller, ct);
        if (!asked.TryGet(out var items))
        {
            return Result<MonthFigures>.Refuse(asked.Refusals);
        }

        var indices = QualityIndices.ByDepartment(items).ToDictionary(i => i.Provider);
        var cells = (await coverage.OfAsync(first, caller, ct)).ToLookup(c => c.Provider);
        var bodies = await BodiesAsync(ct);
        return new MonthFigures(first, region?.Code,
        [
            .. from provider in indices.Keys.Union(cells.Select(c => c.Key))
               let body = bodies.GetValueOrDefault(provider)
               where region is not { } wanted || (body is not null && wanted.Holds(body.Region))
               orderby body?.Region, provider
               select FiguresOf(provider, body, indices.GetValueOrDefault(provider), [.. cells[provider]]),
        ]);
    }

    /// <summary>A department's month item by item.</summary>
    public async Task<Result<IReadOnlyList<ItemFigures>>> ItemsAsync(DateOnly month, string provider, Caller caller, CancellationToken ct)
    {
        var asked = await quality.RunAsync(new(FirstOf(month), LastOf(month), provider), caller, ct);
        if (!asked.TryGet(out var items))
        {
            return Result<IReadOnlyList<ItemFigures>>.Refuse(asked.Refusals);
        }

        var indices = items.ToDictionary(i => i.Item);
        var cells = (await coverage.OfAsync(month, caller, provider, null, ct)).ToDictionary(c => c.Item);
        return Result<IReadOnlyList<ItemFigures>>.Of(
        [
            .. indices.Keys.Union(cells.Keys).Order(StringComparer.Ordinal).Select(item => new ItemFigures(
                item, indices.GetValueOrDefault(item) ?? new(provider, item, None, None, None, None, 0), cells.GetValueOrDefault(item))),
        ]);
    }

    /// <summary>From which per cent on an index counted as good enough in that month; null where no rule says so.</summary>
    public Rule? LineOf(QualityIndex index, DateOnly month) =>
        jurisdiction.Law.Rules.Find(index.Rule, jurisdiction.Profile, LastOf(month)).TryGet(out var rule) ? rule : null;

    public static DateOnly FirstOf(DateOnly month) => new(month.Year, month.Month, 1);

    public static DateOnly LastOf(DateOnly month) => FirstOf(month).AddMonths(1).AddDays(-1);

    private static DepartmentFigures FiguresOf(string provider, Body? body, QualityIndices? indices, List<CoverageCell> cells) => new(
        provider, body?.Name ?? provider, body?.Region,
        indices?.Completeness ?? None, indices?.Validity ?? None, indices?.Accuracy ?? None, indices?.Timeliness ?? None, indices?.Awaiting ?? 0,
        cells.Sum(c => c.Rows), cells.Sum(c => c.Due), cells.Sum(c => c.InTime), cells.Sum(c => c.Nothing), cells.Sum(c => c.Late), cells.Sum(c => c.Overdue));

    private async Task<Dictionary<string, Body>> BodiesAsync(CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return (await connection.QueryAsync<Body>(new CommandDefinition(
            "select code, name, region from people.organisation", cancellationToken: ct))).ToDictionary(b => b.Code);
    }
}
