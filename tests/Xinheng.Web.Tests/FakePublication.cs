using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.Publication;
using Xinheng.Model.Records;
using Xinheng.Platform.Publication;
using Xinheng.Platform.Publication.Articles;
using Xinheng.Platform.Publication.Authentic;
using Xinheng.Platform.Publication.Searching;
using Xinheng.Platform.Publication.Statistics;
using Xinheng.Platform.Publication.Withdrawing;

namespace Xinheng.Web.Tests;

/// <summary>A real answer always comes later: a page that reads it too early must fail here too.</summary>
internal static class Later
{
    public static async Task<T> Of<T>(T answer)
    {
        await Task.Yield();
        return answer;
    }
}

internal sealed class FakeSubjects() : PublicSubjects(null!, null!, null!, null!)
{
    /// <summary>How often a file was really read, so that a test sees the cache at work.</summary>
    public int Reads { get; private set; }

    /// <summary>Runs while an answer is being read.</summary>
    public Action WhileReading { get; set; } = () => { };

    public override Task<PublicSubject?> FindAsync(string identifier, CancellationToken ct)
    {
        Reads++;
        WhileReading();
        return Later.Of(FakeWorld.Subjects.FirstOrDefault(subject => subject.Identifier == identifier || FormerOf(subject.Identifier) == identifier));
    }

    /// <summary>The number a subject bore before its unified code.</summary>
    public static string FormerOf(string code) => code[2..15];

    public override async Task<SubjectHits> SearchAsync(SubjectQuery query, CancellationToken ct)
    {
        await Task.Yield();
        if (query.Text == "故障")
        {
            throw new InvalidOperationException("secret detail of the database");
        }

        var hits = FakeWorld.Subjects
            .Where(subject => query.Kind is null || subject.Kind == query.Kind)
            .Select(subject => (subject, former: subject.FormerNames.FirstOrDefault(name => name.Name.Contains(query.Text))?.Name))
            .Where(found => found.former is not null || found.subject.Name.Contains(query.Text) || found.subject.Identifier == query.Text)
            .Select(found => new SubjectHit(found.subject.Identifier, found.subject.Name, found.subject.Kind, found.subject.RegionName,
                found.subject.Status, found.subject.Name.Contains(query.Text) ? null : found.former))
            .ToList();
        return new SubjectHits(hits, hits.Count, false, hits.Count > 3 && query.Cursor is null ? "c2" : null);
    }
}

internal sealed class FakeRecords() : PublicRecords(null!, null!)
{
    public override Task<PublicRecord?> FindAsync(Guid id, CancellationToken ct) =>
        Later.Of(FakeWorld.Records.FirstOrDefault(record => record.Id == id));

    public override Task<IReadOnlyList<PublicRecord>> OfSubjectAsync(
        string identifier, string? item, string? nature, DateOnly? asOf, CancellationToken ct) =>
        Later.Of<IReadOnlyList<PublicRecord>>([.. FakeWorld.Records.Where(record =>
            record.Subject.Identifier == identifier && (item ?? record.Item) == record.Item && (nature ?? record.Nature) == record.Nature)]);
}

internal sealed class FakeProofs() : RecordProofs(null!, null!)
{
    public override Task<Result<RecordProof>> FindAsync(Guid record, CancellationToken ct)
    {
        if (FakeWorld.Records.All(known => known.Id != record))
        {
            return Task.FromResult<Result<RecordProof>>(PublicRecords.NotCurrent);
        }

        using var key = SignatureSuite.Es256.CreateKey();
        var alone = new InclusionProof(0, 1, []);
        var checkpoint = Checkpoint.Of("xinheng.invalid/invented", new TreeHead(1, default), new DateTimeOffset(2026, 11, 21, 0, 0, 0, TimeSpan.Zero));
        return Task.FromResult<Result<RecordProof>>(new RecordProof(
            "{}"u8.ToArray(), new byte[Commitment.SaltLength], default, alone, new LogInclusion("{}"u8.ToArray(), alone, checkpoint.Sign(key))));
    }
}

