using Dapper;
using Xinheng.Model.Exchange;
using Xinheng.Model.People;
using Xinheng.Platform.Exchange.Sending;
using Xinheng.Platform.Exchange.Subscribers;
using Xinheng.Testing;

namespace Xinheng.Browser.Tests;

/// <summary>Records that left weeks ago, of the firm that looks at itself too, and receivers: one that confirmed, one that never came, one that does not answer.</summary>
internal static class Left
{
    public static async Task MakeAsync(TestPlatform platform, string firm)
    {
        var register = platform.Get<RegisterSubscriber>();
        var prompt = (await register.RunAsync(new("云汀查询网", SubscriberKind.Site, null, null), Caller.CommandLine(), default)).Value.Id;
        _ = (await register.RunAsync(new("信衡示例征信服务有限公司", SubscriberKind.Institution, null, null), Caller.CommandLine(), default)).Value;
        _ = (await register.RunAsync(new($"{string.Concat(Enumerable.Repeat("云岭示例信用信息服务", 5))}有限公司", SubscriberKind.Bank, "http://127.0.0.1:1/hook", null), Caller.CommandLine(), default)).Value;
        await using (var connection = await platform.Database.Owner.OpenConnectionAsync())
        {
            await connection.ExecuteAsync("""
                insert into exchange.tombstone (id, record_id, subject_id, item, why, open, at)
                select gen_random_uuid(), gen_random_uuid(), s.id, 'CF_LP', case when n % 2 = 0 then 'repaired' else 'expired' end, true, @at
                  from subjects.subject s cross join generate_series(1, 2) n where s.code = @firm
                """, new { firm, at = platform.Clock.GetUtcNow().AddDays(-20) });
        }

        await platform.Get<SendMessages>().RunAsync(default);
        var page = (await platform.Get<FetchDepartures>().ReadAsync(prompt, null, default)).Value;
        _ = await platform.Get<Confirmations>().TakeAsync(prompt, [page.Lines[0].Tombstone], ConfirmationWay.Call, null, [1], wholly: true, default);
    }
}
