using Xinheng.Model.Foundation;
using Xinheng.Platform.Publication.Statistics;
using Xinheng.Platform.Tests.Procedures;
using Xinheng.Testing;
using static Xinheng.Platform.Tests.Procedures.MadeUpProcedure;

namespace Xinheng.Platform.Tests.Publication;

/// <summary>How long units take is counted from their cases, for anybody to read.</summary>
public sealed class ClockStatisticsTests
{
    [Fact]
    public async Task Median_95_percent_in_time_late_and_overdue_come_from_the_cases_themselves()
    {
        await using var platform = await TestPlatform.CreateAsync();
        Assert.Empty(await platform.Get<ClockStatistics>().ReadAsync(default));
        await platform.SetTodayAsync(new DateOnly(2026, 6, 1));
        List<CaseId> cases = [];
        for (var n = 0; n < 4; n++)
        {
            var subject = new SubjectId(Guid.CreateVersion7());
            cases.Add((await platform.OpenAsync(subject, Subject(subject))).Value.Id);
        }

        // Accepted after 0, 1 and 14 days; the fourth waits, and its three days have passed.
        foreach (var (id, days) in cases.Zip(new[] { 0, 1, 14 }))
        {
            await platform.SetTodayAsync(new DateOnly(2026, 6, 1).AddDays(days));
            _ = (await platform.GoAsync(id, Accept)).Value;
        }

        var lines = await platform.Get<ClockStatistics>().ReadAsync(default);
        var accept = Assert.Single(lines, l => l.Clock == "accept");
        Assert.Equal(("made-up", "body", TestPlatform.Authority, "云汀市市场监督管理局"), (accept.Procedure, accept.Owes, accept.Organisation, accept.OrganisationName));
        Assert.Equal((4L, 3L, 2L, 1L, 1L, 1L), (accept.Started, accept.Done, accept.InTime, accept.Late, accept.Running, accept.Overdue));
        Assert.Equal((1, 14), (accept.MedianDays, accept.P95Days));
        Assert.Equal((4L, 0L, null), (lines.Single(l => l.Clock == "answer").Running, lines.Single(l => l.Clock == "answer").Done, lines.Single(l => l.Clock == "answer").MedianDays));
        Assert.DoesNotContain(lines, l => l.Clock == "unknown");
    }
}
