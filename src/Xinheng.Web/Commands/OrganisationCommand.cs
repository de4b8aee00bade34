using System.CommandLine;
using Xinheng.Model.Catalogue.Checking;
using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Platform.People;
using Xinheng.Platform.People.Machines;

namespace Xinheng.Web.Commands;

internal static class OrganisationCommand
{
    public static Command Create() => new("organisation", "报送单位") { Add(), List(), RequireSignature() };

    private static Command Add()
    {
        var code = new Argument<string>("code") { Description = "统一社会信用代码" };
        var name = new Argument<string>("name") { Description = "单位名称" };
        var region = new Option<string>("--region") { Description = "行政区划代码", Required = true };
        var kind = new Option<OrganisationKind>("--kind")
        {
            Description = string.Join("、", Enum.GetValues<OrganisationKind>().Select(k => $"{k}（{OrganisationKinds.NameOf(k)}）")),
        };
        var command = new Command("add", "登记单位") { code, name, region, kind };
        command.Over(async (installation, parsed, answer, ct) =>
        {
            var verdict = installation.Get<NumberChecks>().UnifiedCode(parsed.GetRequiredValue(code));
            if (verdict.Normalised is not { } normal)
            {
                return answer.Refuse([Refusal.Invalid("people.organisation-code", $"统一社会信用代码{verdict.Fault?.Message}")]);
            }

            var registered = await installation.Get<RegisterOrganisation>().RunAsync(
                new(normal, parsed.GetRequiredValue(name), parsed.GetRequiredValue(region), parsed.GetValue(kind)), Caller.CommandLine(), ct);
            return registered.TryGet(out var isNew)
                ? answer.Say(new { code = normal, isNew }, isNew ? "已登记。" : "该单位此前已登记，未作改动。")
                : answer.Refuse(registered.Refusals);
        });
        return command;
    }

    private static Command RequireSignature()
    {
        var code = new Argument<string>("code") { Description = "统一社会信用代码" };
        var off = new Option<bool>("--off") { Description = "不再要求" };
        var command = new Command("require-signature", "规定单位报送须用已登记的密钥签名") { code, off };
        command.Over(async (installation, parsed, answer, ct) =>
        {
            var (organisation, required) = (parsed.GetRequiredValue(code), !parsed.GetValue(off));
            var decided = await installation.Get<RequireSignature>().RunAsync(new(organisation, required), Caller.CommandLine(), ct);
            return decided.IsRefused
                ? answer.Refuse(decided.Refusals)
                : answer.Say(new { organisation, signatureRequired = required },
                    required ? "已规定：这个单位的报送没有签名一律不接收，包括在网页和命令行报送的。" : "已取消：这个单位的报送可以不带签名。");
        });
        return command;
    }

    private static Command List()
    {
        var command = new Command("list", "列出已登记的单位");
        command.Over(async (installation, _, answer, ct) =>
        {
            var all = await installation.Get<Organisations>().ListAsync(ct);
            return answer.Say(new { organisations = all }, all.Count == 0
                ? "还没有登记任何单位。用 organisation add 登记。"
                : string.Join('\n', all.Select(o => $"{o.Code}  {o.Region}  账户 {o.Accounts}  接口账户 {o.Clients}  {o.Name}")));
        });
        return command;
    }
}
