using System.Text.RegularExpressions;
using Xinheng.Model.Cases.Rectifying;
using Xinheng.Model.Cases.Reporting;
using Xinheng.Model.Collection;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Platform.Cases.Rectifying;
using Xinheng.Platform.Cases.Reporting;
using Xinheng.Platform.Collection;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Journal;
using Xinheng.Platform.Law;
using Xinheng.Platform.Publication.Articles;
using Xinheng.Testing;

namespace Xinheng.Web.Tests.Staff;

/// <summary>What stands in the addresses of the matrix: of each of three organisations a submission with a record and a row that was refused.</summary>
internal sealed partial class MatrixObjects
{
    private readonly Dictionary<string, Thing> things = [];

    private MatrixObjects()
    {
    }

    public sealed record Thing(string Organisation, string Region, Guid Submission, Guid Record, Guid Alarm, string Subject, Guid Article, ContestedThing Contested)
    {
        public Guid Rectification { get; init; }

        public Guid Interview { get; init; }

        public Guid Complaint { get; init; }

        public required RightsThing Rights { get; init; }
    }

    /// <param name="organisations">One's own, another of the same region, one of another region.</param>
    public static async Task<MatrixObjects> MakeAsync(StaffSite site, params (string Whose, string Organisation, string Region)[] organisations)
    {
        var made = new MatrixObjects();
        foreach (var (whose, organisation, region) in organisations)
        {
            var subject = PenaltyFile.Code(770_000 + made.things.Count);
            var file = (await Penalties.OfAsync(site)).Add($"云交罚〔2026〕{whose}1号", ("CF_CFJGDM", organisation), ("CF_XDR_SHXYM", subject)).Add($"云交罚〔2026〕{whose}2号", ("CF_JDRQ", "2026-02-30"));
            using var content = new MemoryStream(file.Utf8());
            var received = (await site.Get<ReceiveSubmission>().RunAsync(
                new("CF_LP", organisation, SubmissionFormat.Csv, content), By(organisation, "maker", Role.Maker), default)).Value;
            await site.DrainAsync();
            _ = (await site.Get<ApproveSubmission>().RunAsync(new(received.Id, null), By(organisation, "reviewer", Role.Reviewer), default)).Value;
            await site.DrainAsync();
            await site.Get<Sealer>().SealAsync(default);
            var article = (await site.Get<WriteArticle>().RunAsync(
                new(null, "news", new ArticleDraft("工作动态", "今日报送完毕。"), true), By(organisation, "maker", Role.Maker), default)).Value;
            made.things[whose] = new Thing(organisation, region, received.Id.Value, await site.RecordOfAsync(organisation), await site.AlarmOfAsync(organisation), subject, article,
                await ContestedThing.MakeAsync(site, organisation))
            {
                Rectification = await OrderedAsync(site, organisation, subject),
                Interview = await CalledAsync(site, organisation, subject),
                Complaint = await ReferredAsync(site, organisation),
                Rights = await RightsThing.MakeAsync(site, organisation, made.things.Count),
            };
        }

        return made;
    }

    /// <summary>Null: of what does not exist.</summary>
    public Thing? Of(string whose) => things.GetValueOrDefault(whose);

    public static bool Knows(string pattern, string parameter) => Value(pattern, parameter, null) is not null;

    public static string Fill(string pattern, Thing? thing) => Parameter().Replace(pattern, match => Value(pattern, match.Groups[1].Value, thing)!);

    /// <summary>An answer without what is of this request only: whose it was about, tokens, the request's number.</summary>
    public static string Anonymous(string text, Thing? thing)
    {
        var main = Body().Match(text) is { Success: true } found ? found.Value : text;
        string?[] own =
        [
            thing?.Organisation, thing?.Submission.ToString(), thing?.Record.ToString(), thing?.Alarm.ToString(), thing?.Subject, thing?.Article.ToString(),
            thing?.Contested.Objection.ToString(), thing?.Contested.Review.ToString(), thing?.Contested.Defect.ToString(),
            thing?.Rectification.ToString(), thing?.Interview.ToString(), thing?.Complaint.ToString(),
            thing?.Rights.Repair.ToString(), thing?.Rights.Reorganisation.ToString(), thing?.Rights.Promise.ToString(), thing?.Rights.Template,
            thing?.Rights.Stated.ToString(), thing?.Rights.Document.ToString(), Nowhere, Nothing, NoTemplate,
        ];
        foreach (var one in own)
        {
            main = one is null ? main : main.Replace(one, "…", StringComparison.OrdinalIgnoreCase);
        }

        return Fleeting().Replace(main, "");
    }

    private const string Nowhere = "11990100XY000000NX";
    private const string NoTemplate = "matrix-nothing";
    private const string Nothing = "0199a000-0000-7000-8000-000000000001";

