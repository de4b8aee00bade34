using Dapper;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Model.Subjects.Proofing;
using Xinheng.Platform.Cases.Repairing;
using Xinheng.Platform.Cases.Repairing.Reorganising;
using Xinheng.Platform.Procedures;
using Xinheng.Testing;

namespace Xinheng.Browser.Tests;

/// <summary>A firm with penalties half a year old: one nobody asked about, and repairs at every turn; and one under a plan that a court approved.</summary>
internal static class Mended
{
    private const int Firm = 71;
    private const int Reorganised = 72;

    /// <summary>Whose account is <c>mender</c>.</summary>
    public static IdentityClaim Agent { get; } = new("李示例", TableFile.PersonNumber(71), new EnterpriseClaim(
        PenaltyFile.Code(Firm), PenaltyFile.Row(Firm, Firm)["CF_XDR_MC"], AuthorityPaper.PowerOfAttorney));

    public static Guid Record { get; private set; }

    public static Guid Received { get; private set; }

    public static Guid Lacking { get; private set; }

    public static Guid Examined { get; private set; }

    public static Guid Granted { get; private set; }

    public static Guid Refused { get; private set; }

    public static Guid Plan { get; private set; }

    public static async Task MakeAsync(TestPlatform platform)
    {
        var today = DateOnly.FromDateTime(platform.Clock.GetUtcNow().Date);
        var penalties = new PenaltyFile();
        for (var n = 0; n < 6; n++)
        {
            penalties.Add(Firm, 710 + n, row => Decided(row, today.AddDays(-180)));
        }

        penalties.Add(Reorganised, 720, row => Decided(row, today.AddDays(-20)));
        await platform.ApproveAsync(await platform.SubmitAsync("CF_LP", penalties.ToString()));
        await using var connection = await platform.Database.Owner.OpenConnectionAsync();
        var records = (await connection.QueryAsync<(Guid Record, Guid Subject)>("""
            select r.record_id, r.subject_id from records.record r join subjects.subject s on s.id = r.subject_id where s.code = @code order by r.record_id
            """, new { code = PenaltyFile.Code(Firm) })).ToList();
        var firm = new Caller(new Actor(ActorKind.Subject, null, "mender", null), new HashSet<Role> { Role.EnterpriseUser }) { Self = new SubjectId(records[0].Subject) };
        Record = records[0].Record;
        Received = (await FileAsync(1)).Value;
        Lacking = (await platform.Get<AskRepairPapers>().RunAsync(new(await FileAsync(2), "缺整改验收意见：缴款凭证只证明缴了罚款。"), platform.Reviewer, default)).Value.Id.Value;
        Examined = (await AcceptAsync(3)).Value;
        Granted = (await platform.Get<GrantRepair>().RunAsync(new(await AcceptAsync(4), true), platform.Reviewer, default)).Value.Id.Value;
        Refused = (await platform.Get<RefuseRepair>().RunAsync(new(await AcceptAsync(5), "核查发现罚款尚有一部分没有缴纳。"), platform.Reviewer, default)).Value.Id.Value;
        Plan = (await platform.Get<RegisterReorganisation>().RunAsync(
            new(PenaltyFile.Code(Reorganised), false, "云汀市中级人民法院", "（2026）示例破1号", today.AddDays(-3), today.AddDays(200), await PapersAsync(platform, "裁定书.pdf")),
            platform.Reviewer, default)).Value.Single().Case.Value;

        async Task<CaseId> FileAsync(int n) => (await platform.Get<FileRepair>().RunAsync(
            new([new RecordId(records[n].Record)], "罚款已于决定当月缴清，过期食品已下架并复查合格。", true, await PapersAsync(platform, "缴款凭证.pdf")), firm, default)).Value.Single().Case;

        async Task<CaseId> AcceptAsync(int n)
        {
            var filed = await FileAsync(n);
            _ = (await platform.Get<AcceptRepair>().RunAsync(new(filed), platform.Reviewer, default)).Value;
            return filed;
        }
    }

    private static void Decided(Dictionary<string, string> row, DateOnly on) =>
        (row["CF_JDRQ"], row["CF_YXQ"], row["CF_GSJZQ"]) = ($"{on:yyyy-MM-dd}", $"{on.AddYears(1):yyyy-MM-dd}", $"{on.AddYears(1):yyyy-MM-dd}");

    private static async Task<IReadOnlyList<CaseDocuments.Kept>> PapersAsync(TestPlatform platform, string name)
    {
        using var pdf = new MemoryStream(Promise.Pdf);
        return (await platform.Get<CaseDocuments>().KeepAsync([new(name, pdf)], default)).Value;
    }
}