internal sealed class FakeDisclosures() : DisclosureLists(null!, null!)
{
    public override IReadOnlyList<DisclosureAct> Acts { get; } =
    [
        new("permit", "行政许可", ["PERMIT_ORG"]), new("penalty", "行政处罚", ["PENALTY_ORG"]), new("coercion", "行政强制", ["COERCION"]),
        new("confirmation", "行政确认", ["CONFIRMATION"]), new("levy", "行政征收", ["LEVY"]), new("benefit", "行政给付", ["BENEFIT"]),
        new("adjudication", "行政裁决", ["ADJUDICATION"]), new("compensation", "行政补偿", ["COMPENSATION"]),
        new("award", "行政奖励", ["HONOUR"]), new("inspection", "行政监督检查", ["INSPECTION"]),
    ];

    public override Task<DisclosurePage> PageAsync(
        string item, DateOnly? from, DateOnly? to, string? authority, string? cursor, CancellationToken ct)
    {
        var all = FakeWorld.Records
            .Where(record => record.Item == item || Acts.Any(act => act.Code == item && act.Items.Contains(record.Item)))
            .Where(record => (from is null || record.DecidedOn >= from) && (to is null || record.DecidedOn <= to))
            .Where(record => authority is null || record.Authority!.Name.Contains(authority))
            .OrderByDescending(record => record.DecidedOn).ToList();
        var start = cursor is null ? 0 : 20;
        return Later.Of(new DisclosurePage([.. all.Skip(start).Take(20)], all.Count > start + 20 ? "20" : null));
    }

    public override Task<IReadOnlyList<DisclosureCount>> CountsAsync(CancellationToken ct) =>
        Later.Of<IReadOnlyList<DisclosureCount>>([.. Acts.Select((act, at) => new DisclosureCount(act.Code,
            at switch { 0 => 1_284_306, 1 => 48_217, 7 => 0, 8 => 3_512, _ => at * 137 % 900 }, at switch { 0 => 8_412, 1 => 693, 7 => 0, _ => at % 3 * 12 },
            at == 7 ? null : new DateOnly(2026, 11, 20)))]);
}

internal sealed class FakeMonths() : DisclosureMonths(null!, null!, null!)
{
    public override Task<IReadOnlyList<MonthCount>> OfAsync(string act, CancellationToken ct) =>
        Later.Of<IReadOnlyList<MonthCount>>(act == "levy" ? [] : [.. Enumerable.Range(0, Months).Select(n => new MonthCount(new DateOnly(2025, 12, 1).AddMonths(n), n * 7 % 5))]);
}

internal sealed class FakeDocuments() : DocumentNumbers(null!, null!)
{
    public override Task<IReadOnlyList<DocumentHit>> FindAsync(string text, CancellationToken ct) => Later.Of<IReadOnlyList<DocumentHit>>([]);
}

internal sealed class FakeArticles() : PublicArticles(null!, null!)
{
    public override Task<IReadOnlyList<PublicArticle>> ListAsync(string kind, int page, CancellationToken ct) => Later.Of<IReadOnlyList<PublicArticle>>([]);
}

internal sealed class FakeWithdrawalNotices() : WithdrawalNotices(null!, null!, null!, null!, null!)
{
    public override Task<WithdrawalNotice?> FindAsync(Guid record, CancellationToken ct) => Later.Of<WithdrawalNotice?>(null);

    public override Task<WithdrawalPage> PageAsync(DateOnly? from, DateOnly? to, string? cursor, CancellationToken ct) => Later.Of(new WithdrawalPage([], null));
}

internal sealed class FakeClockStatistics() : ClockStatistics(null!)
{
    public override Task<IReadOnlyList<Line>> ReadAsync(CancellationToken ct) => Task.FromResult<IReadOnlyList<Line>>([]);
}

internal sealed class FakeStatistics() : PublicStatistics(null!, null!)
{
    public override Task<PublicNumbers> NumbersAsync(CancellationToken ct) => Later.Of(PublicNumbers.None);
}

