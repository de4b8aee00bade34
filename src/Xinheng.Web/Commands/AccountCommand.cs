using System.CommandLine;
using Xinheng.Model.Catalogue.Checking;
using Xinheng.Model.Foundation;
using Xinheng.Model.Law;
using Xinheng.Model.People;
using Xinheng.Platform.People;
using Xinheng.Platform.Programmes.FictionalProvince;

namespace Xinheng.Web.Commands;

internal static class AccountCommand
{
    private const string HolderFile = "使用人文件：第一行姓名，第二行公民身份号码。号码只用来认出同一个人的另一个账户，不保存";

    public static Command Create() => new("account", "账户与角色")
    {
        Add(), Grant(), Revoke(), Confirm(), List(), Why(), Emergency(), AccountResetCommand.Create(), End(),
    };

    private static Command Add()
    {
        var name = new Argument<string>("name") { Description = "账户名（英文、数字）" };
        var organisation = new Option<string?>("--organisation") { Description = "所属单位的统一社会信用代码" };
        var password = new Option<FileInfo?>("--password-file") { Description = "口令文件；不给则生成一次性口令并显示一次" };
        var holder = new Option<FileInfo?>("--holder-file") { Description = HolderFile };
        var roles = new Option<Role[]>("--role") { Description = "角色", AllowMultipleArgumentsPerToken = true };
        var region = new Option<string?>("--region") { Description = "管理员、值班员、审计员管辖的区划；不给为全平台" };
        var command = new Command("add", "开立账户") { name, organisation, password, holder, roles, region };
        command.Over(async (installation, parsed, answer, ct) =>
        {
            var given = parsed.GetValue(password) is { } file ? (await File.ReadAllTextAsync(file.FullName, ct)).Trim() : null;
            var person = parsed.GetValue(holder) is { } document
                ? await ReadHolderAsync(installation, document, ct)
                : Result<AccountHolder?>.Of(Invented(installation, parsed.GetRequiredValue(name)));
            if (person.IsRefused)
            {
                return answer.Refuse(person.Refusals);
            }

            var appointed = await installation.Get<AppointAccount>().RunAsync(
                new(parsed.GetRequiredValue(name), parsed.GetValue(organisation), given, person.Value), Caller.CommandLine(), ct);
            if (!appointed.TryGet(out var account))
            {
                return answer.Refuse(appointed.Refusals);
            }

            foreach (var role in parsed.GetValue(roles) ?? [])
            {
                var granted = await GrantAsync(installation, account.Name, role, parsed.GetValue(region), ct);
                if (granted.IsRefused)
                {
                    return answer.Refuse(granted.Refusals);
                }
            }

            return answer.Say(
                new { id = account.Id.Value, name = account.Name, oneTimePassword = account.OneTimePassword },
                account.OneTimePassword is { } once ? $"已开立账户 {account.Name}，一次性口令（只显示这一次，72 小时内有效，首次登录即须修改）：{once}" : $"已开立账户 {account.Name}。");
        });
        return command;
    }

    private static Command Grant()
    {
        var name = new Argument<string>("name");
        var role = new Argument<Role>("role") { Description = string.Join("、", Enum.GetNames<Role>()) };
        var region = new Option<string?>("--region") { Description = "管理员、值班员、审计员管辖的区划；不给为全平台" };
        var command = new Command("grant", $"授予角色，{Model.People.Grant.Months} 个月后失效，除非有人确认") { name, role, region };
        command.Over(async (installation, parsed, answer, ct) =>
        {
            var granted = await GrantAsync(installation, parsed.GetRequiredValue(name), parsed.GetValue(role), parsed.GetValue(region), ct);
            return granted.IsRefused
                ? answer.Refuse(granted.Refusals)
                : answer.Say(new { account = parsed.GetValue(name), role = parsed.GetValue(role).ToString() }, "已授予。");
        });
        return command;
    }

    private static Command Revoke()
    {
        var name = new Argument<string>("name");
        var role = new Argument<Role>("role");
        var command = new Command("revoke", "撤销角色，即刻生效") { name, role };
        command.Over(async (installation, parsed, answer, ct) =>
        {
            var revoked = await installation.Get<RevokeRole>().RunAsync(
                new(parsed.GetRequiredValue(name), parsed.GetValue(role)), Caller.CommandLine(), ct);
            return revoked.IsRefused
                ? answer.Refuse(revoked.Refusals)
                : answer.Say(new { account = parsed.GetValue(name), role = parsed.GetValue(role).ToString() }, "已撤销。");
        });
        return command;
    }

    private static Command Confirm()
    {
        var name = new Argument<string>("name");
        var command = new Command("confirm", "确认一个账户的全部角色，再有效一个季度") { name };
        command.Over(async (installation, parsed, answer, ct) =>
        {
            var confirmed = await installation.Get<ConfirmGrants>().RunAsync(new(parsed.GetRequiredValue(name)), Caller.CommandLine(), ct);
            return confirmed.TryGet(out var until)
                ? answer.Say(new { account = parsed.GetValue(name), until }, $"已确认，有效至 {Components.Words.Moment(until)}。")
                : answer.Refuse(confirmed.Refusals);
        });
        return command;
    }

