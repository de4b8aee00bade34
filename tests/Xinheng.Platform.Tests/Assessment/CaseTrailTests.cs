using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Platform.Assessment.Auditing;
using Xinheng.Platform.Tests.Procedures;
using Xinheng.Platform.Tests.Records;
using Xinheng.Testing;
using static Xinheng.Platform.Tests.Procedures.MadeUpProcedure;

namespace Xinheng.Platform.Tests.Assessment;

/// <summary>An auditor follows a case by its number, step by step.</summary>
public sealed class CaseTrailTests
{
    [Fact]
    public async Task A_case_is_found_by_its_number_and_every_step_stands_on_the_log()
    {
        await using var platform = await TestPlatform.CreateAsync();
        await platform.EnterPenaltyAsync(1);
        var subject = new SubjectId(await platform.AskAsync<Guid>("select id from subjects.subject limit 1"));
        var file = (await platform.OpenAsync(subject, Subject(subject))).Value;
        _ = (await platform.GoAsync(file.Id, Accept)).Value;
        var auditor = await platform.AppointAsync("auditor", Role.Auditor);

        var found = Assert.Single((await platform.Get<FindTrail>().RunAsync(file.Number, auditor, default)).Value);
        var trail = await platform.Get<Trails>().OfAsync(found, auditor, default);

        Assert.Equal((TrailKind.Case, file.Id.Value), (found.Kind, found.Id));
        Assert.Equal(2, trail.Events.Count);
        Assert.Contains(("当事人", subject.Value), trail.Parts);
    }
}
