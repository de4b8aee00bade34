using Xinheng.Model.Cases.Objecting;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.Law;
using Xinheng.Model.People;
using Xinheng.Model.Records;
using Xinheng.Platform.Cases.Objecting;
using Xinheng.Platform.Disclosure.Persons;
using Xinheng.Platform.Journal;
using Xinheng.Platform.People;
using Xinheng.Platform.Records.Moving;
using Xinheng.Platform.Tests.Records;
using Xinheng.Testing;

namespace Xinheng.Platform.Tests.Cases.Objecting;

/// <summary>Somebody whose record is wrong, and everybody who has to do with that.</summary>
internal static class Objector
{
    public static readonly string Bank = PenaltyFile.Code("91990100", 900_003);

    public static readonly IReadOnlyDictionary<string, string> NoValues = new Dictionary<string, string>();

    /// <summary>The subject of a record, signed in.</summary>
    public static async Task<Caller> SubjectOfAsync(this TestPlatform platform, RecordId record) => new(
        new Actor(ActorKind.Subject, new AccountId(Guid.CreateVersion7()), "oneself", null), [new Grant(Role.EnterpriseUser)])
    {
        Self = new SubjectId(await platform.AskAsync<Guid>("select subject_id from records.record where record_id = @Value", record)),
    };

    public static ObjectionText Wrong(params string?[] fields) =>
        new("1", [.. fields.DefaultIfEmpty("CF_NR_FK").Select(field => new Claim(field, field is null ? "" : "0.20"))], "罚款是二千元，不是二千五百元。");

    public static async Task<CaseId> FileAsync(this TestPlatform platform, RecordId record, ObjectionText? text = null) =>
        (await platform.TryFileAsync(record, text)).Value;

    public static async Task<Result<CaseId>> TryFileAsync(this TestPlatform platform, RecordId record, ObjectionText? text = null) =>
        await platform.Get<FileObjection>().RunAsync(new(record, text ?? Wrong(), []), await platform.SubjectOfAsync(record), default);

    public static Task<Caller> OperatorAsync(this TestPlatform platform) => platform.AppointAsync("operator", Role.Operator);

    public static Task<Result<Done>> RouteAsync(this TestPlatform platform, CaseId id, Caller by) => platform.Get<RouteObjection>().RunAsync(new(id), by, default);

    public static Task<Result<Done>> AnswerAsync(
        this TestPlatform platform, CaseId id, ObjectionOutcome outcome, IReadOnlyDictionary<string, string>? values = null, Caller? by = null) =>
        platform.Get<AnswerObjection>().RunAsync(
            new(id, outcome, "核对了处罚决定书原件。", new Dictionary<int, string>(),
                values ?? (outcome.Corrects() ? new Dictionary<string, string> { ["CF_NR_FK"] = "0.20", ["CF_NR"] = "罚款二千元，没收违法所得一百元。" } : NoValues)),
            by ?? platform.Reviewer, default);

    public static Task<bool> IsMarkedAsync(this TestPlatform platform, RecordId record) =>
        platform.AskAsync<bool>("select contested from records.record where record_id = @Value", record);

    public static async Task HoldsAsync(this TestPlatform platform) => Assert.Empty((await platform.Get<Verify>().RunAsync(null, default)).Value.Findings);

    /// <summary>A slip of the platform's own: the record says something that nobody handed in.</summary>
    public static async Task SlipAsync(this TestPlatform platform, RecordId record, string from, string to)
    {
        await using var work = await platform.Get<Platform.Journal.Journal>().OpenAsync(Actor.TheProgram, Power.EnterRecords, default);
        var taken = (await platform.Get<Standings>().TakeAsync(work, record, default))!;
        var open = System.Text.Encoding.UTF8.GetBytes(System.Text.Encoding.UTF8.GetString(taken.Content.OpenFields).Replace(from, to, StringComparison.Ordinal));
        var content = taken.Content with { OpenFields = open, Content = RevisionContent.ContentOf(open, taken.Content.ClosedFields) };
        var tree = await Standings.CorrectAsync(taken, content, taken.Edition, taken.Standing.Correct("格式转换"), default);
        work.Tell(new { record = record.Value, converted = true }, tree);
        await work.CommitAsync(default);
    }

    /// <summary>A bank that the subject authorised, having read its file.</summary>
    public static async Task<Caller> BankReadsAsync(this TestPlatform platform, RecordId record, int subject)
    {
        _ = await platform.Get<RegisterOrganisation>().RunAsync(new(Bank, "云汀示例银行", "990100", OrganisationKind.Bank), Caller.TheProgram, default);
        var analyst = await platform.AppointAsync("analyst", Role.BankAnalyst, Bank);
        var today = LegalTime.DateOf(platform.Clock.GetUtcNow());
        var given = (await platform.Get<GiveAuthorisation>().RunAsync(
            new(null, Bank, "credit", [], today, today.AddDays(30), 3, null, null), await platform.SubjectOfAsync(record), default)).Value;
        var file = (await platform.Get<ReadPerson>().RunAsync(new("uscc", PenaltyFile.Code(subject), "credit", null, given.Code), analyst, default)).Value;
        Assert.Contains(file.Records, shown => shown.Id == record);
        return analyst;
    }
}
