using System.Text;
using Xinheng.Model.Cases.Promising;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Platform.Cases.Promising;
using Xinheng.Platform.Cases.Promising.Templates;
using Xinheng.Platform.Procedures;
using Xinheng.Platform.Subjects;
using Xinheng.Platform.Tests.Collection;
using Xinheng.Testing;

namespace Xinheng.Platform.Tests.Cases.Promising;

/// <summary>What tests of promises ask again and again: a template in force, a firm that signs, a body that finds out.</summary>
internal static class Promised
{
    public static readonly byte[] Pdf = Encoding.ASCII.GetBytes("%PDF-1.4 evidence");

    public static PromiseTemplate Template(
        string code, PromiseKind kind = PromiseKind.InPlaceOfApproval, string matter = "小型食品经营店登记",
        PromiseOpenness openness = PromiseOpenness.Public, IReadOnlyList<FollowUp>? followUps = null) => new(
        code, kind, "小型食品经营店开业承诺书", matter, "食品", TestPlatform.Authority,
        new Informed("承诺符合的，当场登记。", "有冷藏设备。", "两个月以内到现场核查。", "不实的，撤销登记，记入信用档案。"),
        "我承诺场所、设备和人员现在就符合所列条件。", 24, followUps ?? [new FollowUp("现场核查", 60)], openness);

    /// <summary>Drafted by the maker, put in force by the reviewer.</summary>
    public static async Task<PromiseTemplate> OfferAsync(this TestPlatform platform, PromiseTemplate template)
    {
        var version = (await platform.Get<DraftPromiseTemplate>().RunAsync(new(template, []), platform.Maker, default)).Value;
        _ = (await platform.Get<AdoptPromiseTemplate>().RunAsync(new(template.Code, version, null), platform.Reviewer, default)).Value;
        return template;
    }

    /// <summary>A firm that is on file, signed in.</summary>
    public static async Task<Caller> FirmAsync(this TestPlatform platform, int number)
    {
        await platform.EnterAsync("REG_ENT", new TableFile().Add(TableFile.Registration(number, $"云汀市承诺示例{number}号有限公司")).Csv());
        var subject = (await platform.Get<FindSubject>().ByNumberAsync(PenaltyFile.Code(number), default))!.Value;
        return new Caller(new Actor(ActorKind.Subject, null, $"firm-{number}", null), new HashSet<Role> { Role.EnterpriseUser }) { Self = subject };
    }

    public static async Task<Result<SignPromise.Signed>> TrySignAsync(this TestPlatform platform, PromiseTemplate template, Caller firm, string? digest = null)
    {
        var sheet = await platform.Get<PromiseSheet>().PrepareAsync(template.Code, null, firm.Self!.Value, default);
        return await platform.Get<SignPromise>().RunAsync(
            new(null, template.Code, null, null, digest ?? (sheet.IsRefused ? "" : sheet.Value.Text.Digest.ToString()), true, []), firm, default);
    }

    /// <summary>Signed, and on the file.</summary>
    public static async Task<CaseId> SignAsync(this TestPlatform platform, PromiseTemplate template, Caller firm)
    {
        var signed = (await platform.TrySignAsync(template, firm)).Value;
        await platform.DrainAsync();
        return signed.Case;
    }

    public static async Task<IReadOnlyList<CaseDocuments.Kept>> KeptAsync(this TestPlatform platform) =>
        (await platform.Get<CaseDocuments>().KeepAsync([new("核查记录.pdf", new MemoryStream(Pdf))], default)).Value;

    public static async Task<Result<Done>> DoubtAsync(this TestPlatform platform, CaseId id) =>
        await platform.Get<DoubtPromise>().RunAsync(new(id, "现场没有冷藏设备。", await platform.KeptAsync()), platform.Reviewer, default);

    public static Task<Result<Done>> BreakAsync(this TestPlatform platform, CaseId id, int document, Caller? by = null) =>
        platform.Get<BreakPromise>().RunAsync(
            new(id, Performance.NotAtAll, $"云市监违诺〔2026〕{document}号", "没有配备冷藏设备。", "限期改正。", "核查两次，都没有冷藏设备。"), by ?? platform.Reviewer, default);

    public static async Task<Promises.Shown> ShownAsync(this TestPlatform platform, CaseId id) =>
        (await platform.Get<Promises>().FindAsync(id, platform.Reviewer, default)).Value;

    public static string CodeOf<T>(Result<T> refused) => Assert.Single(refused.Refusals).Code;
}
