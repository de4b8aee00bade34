using System.CommandLine;
using Xinheng.Model.Foundation;
using Xinheng.Platform.Journal;
using Xinheng.Platform.Programmes.FictionalProvince;

namespace Xinheng.Web.Commands;

internal static class SeedCommand
{
    public static Command Create()
    {
        var world = new Option<string>("--world") { Description = "small（3 千主体、1.2 万记录）或 large（100 万、500 万）", DefaultValueFactory = _ => "small" };
        var subjects = new Option<long?>("--subjects") { Description = "主体数" };
        var records = new Option<long?>("--records") { Description = "记录数" };
        var seed = new Option<ulong?>("--seed") { Description = "种子：同一种子建立同一个省" };
        var command = new Command("seed", "建立虚构省份（区划 99xxxx）：经过与各部门相同的归集流程") { world, subjects, records, seed };
        command.Over(async (installation, parsed, answer, ct) =>
        {
            var named = Size(parsed.GetRequiredValue(world));
            if (!named.TryGet(out var size))
            {
                return answer.Refuse(named.Refusals);
            }

            return await RunAsync(installation, new WorldSize(
                parsed.GetValue(subjects) ?? size.Subjects, parsed.GetValue(records) ?? size.Records, parsed.GetValue(seed) ?? size.Seed), answer, ct);
        });
        return command;
    }

    /// <summary>For a first start: nothing happens where there are subjects already.</summary>
    public static async Task<int> IfEmptyAsync(Installation installation, string world, Answer answer, CancellationToken ct)
    {
        if (!await installation.Get<SeedWorld>().IsEmptyAsync(ct))
        {
            return Answer.Done;
        }

        var size = Size(world);
        Answer.Progress("首次启动：正在建立虚构省份，约需一分钟……");
        return size.IsRefused ? answer.Refuse(size.Refusals) : await RunAsync(installation, size.Value, answer, ct);
    }

    private static Result<WorldSize> Size(string world) => world switch
    {
        "small" => WorldSize.Small,
        "large" => WorldSize.Large,
        _ => Refusal.Invalid("programmes.seed-world", $"没有名为“{world}”的世界，只有 small 和 large。"),
    };

    private static async Task<int> RunAsync(Installation installation, WorldSize size, Answer answer, CancellationToken ct)
    {
        if (size.Subjects < WorldSize.FewestSubjects || size.Records < size.Subjects)
        {
            return answer.Refuse([Refusal.Invalid("programmes.seed-size", $"主体至少 {WorldSize.FewestSubjects} 个，记录不少于主体数。")]);
        }

        var seeded = await installation.Get<SeedWorld>().RunAsync(size, new Said(), ct);
        if (!seeded.TryGet(out var sum))
        {
            return answer.Refuse(seeded.Refusals);
        }

        var begun = await installation.Get<SeedCases>().RunAsync(ct);
        var accounts = await FirstAccounts.OpenAsync(installation, ct);
        while (await installation.Get<Sealer>().SealAsync(ct) > 0)
        {
            // until nothing waits to be numbered
        }

        return answer.Say(new { seeded = sum, cases = begun, accounts }, Words(sum, begun, accounts));
    }

    private static string Words(SeedWorld.Seeded sum, int cases, IReadOnlyList<FirstAccounts.Opened> accounts) =>
        $"虚构省份已建立：{sum.Offices} 个单位，{sum.Files} 份文件，{sum.Rows:N0} 行 = 入库 {sum.Entered:N0} + 更正 {sum.Corrected:N0} + 未变 {sum.Unchanged:N0} + 待核 {sum.Held:N0} + 退回 {sum.Refused:N0}"
        + (sum.Returned > 0 ? $"（另有 {sum.Returned} 份整份退回）" : "")
        + $"，办件 {cases} 件"
        + "\n登录账户（口令只显示这一次，也写在数据目录的 first-sign-in.txt）："
        + string.Concat(accounts.Select(a => $"\n  {a.Name,-10} {a.Password}  {a.For}"));
}
