using System.Net;
using Xinheng.Testing;

namespace Xinheng.Web.Tests.Faults;

/// <summary>kill -9 of PostgreSQL under a serving platform, and of the platform itself: pages come back by themselves, complete.</summary>
[Collection(nameof(FaultGround))]
public sealed class ServedThroughFaultsTests(FaultGround ground)
{
    private const string Lists = "/api/v1/disclosures/CF_LP";

    [Fact]
    public async Task With_its_database_killed_three_times_it_answers_again_and_shows_what_enters_afterwards()
    {
        await using var place = await ground.NewPlaceAsync();
        await using var site = await ServedPlace.StartAsync(place);
        var file = ground.FileOf(FaultGround.FewRows);
        await place.DoneAsync(Place.Submitting(file.Path));
        var list = await site.BytesAsync(Lists);
        var subject = $"/api/v1/subjects/{PenaltyFile.Code(1)}";
        for (var round = 1; round <= 3; round++)
        {
            // Many connections are open and lying in the pool when it happens.
            await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => site.BytesAsync(Lists)));
            var known = await site.BytesAsync(subject);
            place.KillPostgres();

            await UntilAsync(site, "/readyz", HttpStatusCode.ServiceUnavailable, orElse: place.IsPostgresBack);
            await UntilAsync(site, "/readyz", HttpStatusCode.OK);

            await Task.WhenAll(Enumerable.Range(0, 40).Select(async _ => Assert.Equal(list, await site.BytesAsync(Lists))));
            Assert.Equal(known, await site.BytesAsync(subject));
        }

        var before = await site.BytesAsync(subject);
        var more = Path.Combine(place.Folder, "more.csv");
        await File.WriteAllTextAsync(more, IntakeFile.Of(1, 700_001));
        await place.DoneAsync(Place.Submitting(more));
        while ((await site.BytesAsync(subject)).AsSpan().SequenceEqual(before))
        {
            await Task.Delay(50); // it hears of changes again, or this never ends
        }

        Assert.False(site.HasEnded);
        await place.DoneAsync("verify");
    }

    [Theory]
    [InlineData(Point.CheckingHalf)]
    [InlineData(Point.EnteringHalf)]
    public async Task An_intake_whose_program_was_killed_is_taken_up_by_the_next_that_serves(Point point)
    {
        await using var place = await ground.NewPlaceAsync();
        var file = ground.FileOf(FaultGround.Rows);
        await KilledIntakeTests.KillAsync(place, file, point, KilledIntakeTests.Victim.Program);

        await using (var site = await ServedPlace.StartAsync(place))
        {
            var state = point == Point.CheckingHalf ? "checked" : "entered";
            while (await place.AskAsync<string>("select state from collection.submission") != state)
            {
                Assert.False(site.HasEnded);
                await Task.Delay(50);
            }
        }

        await KilledIntakeTests.FinishAsync(place, file);
    }

    [Fact]
    public async Task An_intake_under_way_in_a_serving_program_survives_the_death_of_the_database()
    {
        await using var place = await ground.NewPlaceAsync();
        var file = ground.FileOf(FaultGround.Rows);
        await KilledIntakeTests.KillAsync(place, file, Point.Approved, KilledIntakeTests.Victim.Program);
        await using var server = await place.HoldAsync();
        await using (var stop = await Breakpoint.SetAsync(place, Point.EnteringHalf, file.Rows))
        await using (var site = await ServedPlace.StartAsync(place))
        {
            await stop.ReachedAsync(() => Assert.False(site.HasEnded));
            place.KillPostgres();

            await UntilAsync(site, "/readyz", HttpStatusCode.ServiceUnavailable, orElse: place.IsPostgresBack);
            await UntilAsync(site, "/readyz", HttpStatusCode.OK);
            while (await place.AskAsync<string>("select state from collection.submission") != "entered")
            {
                Assert.False(site.HasEnded);
                await Task.Delay(50);
            }
        }

        await KilledIntakeTests.FinishAsync(place, file);
    }

    private static async Task UntilAsync(ServedPlace site, string path, HttpStatusCode wanted, Func<bool>? orElse = null)
    {
        while (await site.StatusAsync(path) != wanted && orElse?.Invoke() != true)
        {
            Assert.False(site.HasEnded);
            await Task.Delay(20);
        }
    }
}
