using Dapper;
using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Model.People.Tracing;
using Xinheng.Platform.People.Tracing;
using Xinheng.Platform.People.Tracing.Alarms;
using Xinheng.Testing;

namespace Xinheng.Browser.Tests;

/// <summary>Some reads for the auditor to find, ordinary ones and others, with the alarms they raise; and who looks at them.</summary>
internal static class Looked
{
    public static async Task MakeAsync(TestPlatform platform)
    {
        _ = await platform.AppointAsync("auditor", Role.Auditor);
        var desk = await platform.AppointAsync("desk", Role.Operator);
        var trace = platform.Get<Trace>();
        await using var connection = await platform.Database.Owner.OpenConnectionAsync();
        var subjects = (await connection.QueryAsync<Guid>("select id from subjects.subject order by kind = 'natural_person' desc, id limit 12")).ToList();
        foreach (var (subject, n) in subjects.Select((id, n) => (new SubjectId(id), n)))
        {
            var look = new Look(LookKind.Read, subject, ["CF_NP", "NP_BASE"], "办理食品经营许可", $"云市监受〔2026〕{n}号", null, LookResult.Answered, n) { SubjectRegion = "990102" };
            await trace.WriteAsync(look, platform.Reviewer, default);
            await trace.WriteAsync(look with { Kind = LookKind.Reveal, Purpose = "核对身份", Matter = null, Result = LookResult.Denied }, platform.Maker, default);
            await trace.WriteAsync(look with { SubjectRegion = "990201", Kind = LookKind.Search }, platform.Maker, default);
            await trace.WriteAsync(look with { SubjectRegion = "990201", Kind = LookKind.Export, Rows = 1200 }, platform.Maker, default);
        }

        await platform.Get<RaiseAlarms>().RunAsync(default);
        var waiting = (await platform.Get<AlarmList>().ListAsync(open: true, null, desk, default)).Value.Items;
        _ = (await platform.Get<CloseAlarm>().RunAsync(new(waiting[^1].Id, "系统升级后的集中补录，已与单位核对"), desk, default)).Value;
    }
}
