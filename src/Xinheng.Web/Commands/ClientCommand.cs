using System.CommandLine;
using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Model.People.Machines;
using Xinheng.Platform.Catalogue.Publishing;
using Xinheng.Platform.Disclosure.Persons;
using Xinheng.Platform.People.Machines;

namespace Xinheng.Web.Commands;

internal static class ClientCommand
{
    public static Command Create() => new("client", "接口账户：单位的系统凭密钥访问接口") { Add(), Scope(), List(), End(), ClientKeyCommand.Create() };

    private static Argument<string> Id() => new("id") { Description = "接口账户名（英文、数字）" };

    private static Command Add()
    {
        var id = Id();
        var organisation = new Option<string>("--organisation") { Description = "所属单位的统一社会信用代码", Required = true };
        var key = ClientKeyCommand.KeyFile();
        var scope = new Option<string[]>("--scope") { Description = "授权范围，如 submit:CF_LP；不给则为 submit:*（本单位报送的全部信息项）", AllowMultipleArgumentsPerToken = true };
        var until = ClientKeyCommand.Time("--until", "密钥何时终止；不给则用到终止它为止");
        var command = new Command("add", "登记一个接口账户的公钥") { id, organisation, key, scope, until };
        command.Over(async (installation, parsed, answer, ct) =>
        {
            var given = parsed.GetValue(scope) is { Length: > 0 } texts ? await ScopesAsync(installation, texts, ct) : Result<IReadOnlyList<ClientScope>>.Of([ClientScope.SubmitAll]);
            var (pem, ends) = (await ClientKeyCommand.ReadAsync(parsed.GetRequiredValue(key), ct), ClientKeyCommand.Instant(parsed.GetValue(until)));
            if (Refusals(given.Refusals, pem.Refusals, ends.Refusals) is { Count: > 0 } refusals)
            {
                return answer.Refuse(refusals);
            }

            var (name, owner) = (parsed.GetRequiredValue(id), parsed.GetRequiredValue(organisation));
            var scopes = parsed.GetValue(scope) is { Length: > 0 } ? given.Value : null;
            var registered = await installation.Get<RegisterClient>().RunAsync(new(name, owner, pem.Value, scopes, ends.Value), Caller.CommandLine(), ct);
            return registered.TryGet(out var isNew)
                ? answer.Say(new { id = name, organisation = owner, isNew, scope = ClientScope.Write(given.Value), key = ClientKey.FromPem(pem.Value).Value.Id }, isNew
                    ? $"已登记接口账户 {name}，授权范围 {ClientScope.Write(given.Value)}。系统用配对的私钥签名，在 /api/v1/token 换取令牌。"
                    : $"接口账户 {name} 此前已登记，未作改动。")
                : answer.Refuse(registered.Refusals);
        });
        return command;
    }

    private static Command Scope()
    {
        var id = Id();
        var scope = new Argument<string[]>("scope") { Description = "授权范围，如 submit:CF_LP submit:XK_LP，或 submit:*", Arity = ArgumentArity.OneOrMore };
        var command = new Command("scope", "改定一个接口账户的授权范围；已发出的令牌也随之收窄") { id, scope };
        command.Over(async (installation, parsed, answer, ct) =>
        {
            var given = await ScopesAsync(installation, parsed.GetRequiredValue(scope), ct);
            var name = parsed.GetRequiredValue(id);
            var changed = given.TryGet(out var scopes)
                ? await installation.Get<ScopeClient>().RunAsync(new(name, scopes), Caller.CommandLine(), ct)
                : Result<Done>.Refuse(given.Refusals);
            return changed.IsRefused
                ? answer.Refuse(changed.Refusals)
                : answer.Say(new { id = name, scope = ClientScope.Write(given.Value) }, $"接口账户 {name} 的授权范围现为 {ClientScope.Write(given.Value)}。");
        });
        return command;
    }

    private static Command List()
    {
        var organisation = new Option<string?>("--organisation") { Description = "只列出这个单位的" };
        var command = new Command("list", "列出接口账户及其密钥") { organisation };
        command.Over(async (installation, parsed, answer, ct) =>
        {
            var all = await installation.Get<RegisteredClients>().ListAsync(parsed.GetValue(organisation), ct);
            return answer.Say(new { clients = all }, all.Count == 0
                ? "还没有登记任何接口账户。用 client add 登记。"
                : string.Join('\n', all.Select(Words)));
        });
        return command;
    }

    private static Command End()
    {
        var id = Id();
        var command = new Command("end", "停用一个接口账户：即刻生效，已发出的令牌一并作废，名称不再使用") { id };
        command.Over(async (installation, parsed, answer, ct) =>
        {
            var name = parsed.GetRequiredValue(id);
            var ended = await installation.Get<EndClient>().RunAsync(new(name), Caller.CommandLine(), ct);
            return ended.IsRefused ? answer.Refuse(ended.Refusals) : answer.Say(new { id = name, ended = true }, $"接口账户 {name} 已停用，它的令牌即刻作废。");
        });
        return command;
    }

    /// <summary>Scopes as given, each of a catalogue item or a purpose that there is: a slip of the pen would deny silently later.</summary>
    private static async Task<Result<IReadOnlyList<ClientScope>>> ScopesAsync(Installation installation, string[] texts, CancellationToken ct)
    {
        var read = ClientScope.ParseList(string.Join(' ', texts));
        if (!read.TryGet(out var scopes))
        {
            return read;
        }

        var catalogue = await installation.Get<CatalogueInForce>().CurrentAsync(ct);
        var purposes = installation.Get<ReadPerson>().Purposes.ToList();
        var unknown = scopes.Where(s => s.Item is not null).SelectMany(scope => scope.Purpose == ClientPurpose.Submit
            ? catalogue.Find(scope.Item!).Refusals
            : purposes.Any(p => p.Code == scope.Item) ? []
            : [Refusal.Invalid("people.scope-purpose", $"没有查询用途“{scope.Item}”。可写：{string.Join("、", purposes.Select(p => $"query:{p.Code}（{p.Name}）"))}。", "scope")]);
        return unknown.ToList() is { Count: > 0 } refusals
            ? Result<IReadOnlyList<ClientScope>>.Refuse(refusals)
            : read;
    }

    private static string Words(RegisteredClient client) =>
        $"{client.Id}  {client.Organisation}  {client.Scope}{(client.EndedAt is { } ended ? $"  已停用（{ClientKeyCommand.Words(ended)}）" : "")}"
        + string.Concat(client.Keys.Select(k =>
            $"\n  {k.Id}  {ClientKeyCommand.Words(k.ValidFrom)} 起{(k.ValidTo is { } to ? $"，{ClientKeyCommand.Words(to)} 止" : "")}{(k.HoldsNow ? "" : "  现在无效")}"));

    private static List<Refusal> Refusals(params ReadOnlySpan<IReadOnlyList<Refusal>> lists)
    {
        List<Refusal> all = [];
        foreach (var list in lists)
        {
            all.AddRange(list);
        }

        return all;
    }
}
