using Dapper;
using Xinheng.Model.Cases.Objecting;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Platform.Cases.Objecting;
using Xinheng.Platform.Cases.Objecting.Reviewing;
using Xinheng.Platform.Programmes.FictionalProvince;
using Xinheng.Testing;

namespace Xinheng.Browser.Tests;

/// <summary>Objections at every turn: just filed, with the provider, answered; one of the firm that signs in; and a suit.</summary>
internal static class Objected
{
    private const string Longest = "处罚决定书上写的是二千元，平台上写的是二千五百元。附上决定书和缴款凭证。\n请核对原件。";

    public static Guid Filed { get; private set; }

    public static Guid Asked { get; private set; }

    public static Guid Answered { get; private set; }

    public static Guid Own { get; private set; }

    public static Guid OwnRecord { get; private set; }

    public static Guid OwnAnswered { get; private set; }

    public static Guid Review { get; private set; }

    public static async Task MakeAsync(TestPlatform platform)
    {
        await platform.ApproveAsync(await platform.SubmitAsync("CF_LP", new PenaltyFile().Add(41, 41).Add(42, 42).Add(43, 43).Add(44, 44).ToString()));
        await using var connection = await platform.Database.Owner.OpenConnectionAsync();
        Filed = (await FileAsync(platform, await RecordAsync(41))).Value;
        Asked = (await RouteAsync(platform, await FileAsync(platform, await RecordAsync(42)))).Value;
        var answered = await RouteAsync(platform, await FileAsync(platform, await RecordAsync(43)));
        await AnswerAsync(platform, answered, ObjectionOutcome.Correct, TestPlatform.Authority);
        Answered = answered.Value;
        Review = (await platform.Get<NoteReview>().RunAsync(new(
            await RecordAsync(44), NoteReview.Suit, "云汀市中级人民法院", "云行初〔2026〕1号", DateOnly.FromDateTime(platform.Clock.GetUtcNow().Date)), platform.Reviewer, default)).Value.Value;

        var firm = (await platform.Get<Inhabitants>().FirmAsync(default))!.Code;
        var own = (await connection.QueryAsync<(Guid Record, string Provider)>("""
            select r.record_id, r.provider from records.record r join subjects.subject s on s.id = r.subject_id
             where s.code = @firm and r.state = 'current' order by r.record_id limit 3
            """, new { firm })).ToList();
        OwnRecord = own[^1].Record;
        Own = (await FileAsync(platform, new RecordId(own[0].Record))).Value;
        if (own.Count > 2)
        {
            var second = await RouteAsync(platform, await FileAsync(platform, new RecordId(own[1].Record)));
            await AnswerAsync(platform, second, ObjectionOutcome.NotUpheld, own[1].Provider);
            OwnAnswered = second.Value;
        }

        async Task<RecordId> RecordAsync(int subject) => new(await connection.QuerySingleAsync<Guid>("""
            select r.record_id from records.record r join subjects.subject s on s.id = r.subject_id where s.code = @code order by r.entered_at desc limit 1
            """, new { code = PenaltyFile.Code(subject) }));
    }

    private static async Task<CaseId> FileAsync(TestPlatform platform, RecordId record)
    {
        await using var connection = await platform.Database.Owner.OpenConnectionAsync();
        var subject = await connection.QuerySingleAsync<Guid>("select subject_id from records.record where record_id = @Value", record);
        return (await platform.Get<FileObjection>().RunAsync(new(record, new ObjectionText("1", [new Claim(null, "")], Longest), [])
        {
            For = new SubjectId(subject), IdentitySeen = true,
        }, By(TestPlatform.Authority, Role.CounterClerk), default)).Value;
    }

    private static async Task<CaseId> RouteAsync(TestPlatform platform, CaseId id)
    {
        _ = (await platform.Get<RouteObjection>().RunAsync(new(id), By(null, Role.Operator), default)).Value;
        return id;
    }

    private static async Task AnswerAsync(TestPlatform platform, CaseId id, ObjectionOutcome outcome, string provider) =>
        _ = (await platform.Get<AnswerObjection>().RunAsync(new(id, outcome, "核对了处罚决定书原件和缴款凭证。", new Dictionary<int, string>(),
            outcome.Corrects() ? new Dictionary<string, string> { ["CF_NR"] = "罚款二千元。", ["CF_NR_FK"] = "0.20" } : new Dictionary<string, string>()),
            By(provider, Role.Reviewer), default)).Value;

    private static Caller By(string? organisation, Role role) => new(new Actor(ActorKind.Program, null, "sights", organisation), new HashSet<Role> { role });
}