    private static Command List()
    {
        var organisation = new Option<string?>("--organisation") { Description = "只列一个单位的" };
        var command = new Command("list", "账户、角色和失效的时间") { organisation };
        command.Over(async (installation, parsed, answer, ct) =>
        {
            var accounts = await installation.Get<StaffAccounts>().ListAsync(parsed.GetValue(organisation), Caller.CommandLine(), ct);
            return answer.Say(new { items = accounts }, string.Join('\n', accounts.Select(Line)));
        });
        return command;
    }

    private static Command Why()
    {
        var name = new Argument<string>("name");
        var permission = new Argument<Permission>("permission") { Description = string.Join("、", Enum.GetNames<Permission>()) };
        var organisation = new Option<string?>("--organisation") { Description = "对哪个单位的内容" };
        var command = new Command("why", "一个账户能不能做一件事，依据哪条规则，怎样才能") { name, permission, organisation };
        command.Over(async (installation, parsed, answer, ct) =>
        {
            var asked = parsed.GetRequiredValue(name);
            if (await installation.Get<Accounts>().FindAsync(asked, ct) is not { } caller)
            {
                return answer.Refuse([Refusal.NotFound("people.no-account", $"没有账户 {asked}，或已经停用。")]);
            }

            var code = parsed.GetValue(organisation);
            var decision = code is null
                ? caller.Entering(parsed.GetValue(permission))
                : Rights.Decide(caller, parsed.GetValue(permission), new Target(code, await installation.Get<Organisations>().RegionAsync(code, ct)));
            return answer.Say(new { allowed = decision.Allowed, rule = decision.Rule }, $"{RightsWords.Of(decision)}（{decision.Rule}）");
        });
        return command;
    }

    private static Command Emergency()
    {
        var name = new Argument<string>("name");
        var reason = new Option<string>("--reason") { Description = "原因，记入日志并显示给值班员和审计员", Required = true };
        var hours = new Option<int>("--hours") { Description = $"1 到 {EmergencyAccess.LongestHours} 小时", DefaultValueFactory = _ => 4 };
        var command = new Command("emergency", "应急：没有管理员能登录时，限时授予平台管理员") { name, reason, hours };
        command.Over(async (installation, parsed, answer, ct) =>
        {
            var given = await installation.Get<EmergencyAccess>().RunAsync(
                new(parsed.GetRequiredValue(name), parsed.GetRequiredValue(reason), parsed.GetValue(hours)), Caller.CommandLine(), ct);
            return given.TryGet(out var until)
                ? answer.Say(new { account = parsed.GetValue(name), until }, $"已授予平台管理员，到 {Components.Words.Moment(until)} 自动失效；工作台上人人可见。")
                : answer.Refuse(given.Refusals);
        });
        return command;
    }

    private static Command End()
    {
        var name = new Argument<string>("name");
        var command = new Command("end", "停用离岗人员的账户，并退出它的全部登录") { name };
        command.Over(async (installation, parsed, answer, ct) =>
        {
            var ended = await installation.Get<EndAccount>().RunAsync(new(parsed.GetRequiredValue(name)), Caller.CommandLine(), ct);
            return ended.TryGet(out var done)
                ? answer.Say(new { account = parsed.GetValue(name), others = done.Others },
                    done.Others.Count == 0 ? "已停用。" : $"已停用。同一个人还有账户：{string.Join("、", done.Others)}，离岗的请一并停用。")
                : answer.Refuse(ended.Refusals);
        });
        return command;
    }

    private static async Task<Result<Done>> GrantAsync(Installation installation, string account, Role role, string? region, CancellationToken ct)
    {
        if (region is null)
        {
            return await installation.Get<GrantRole>().RunAsync(new(account, role), Caller.CommandLine(), ct);
        }

        var read = Region.Parse(region);
        return read.TryGet(out var within)
            ? await installation.Get<GrantRole>().RunAsync(new(account, role, within), Caller.CommandLine(), ct)
            : Result<Done>.Refuse(read.Refusals);
    }

    // Nobody is real in the fictional province: each account is then another person's.
    private static AccountHolder? Invented(Installation installation, string account) =>
        installation.Get<JurisdictionProfile>().IsFictional ? World.Clerk(account) : null;

    private static async Task<Result<AccountHolder?>> ReadHolderAsync(Installation installation, FileInfo file, CancellationToken ct)
    {
        var lines = (await File.ReadAllLinesAsync(file.FullName, ct)).Where(line => line.Length > 0).ToList();
        return lines is [var name, var number] && installation.Get<NumberChecks>().ResidentNumber(number.Trim()).Normalised is { } normal
            ? new AccountHolder(name.Trim(), normal)
            : Refusal.Invalid("people.holder-file", "使用人文件应有两行：第一行姓名，第二行公民身份号码（18 位，校验位正确）。", "holder");
    }

    private static string Line(StaffAccount account) =>
        $"{account.Name,-24} {account.OrganisationName ?? "平台"}　"
        + (account.EndedAt is not null ? "已停用"
            : account.Grants.Count == 0 ? "没有角色"
            : string.Join("，", account.Grants.Select(grant =>
                $"{RightsWords.Of(grant.Role)}{(grant.Region is { } region ? $"（{region}）" : "")}至 {Components.Words.Moment(grant.LapsesAt)}")));
}
