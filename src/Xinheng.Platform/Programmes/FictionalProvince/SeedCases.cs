using Dapper;
using Xinheng.Model.Cases.Objecting;
using Xinheng.Model.Cases.Rectifying;
using Xinheng.Model.Cases.Reporting;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.Law;
using Xinheng.Model.People;
using Xinheng.Platform.Cases.Objecting;
using Xinheng.Platform.Cases.Promising;
using Xinheng.Platform.Cases.Rectifying;
using Xinheng.Platform.Cases.Repairing;
using Xinheng.Platform.Cases.Reporting;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Law;
using Xinheng.Platform.Procedures;

namespace Xinheng.Platform.Programmes.FictionalProvince;

/// <summary>
/// What firms of the fictional province ask for and its offices order, each through the same act as anybody: some of it waits, some is
/// decided, so that whoever looks for the first time finds every procedure under way.
/// </summary>
public sealed class SeedCases(
    JurisdictionProfile profile, Database database, RepairOutlooks outlooks, CaseDocuments documents, FileRepair fileRepair, AcceptRepair acceptRepair,
    GrantRepair grantRepair, RefuseRepair refuseRepair, FileObjection fileObjection, RouteObjection routeObjection, AnswerObjection answerObjection,
    OrderRectification order, CallInterview call, PromiseSheet sheets, SignPromise sign, FileReport report,
    Inhabitants inhabitants, Clock clock)
{
    private sealed record Firm(Guid Subject, string Code, Guid Record, string Body);

    /// <summary>How many cases were begun.</summary>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        if (!profile.IsFictional)
        {
            return 0;
        }

        var firms = await FirmsAsync(ct);
        return await RepairsAsync(firms, ct) + await ObjectionsAsync(firms, ct) + await CorrectionsAsync(firms, ct)
            + await PromisesAsync(firms, ct) + await ReportsAsync(firms, ct);
    }

    // Asked: received, being examined, granted, refused.
    private async Task<int> RepairsAsync(IReadOnlyList<Firm> firms, CancellationToken ct)
    {
        var done = 0;
        foreach (var firm in firms)
        {
            if (done == 4)
            {
                break;
            }

            if (await outlooks.FindAsync(new RecordId(firm.Record), ct) is not { Against.Count: 0 })
            {
                continue;
            }

            using var receipt = new MemoryStream("%PDF-1.4 fictional receipt"u8.ToArray());
            var papers = (await documents.KeepAsync([new("缴款凭证.pdf", receipt)], ct)).Value;
            var filed = await fileRepair.RunAsync(new([new RecordId(firm.Record)], "罚款已经缴清，违法行为已经改正。", true, papers), Self(firm), ct);
            if (!filed.TryGet(out var cases))
            {
                continue;
            }

            var (id, body) = (cases[0].Case, By(firm.Body, Role.Reviewer));
            if (done > 0)
            {
                _ = (await acceptRepair.RunAsync(new(id), body, ct)).Value;
            }

            _ = done switch
            {
                2 => (await grantRepair.RunAsync(new(id, true), body, ct)).Value,
                3 => (await refuseRepair.RunAsync(new(id, "核查发现罚款尚有一部分没有缴纳。"), body, ct)).Value,
                _ => null,
            };
            done++;
        }

        return done;
    }

    // Filed, before the provider, not upheld.
    private async Task<int> ObjectionsAsync(IReadOnlyList<Firm> firms, CancellationToken ct)
    {
        var done = 0;
        foreach (var firm in firms.Reverse())
        {
            if (done == 3)
            {
                break;
            }

            var filed = await fileObjection.RunAsync(
                new(new RecordId(firm.Record), new ObjectionText("1", [new Claim(null, "")], "处罚内容与我们收到的决定书不一致。"), []), Self(firm), ct);
            if (!filed.TryGet(out var id))
            {
                continue;
            }

            if (done > 0)
            {
                _ = await routeObjection.RunAsync(new(id), Desk, ct);
            }

            if (done > 1)
            {
                _ = await answerObjection.RunAsync(
                    new(id, ObjectionOutcome.NotUpheld, "核对了决定书原件，与公示的内容一致。", new Dictionary<int, string>(), new Dictionary<string, string>()),
                    By(firm.Body, Role.Reviewer), ct);
            }

            done++;
        }

        return done;
    }

    private async Task<int> CorrectionsAsync(IReadOnlyList<Firm> firms, CancellationToken ct)
    {
        if (firms.Count < 2)
        {
            return 0;
        }

        var (first, second) = (firms[0], firms[1]);
        var ordered = await order.RunAsync(
            new(new(null, first.Code), $"示例改〔{clock.Today.Year}〕1号", "仓库没有防鼠设施。", "装好挡鼠板并拍照。", clock.Today.AddDays(20), "采购和安装需要两周"),
            By(first.Body, Role.Reviewer), ct);
        var called = await call.RunAsync(
            new(null, new(null, second.Code), InterviewKind.Hint, "一年里多次被投诉。", clock.Now.AddDays(3), "示例路1号会议室"), By(second.Body, Role.Reviewer), ct);
        return (ordered.IsRefused ? 0 : 1) + (called.IsRefused ? 0 : 1);
    }

    private async Task<int> PromisesAsync(IReadOnlyList<Firm> firms, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var templates = await connection.QueryAsync<string>(new CommandDefinition(
            "select code from cases.promise_template where state = 'in_force' order by code", cancellationToken: ct));
        var done = 0;
        foreach (var (template, firm) in templates.Zip(firms))
        {
            if ((await sheets.PrepareAsync(template, firm.Body, new SubjectId(firm.Subject), ct)).TryGet(out var sheet))
            {
                done += (await sign.RunAsync(new(null, template, firm.Body, null, sheet.Text.Digest.ToString(), true, []), Self(firm), ct)).IsRefused ? 0 : 1;
            }
        }

        return done;
    }

    private async Task<int> ReportsAsync(IReadOnlyList<Firm> firms, CancellationToken ct)
    {
        if (firms.Count == 0)
        {
            return 0;
        }

        var filed = (await report.RunAsync(
            new(ReportKind.Complaint, "slow", "department", firms[0].Body, "", "材料交齐一个月了，没有答复。", Reporter.Read("云示例", "0000-12345678").Value), null,
            System.Net.IPAddress.Loopback, ct)).Answer;
        return filed.IsRefused ? 0 : 1;
    }

    // The firm whose account is opened on the first day; then those of that day's office; of each the oldest penalty that is still shown.
    private async Task<IReadOnlyList<Firm>> FirmsAsync(CancellationToken ct)
    {
        var first = (await inhabitants.FirmAsync(ct))?.Code;
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return (await connection.QueryAsync<Firm>(new CommandDefinition("""
            select r.subject_id as Subject, s.code, r.record_id as Record, coalesce(r.authority, r.provider) as Body
              from (select distinct on (subject_id) * from records.record
                     where item = 'CF_LP' and state = 'current' and nature = 'adverse' and subject_kind = 'legal_person' and public_until > @Today
                     order by subject_id, decided_on, record_id) r
              join subjects.subject s on s.id = r.subject_id
              join people.organisation o on o.code = coalesce(r.authority, r.provider)
             where s.code is not null
             order by coalesce(s.code = @first, false) desc, (coalesce(r.authority, r.provider) = @office) desc, r.decided_on, r.record_id
             limit 60
            """, new { first, office = World.FirstOffice.Code, clock.Today }, cancellationToken: ct))).AsList();
    }

    private static Caller Desk { get; } = new(new Actor(ActorKind.Program, null, "fictional-desk", null), new HashSet<Role> { Role.Operator });

    private static Caller Self(Firm firm) =>
        new(new Actor(ActorKind.Subject, null, "fictional-firm", null), new HashSet<Role> { Role.EnterpriseUser }) { Self = new SubjectId(firm.Subject) };

    private static Caller By(string body, Role role) =>
        new(new Actor(ActorKind.Program, null, "fictional-reviewer", body), new HashSet<Role> { role });
}