internal sealed class FakeCatalogue() : PublicCatalogue(null!)
{
    private static readonly IReadOnlyList<PublicItem> Items =
    [
        new("REG_ENT", "市场主体登记信息", "登记注册基础信息", "neutral", "open", ["legal_person", "other_org", "individual_business"],
            "示例省市场监督管理局", "每日", ["《企业信息公示暂行条例》第六条"],
            [new("MC", "主体名称", "文字，最长 200 字", "必填", true), new("FRDB_ZJHM", "法定代表人证件号码", "文字，18 位", "必填", false)]),
        new("PERMIT_ORG", "行政许可（法人及非法人组织）", "行政管理信息", "neutral", "open", ["legal_person", "other_org", "individual_business"],
            "作出许可的机关", "7 个工作日内", ["《中华人民共和国行政许可法》第四十条", "国办发〔2019〕35号"],
            [new("XK_XDR_MC", "行政相对人名称", "文字，最长 200 字", "必填", true), new("XK_WSH", "行政许可决定文书号", "文字，最长 64 字", "必填", true),
             new("XK_FRDB_SFZH", "法定代表人证件号码", "证件号码", "有条件必填：主体为法人时", false)]),
        new("PENALTY_ORG", "行政处罚（法人及非法人组织）", "行政管理信息", "adverse", "open", ["legal_person", "other_org", "individual_business"],
            "作出处罚的机关", "7 个工作日内", ["《中华人民共和国行政处罚法》第四十八条第一款"],
            [new("CF_WSH", "行政处罚决定书文号", "文字，最长 64 字", "必填", true)]),
        new("PENALTY_PERSON", "行政处罚（自然人）", "行政管理信息", "adverse", "shared", ["natural_person"], "作出处罚的机关", "7 个工作日内",
            ["《示例省社会信用条例》第十九条"], [new("CF_WSH", "行政处罚决定书文号", "文字，最长 64 字", "必填", false)]),
        new("HONOUR", "荣誉表彰", "诚实守信相关荣誉信息", "positive", "open", ["legal_person", "other_org"], "授予荣誉的机关", "每月",
            ["《示例省社会信用条例》第二十二条"], [new("RY_MC", "荣誉名称", "文字，最长 100 字", "必填", true)]),
    ];

    public override Task<IReadOnlyList<PublicItem>> ItemsAsync(CancellationToken ct) => Later.Of(Items);

    public override Task<PublicItem?> FindAsync(string code, CancellationToken ct) =>
        Later.Of(Items.FirstOrDefault(item => item.Code == code));
}

internal sealed class FakeCodes() : CheckCodes(null!, null!, null!)
{
    private static readonly byte[] Key = "invented"u8.ToArray();

    public override string Of(PublicRecord record) => Code(CodedThing.Record);

    public override Task<string?> OfAsync(PublicSubject subject, CancellationToken ct) => Later.Of<string?>(Code(CodedThing.Subject));

    public override string Of(ReadOnlySpan<byte> file) => Code(CodedThing.File);

    private static string Code(CodedThing thing) => new CheckCode(thing, 1, new DateOnly(2026, 11, 21), 1).Write(Key);
}

internal sealed class FakeAuthenticity() : AskAuthenticity(null!, null!, null!, null!, null!, null!, null!, null!)
{
    private static readonly SigningKey Key = SignatureSuite.Es256.CreateKey();

    public override Task<Result<AuthenticityAnswer>> OfCodeAsync(string code, Hash256? file, CancellationToken ct) =>
        Later.Of(CheckCode.Parse(code).Map(read => Answer(code, Authenticity.NoLongerCurrent, read.Day)));

    public override Task<AuthenticityAnswer> OfFileAsync(Hash256 digest, CancellationToken ct) =>
        Later.Of(Answer(digest.ToString(), Authenticity.NotOurs, null));

    private static AuthenticityAnswer Answer(string asked, Authenticity answer, DateOnly? day) => new(
        new PublicStatement { Origin = "xinheng.invalid/invented", At = default, Asked = asked, Answer = answer, PublishedOn = day }.Sign(Key),
        day is null ? null : "record", null);
}

/// <summary>Two that are late, one of them still showing what it says it took down.</summary>
internal sealed class FakeLagging() : Platform.Exchange.Standing.LaggingList(null!, null!, null!)
{
    public override Task<Platform.Exchange.Standing.LaggingNow> NowAsync(CancellationToken ct) => Task.FromResult(new Platform.Exchange.Standing.LaggingNow(
        new DateTimeOffset(2026, 11, 20, 2, 0, 0, TimeSpan.Zero), 1, 5,
        [
            new("云岭查询网", Model.Exchange.SubscriberKind.Site, 12, 3, new DateTimeOffset(2026, 11, 2, 1, 0, 0, TimeSpan.Zero)),
            new("<b>示例</b>征信公司", Model.Exchange.SubscriberKind.Institution, 1, 0, new DateTimeOffset(2026, 11, 18, 1, 0, 0, TimeSpan.Zero)),
        ]));
}
