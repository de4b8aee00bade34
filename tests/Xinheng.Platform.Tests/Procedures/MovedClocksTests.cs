using Xinheng.Model.Foundation;
using Xinheng.Model.Law;
using Xinheng.Model.People;
using Xinheng.Model.Procedures;
using Xinheng.Platform.Journal;
using Xinheng.Platform.Law;
using Xinheng.Platform.Procedures;
using Xinheng.Platform.Tests.Law;
using Xinheng.Testing;
using static Xinheng.Platform.Tests.Procedures.MadeUpProcedure;

namespace Xinheng.Platform.Tests.Procedures;

/// <summary>A calendar changed mid-year moves exactly the days of cases that are still to come, lists them, and tells those concerned.</summary>
public sealed class MovedClocksTests
{
    [Fact]
    public async Task Only_what_is_still_to_come_moves_and_what_stands_still_is_counted_by_the_new_calendar_when_it_goes_on()
    {
        await using var platform = await TestPlatform.CreateAsync();
        await platform.SetTodayAsync(new DateOnly(2026, 6, 1));
        var (coming, still) = (await OpenAsync(platform), await OpenAsync(platform));
        _ = (await platform.GoAsync(still.Id, Accept)).Value;
        _ = (await platform.GoAsync(still.Id, Pause)).Value;
        await platform.SetTodayAsync(new DateOnly(2026, 6, 8));
        var law = platform.Get<LawBook>();
        var changed = law.WithYears("fictional", OtherLaw.Year(2026, [new Holiday("虚构节", new DateOnly(2026, 6, 10), new DateOnly(2026, 6, 30))], []));

        _ = await platform.Get<LoadLaw>().RunAsync(changed, Caller.TheProgram.Actor, default);

        // The three days for acceptance had passed on 4 June; the ten for the answer end in June and move past the feast.
        var moved = Assert.Single(await platform.Get<MovedClocks>().ListAsync(platform.Reviewer, default));
        var due = Naive(changed, new DateOnly(2026, 6, 1), 10);
        Assert.Equal((coming.Number, "answer", Naive(law, new DateOnly(2026, 6, 1), 10), due), (moved.Number, moved.Clock, moved.WasDueOn!.Value, moved.DueOn!.Value));
        Assert.Contains($"{due:yyyy-MM-dd}", Assert.Single(await platform.Get<Notices>().OfSubjectAsync(coming.Subject, default)).Text, StringComparison.Ordinal);
        Assert.Contains(coming.Number, Assert.Single(await platform.Get<Notices>().OfUnitAsync(platform.Reviewer, default)).Text, StringComparison.Ordinal);
        Assert.Empty(await platform.Get<Notices>().OfSubjectAsync(still.Subject, default));

        _ = (await platform.GoAsync(still.Id, Resume)).Value;
        var clock = (await platform.Get<CaseReader>().FindAsync(still.Id, platform.Reviewer, default)).Value.Clocks.Single(c => c.Clock == "answer");
        Assert.Equal(Naive(changed, new DateOnly(2026, 6, 8), 10), clock.DueOn);
        await platform.Get<Sealer>().SealAsync(default);
        var report = (await platform.Get<Verify>().RunAsync(null, default)).Value;
        Assert.True(report.Holds, string.Join("; ", report.Findings.Select(f => $"{f.Code} {f.Message}")));
    }

    private static async Task<CaseFile> OpenAsync(TestPlatform platform)
    {
        var subject = new SubjectId(Guid.CreateVersion7());
        return (await platform.OpenAsync(subject, Subject(subject))).Value;
    }

    private static DateOnly Naive(LawBook book, DateOnly from, int days)
    {
        for (var day = from.AddDays(1); ; day = day.AddDays(1))
        {
            if (book.Calendars["fictional"].IsWorkingDay(day).Value && --days == 0)
            {
                return day;
            }
        }
    }
}