    private static string? Value(string pattern, string parameter, Thing? thing) => parameter switch
    {
        "id" when pattern.Contains("/submissions/", StringComparison.Ordinal) => thing?.Submission.ToString() ?? Nothing,
        "id" when pattern.Contains("/records/", StringComparison.Ordinal) => thing?.Record.ToString() ?? Nothing,
        "id" when pattern.Contains("/work/statements/", StringComparison.Ordinal) => thing?.Rights.Stated.ToString() ?? Nothing,
        "how" => "withdrawn",
        "id" when pattern.Contains("/work/rectifications/", StringComparison.Ordinal) => thing?.Rectification.ToString() ?? Nothing,
        "id" when pattern.Contains("/work/interviews/", StringComparison.Ordinal) => thing?.Interview.ToString() ?? Nothing,
        "id" when pattern.Contains("/work/complaints/", StringComparison.Ordinal) => thing?.Complaint.ToString() ?? Nothing,
        "id" when pattern.Contains("/alarms/", StringComparison.Ordinal) => thing?.Alarm.ToString() ?? Nothing,
        "id" when pattern.Contains("/articles/", StringComparison.Ordinal) => thing?.Article.ToString() ?? Nothing,
        "code" when pattern.StartsWith("/work/subjects/", StringComparison.Ordinal) => thing?.Subject ?? Nowhere,
        "id" when pattern.StartsWith("/me/", StringComparison.Ordinal) => Nothing,
        "id" when pattern.Contains("/defects/", StringComparison.Ordinal) => thing?.Contested.Defect.ToString() ?? Nothing,
        "id" when pattern.Contains("/objections/", StringComparison.Ordinal) => thing?.Contested.Objection.ToString() ?? Nothing,
        "id" when pattern.Contains("/reviews/", StringComparison.Ordinal) => thing?.Contested.Review.ToString() ?? Nothing,
        "code" when pattern.StartsWith("/work/people/", StringComparison.Ordinal) => thing?.Organisation ?? Nowhere,
        "monthText" => "2026-03",
        "item" or "part" => "CF_LP",
        "n" => "2",
        "key" => "0000000000000000",
        "subscriber" => Nothing,
        "document" => thing?.Rights.Document.ToString() ?? Nothing,
        "code" when pattern.StartsWith("/work/commitments/templates/", StringComparison.Ordinal) => thing?.Rights.Template ?? NoTemplate,
        "template" => RightsThing.TemplateOf(StaffSite.Transport), // anybody may sign it
        "id" when pattern.Contains("/work/repairs/", StringComparison.Ordinal) => thing?.Rights.Repair.ToString() ?? Nothing,
        "id" when pattern.Contains("/work/reorganisations/", StringComparison.Ordinal) => thing?.Rights.Reorganisation.ToString() ?? Nothing,
        "id" when pattern.Contains("/work/commitments/", StringComparison.Ordinal) => thing?.Rights.Promise.ToString() ?? Nothing,
        _ => null,
    };

    private static async Task<Guid> OrderedAsync(StaffSite site, string organisation, string subject) => (await site.Get<OrderRectification>().RunAsync(
        new(new(null, subject), "云改〔2026〕1号", "没有防鼠设施", "装好挡鼠板", site.Get<Clock>().Today.AddDays(9), "安装需要几天"),
        By(organisation, "reviewer", Role.Reviewer), default)).Value.Value;

    private static async Task<Guid> CalledAsync(StaffSite site, string organisation, string subject) => (await site.Get<CallInterview>().RunAsync(
        new(null, new(null, subject), InterviewKind.Hint, "多次被投诉", site.Get<Clock>().Now.AddHours(2), "示例路1号"),
        By(organisation, "reviewer", Role.Reviewer), default)).Value.Value;

    // The unit sees it once it is asked; an operator of no unit asks.
    private static async Task<Guid> ReferredAsync(StaffSite site, string organisation)
    {
        var filed = (await site.Get<FileReport>().RunAsync(new(ReportKind.Complaint, "slow", "department", organisation, "", "申请交了一个月没有答复。",
            Reporter.Read("欧阳示例", "0371-12345678").Value), null, System.Net.IPAddress.Loopback, default)).Answer.Value;
        var desk = new Caller(new Actor(ActorKind.Program, null, "matrix-desk", null), new HashSet<Role> { Role.Operator });
        _ = (await site.Get<AcceptReport>().RunAsync(new(filed.Id, null), desk, default)).Value;
        _ = (await site.Get<ReferReport>().RunAsync(new(filed.Id, organisation, "请说明受理情况。"), desk, default)).Value;
        return filed.Id;
    }

    private static Caller By(string organisation, string name, Role role) =>
        new(new Actor(ActorKind.Program, null, $"matrix-{name}", organisation), new HashSet<Role> { role });

    [GeneratedRegex(@"\{(\w+)(?::\w+)?\}")]
    private static partial Regex Parameter();

    [GeneratedRegex("<main.*</main>", RegexOptions.Singleline)]
    private static partial Regex Body();

    [GeneratedRegex("""name="__RequestVerificationToken" value="[^"]*"|"(?:traceId|requestId|request)":\s*"[^"]*"|"instance":\s*"[^"]*"|请求编号[^<]*""")]
    private static partial Regex Fleeting();
}
