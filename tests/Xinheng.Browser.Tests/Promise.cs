using Dapper;
using Xinheng.Model.Cases.Promising;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Platform.Cases.Promising;
using Xinheng.Platform.Cases.Promising.Templates;
using Xinheng.Platform.Procedures;
using Xinheng.Testing;

namespace Xinheng.Browser.Tests;

/// <summary>Templates of the test authority that the journeys sign, one that waits, and promises to be looked at: signed, and doubted.</summary>
public static class Promise
{
    /// <summary>By the journeys: kept in one, broken in the other.</summary>
    public const string ToKeep = "journey-keep";
    public const string ToBreak = "journey-break";
    public const string Waiting = "journey-waiting";

    public static readonly byte[] Pdf = "%PDF-1.4 evidence"u8.ToArray();

    /// <summary>Of the account <c>firm</c>.</summary>
    public static Guid Signed { get; private set; }

    public static Guid Doubted { get; private set; }

    public static async Task MakeAsync(TestPlatform platform)
    {
        foreach (var code in new[] { ToKeep, ToBreak, "looked-signed", "looked-doubted", Waiting })
        {
            var version = (await platform.Get<DraftPromiseTemplate>().RunAsync(new(Template(code), []), platform.Maker, default)).Value;
            if (code != Waiting)
            {
                _ = (await platform.Get<AdoptPromiseTemplate>().RunAsync(new(code, version, null), platform.Reviewer, default)).Value;
            }
        }

        await using var connection = await platform.Database.Owner.OpenConnectionAsync();
        var subject = await connection.QuerySingleAsync<Guid>("""
            select b.subject from people.subject_binding b join people.account a on a.id = b.account where a.name = 'firm'
            """);
        var firm = new Caller(new Actor(ActorKind.Subject, null, "firm", null), new HashSet<Role> { Role.EnterpriseUser }) { Self = new SubjectId(subject) };
        Signed = (await SignAsync(platform, "looked-signed", firm)).Value;
        Doubted = (await SignAsync(platform, "looked-doubted", firm)).Value;
        var evidence = (await platform.Get<CaseDocuments>().KeepAsync([new("核查记录.pdf", new MemoryStream(Pdf))], default)).Value;
        _ = (await platform.Get<DoubtPromise>().RunAsync(new(new CaseId(Doubted), "现场没有冷藏设备。", evidence), platform.Reviewer, default)).Value;
        await platform.DrainAsync();
    }

    public static PromiseTemplate Template(string code) => new(
        code, PromiseKind.OwnAccord, $"守法诚信经营承诺书（{code}）", "守法诚信经营", "示例", TestPlatform.Authority,
        new Informed("经营主体向社会公开承诺。", "自愿参加。", "受理单位核实。", "认定违诺的，记入信用档案。"), "我承诺守法诚信经营。", 12, [new FollowUp("走访", 60)], PromiseOpenness.Public);

    private static async Task<CaseId> SignAsync(TestPlatform platform, string code, Caller firm)
    {
        var sheet = (await platform.Get<PromiseSheet>().PrepareAsync(code, null, firm.Self!.Value, default)).Value;
        return (await platform.Get<SignPromise>().RunAsync(new(null, code, null, null, sheet.Text.Digest.ToString(), true, []), firm, default)).Value.Case;
    }
}
