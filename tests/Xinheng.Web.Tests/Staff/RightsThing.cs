using Xinheng.Model.Cases.Promising;
using Xinheng.Model.Collection;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Platform.Cases.Promising;
using Xinheng.Platform.Cases.Promising.Templates;
using Xinheng.Platform.Cases.Repairing;
using Xinheng.Platform.Cases.Repairing.Reorganising;
using Xinheng.Platform.Cases.Stating;
using Xinheng.Platform.Collection;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Law;
using Xinheng.Platform.Procedures;
using Xinheng.Platform.Subjects;
using Xinheng.Testing;

namespace Xinheng.Web.Tests.Staff;

/// <summary>
/// What the subjects of one organisation's penalties did: asked for a repair (declined: there is a letter), had a plan approved by a court,
/// signed a promise, said a word of their own; and a paper of theirs.
/// </summary>
internal sealed record RightsThing(Guid Repair, Guid Reorganisation, Guid Promise, string Template, Guid Stated, Guid Document)
{
    /// <param name="number">Tells the subjects of one organisation from those of another.</param>
    public static async Task<RightsThing> MakeAsync(StaffSite site, string organisation, int number)
    {
        var (repaired, reorganised) = (PenaltyFile.Code(780_000 + number), PenaltyFile.Code(790_000 + number));
        await PenalisedAsync(site, organisation, repaired, reorganised);
        var firm = await SubjectAsync(site, repaired);
        var record = (await site.Get<RepairOutlooks>().OfSubjectAsync(firm.Self!.Value, default)).Keys.Single();

        var filed = (await site.Get<FileRepair>().RunAsync(new([record], "罚款已经缴清。", true, await PaperAsync(site)), firm, default)).Value.Single().Case;
        _ = (await site.Get<DeclineRepair>().RunAsync(new(filed, "不是本单位认定的。"), By(organisation, Role.Reviewer), default)).Value;
        var plan = (await site.Get<RegisterReorganisation>().RunAsync(
            new(reorganised, false, "云岭市中级人民法院", $"（2026）示例破{number}号", site.Get<Clock>().Today.AddDays(-1), site.Get<Clock>().Today.AddDays(300), await PaperAsync(site)),
            By(organisation, Role.Reviewer), default)).Value.Single().Case;
        _ = (await site.Get<StateOwnView>().RunAsync(new(record, "已经整改，欢迎来看。"), firm, default)).Value;
        return new(filed.Value, plan.Value, await SignedAsync(site, organisation, firm), TemplateOf(organisation), record.Value, await DocumentAsync(site, filed));
    }

    private static async Task PenalisedAsync(StaffSite site, string organisation, params string[] subjects)
    {
        var file = await Penalties.OfAsync(site);
        foreach (var (n, code) in subjects.Index())
        {
            file.Add($"云交罚〔2025〕{code[^6..]}{n}号", ("CF_CFJGDM", organisation), ("CF_XDR_SHXYM", code),
                ("CF_JDRQ", "2025-12-10"), ("CF_YXQ", "2026-12-10"), ("CF_GSJZQ", "2026-12-10"));
        }

        using var content = new MemoryStream(file.Utf8());
        var received = (await site.Get<ReceiveSubmission>().RunAsync(
            new("CF_LP", organisation, SubmissionFormat.Csv, content), By(organisation, Role.Maker), default)).Value;
        await site.DrainAsync();
        _ = (await site.Get<ApproveSubmission>().RunAsync(new(received.Id, null), By(organisation, Role.Reviewer), default)).Value;
        await site.DrainAsync();
    }

    private static async Task<Guid> SignedAsync(StaffSite site, string organisation, Caller firm)
    {
        var template = new PromiseTemplate(TemplateOf(organisation), PromiseKind.OwnAccord, "守法诚信经营承诺书", "守法诚信经营", "示例", organisation,
            new Informed("经营主体向社会公开承诺。", "自愿参加。", "受理单位核实。", "认定违诺的，记入信用档案。"), "我承诺守法诚信经营。", 12,
            [new FollowUp("走访", 60)], PromiseOpenness.Public);
        var version = (await site.Get<DraftPromiseTemplate>().RunAsync(new(template, []), By(organisation, Role.Maker), default)).Value;
        _ = (await site.Get<AdoptPromiseTemplate>().RunAsync(new(template.Code, version, null), By(organisation, Role.Reviewer), default)).Value;
        var sheet = (await site.Get<PromiseSheet>().PrepareAsync(template.Code, null, firm.Self!.Value, default)).Value;
        return (await site.Get<SignPromise>().RunAsync(new(null, template.Code, null, null, sheet.Text.Digest.ToString(), true, []), firm, default)).Value.Case.Value;
    }

    private static async Task<Guid> DocumentAsync(StaffSite site, CaseId of) =>
        (await site.Get<CaseReader>().FindAsync(of, Caller.TheProgram, default)).Value.Documents.Single().Id;

    private static async Task<Caller> SubjectAsync(StaffSite site, string code) =>
        new(new Actor(ActorKind.Subject, null, "matrix-firm", null), new HashSet<Role> { Role.EnterpriseUser })
        {
            Self = await site.Get<FindSubject>().ByNumberAsync(code, default),
        };

    private static async Task<IReadOnlyList<CaseDocuments.Kept>> PaperAsync(StaffSite site)
    {
        using var pdf = new MemoryStream("%PDF-1.4 paper"u8.ToArray());
        return (await site.Get<CaseDocuments>().KeepAsync([new("凭证.pdf", pdf)], default)).Value;
    }

    public static string TemplateOf(string organisation) => $"matrix-{organisation.ToLowerInvariant()}";

    private static Caller By(string organisation, Role role) =>
        new(new Actor(ActorKind.Program, null, $"matrix-{role}".ToLowerInvariant(), organisation), new HashSet<Role> { role });
}
