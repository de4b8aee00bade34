using Xinheng.Model.Cases.Objecting;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Platform.Cases.Objecting;
using Xinheng.Platform.Cases.Objecting.Reviewing;
using Xinheng.Platform.Cases.Objecting.Telling;

namespace Xinheng.Web.Tests.Staff;

/// <summary>Of one organisation's record: an answered objection, the ticket it left, and a suit that is pending.</summary>
internal sealed record ContestedThing(Guid Objection, Guid Defect, Guid Review)
{
    private static readonly Dictionary<string, string> Right = new() { ["CF_NR"] = "罚款二千元。" };

    public static async Task<ContestedThing> MakeAsync(StaffSite site, string organisation)
    {
        var record = new RecordId(await site.RecordOfAsync(organisation));
        var operators = new Caller(Actor.TheProgram, new HashSet<Role> { Role.Operator });
        var reviewer = new Caller(new Actor(ActorKind.Program, null, "matrix-reviewer", organisation), new HashSet<Role> { Role.Reviewer });
        var clerk = new Caller(new Actor(ActorKind.Program, null, "matrix-clerk", organisation), new HashSet<Role> { Role.CounterClerk });
        var objection = (await site.Get<FileObjection>().RunAsync(
            new(record, new ObjectionText("1", [new Claim(null, "")], "罚款写错了。"), []) { For = await site.SubjectOfAsync(record), IdentitySeen = true }, clerk, default)).Value;
        _ = (await site.Get<RouteObjection>().RunAsync(new(objection), operators, default)).Value;
        _ = (await site.Get<AnswerObjection>().RunAsync(
            new(objection, ObjectionOutcome.Correct, "核对了原件。", new Dictionary<int, string>(), Right), reviewer, default)).Value;
        var defect = (await site.Get<Defects>().ListAsync(reviewer, default)).Single(one => one.CaseId == objection.Value);
        var review = (await site.Get<NoteReview>().RunAsync(
            new(record, NoteReview.Suit, "云岭市中级人民法院", "云行初〔2026〕1号", new DateOnly(2026, 4, 15)), reviewer, default)).Value;
        return new ContestedThing(objection.Value, defect.Id, review.Value);
    }
}
