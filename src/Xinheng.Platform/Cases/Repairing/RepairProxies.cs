using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Dapper;
using Xinheng.Model.Cases.Repairing;
using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Model.Subjects;
using Xinheng.Model.Subjects.Identifiers;
using Xinheng.Platform.Collection;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Journal;
using Xinheng.Platform.Law;
using Xinheng.Platform.Procedures;
using Xinheng.Platform.Subjects;
using Xinheng.Platform.Subjects.Persons;

namespace Xinheng.Platform.Cases.Repairing;

/// <summary>代办人: real names and numbers sealed, how many they file for counted by their tokens, and who files for many different ones.</summary>
public sealed partial class RepairProxies(PersonNumbers numbers, Jurisdiction jurisdiction, Database database, Clock clock)
{
    private const int LongestName = 64;

    /// <summary>As typed; nothing of it is ever shown, logged or told.</summary>
    public sealed record Given(string Name, string Number, string Phone, ProxyRelation Relation)
    {
        public override string ToString() => "***";
    }

    /// <summary>A proxy, or a telephone, behind several subjects.</summary>
    /// <param name="Mark">Tells one from another, and nothing about the person.</param>
    public sealed record Pattern(string Kind, string Mark, int Subjects, int Cases, DateOnly Last, string Numbers);

    /// <summary>What is wrong with what was typed; messages repeat none of it.</summary>
    public IEnumerable<Refusal> Problems(Given given)
    {
        if (Text.Collapse(given.Name) is not { Length: >= 2 and <= LongestName } name || Text.HasControls(name) || Text.HoldsPersonsNumber(name))
        {
            yield return Refusal.Invalid("cases.proxy-name", "请填写代办人的真实姓名，与授权委托书一致。", "proxyName");
        }

        if (!Check(given.Number).IsValid)
        {
            yield return Refusal.Invalid("cases.proxy-number", "代办人的公民身份号码不正确，请对照证件核对全部字符。号码加密封存，不会显示。", "proxyNumber");
        }

        if (!Mobile().IsMatch(Plain(given.Phone)))
        {
            yield return Refusal.Invalid("cases.proxy-phone", "请填写代办人的 11 位手机号码。号码加密封存，不会显示。", "proxyPhone");
        }

        if (!Enum.IsDefined(given.Relation))
        {
            yield return Refusal.Invalid("cases.proxy-relation", "请选择代办人与申请人的关系。", "proxyRelation");
        }
    }

    /// <summary>Puts the proxy on file with a case; refused beyond what one may file in twelve months.</summary>
    internal async Task<Result<Guid>> PutAsync(CaseInHand hand, Given given, CancellationToken ct)
    {
        var work = hand.Work;
        await PersonNumbers.HoldAsync(work, ct);
        var person = await TokenAsync(work, IdentifierScheme.ResidentId.Code, Check(given.Number).Normalised, ct);
        var (name, phone) = (await TokenAsync(work, "name", Text.Collapse(given.Name), ct), await TokenAsync(work, "mobile", Plain(given.Phone), ct));
        await work.ExecuteAsync("select pg_advisory_xact_lock(hashtextextended(@person::text, 0))", new { person }, ct);
        var recent = await work.FindAsync<int>("select count(*)::int from cases.repair_proxy p where p.person = @person and p.filed_on > @from",
            new { person, from = clock.Today.AddYears(-1) }, ct);
        var limit = jurisdiction.Law.Rules.Find(RepairProxy.LimitRule, jurisdiction.Profile, clock.Today);
        if (RepairProxy.Beyond(recent, 1, limit.TryGet(out var rule) ? rule : null) is { } refusal)
        {
            return refusal;
        }

        await work.ExecuteAsync("""
            insert into cases.repair_proxy (case_id, person, name, phone, relation, filed_on, entry) values (@id, @person, @name, @phone, @relation, @Today, @entry)
            """, new
        {
            id = hand.File.Id.Value, person, name, phone, relation = Word(given.Relation), clock.Today, entry = work.Entry.Value,
        }, ct);
        return person;
    }

    /// <summary>For operators: proxies and telephones behind at least as many different subjects as the platform's rule says.</summary>
    public async Task<IReadOnlyList<Pattern>> PatternsAsync(Caller caller, CancellationToken ct)
    {
        if (!caller.MayEnter(Permission.HandleCases)
            || !jurisdiction.Law.Rules.Find(RepairProxy.PatternRule, jurisdiction.Profile, clock.Today).TryGet(out var rule))
        {
            return [];
        }

        var seen = CaseSight.Of(caller, Permission.HandleCases);
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return [.. await connection.QueryAsync<Pattern>(new CommandDefinition($"""
            select k.kind as Kind, left(md5(k.token::text), 8) as Mark, count(distinct c.subject_id)::int as Subjects, count(*)::int as Cases,
                   max(p.filed_on) as Last, array_to_string((array_agg(c.number order by c.opened_at desc))[1:10], '、') as Numbers
              from cases.repair_proxy p
              join procedures.case_file c on c.id = p.case_id
              cross join lateral (values ('代办人', p.person), ('联系电话', p.phone)) as k (kind, token)
             where p.filed_on > @from and {CaseSight.Sql}
             group by k.kind, k.token having count(distinct c.subject_id) >= @least
             order by count(distinct c.subject_id) desc, max(p.filed_on) desc limit 200
            """, new { from = clock.Today.AddYears(-1), least = rule.Number, seen.Every, seen.Own, seen.Stems }, cancellationToken: ct))];
    }

    internal static string Word(ProxyRelation relation) => relation.ToString().ToLowerInvariant();

    private IdentifierCheck Check(string number) =>
        IdentifierScheme.ResidentId.Check(number, IdentifierContext.Of(clock.Today, jurisdiction.Law, jurisdiction.Profile));

    private async Task<Guid> TokenAsync(Work work, string scheme, string text, CancellationToken ct)
    {
        var key = (scheme, text);
        if ((await numbers.FindAsync(work.Connection, [key], ct)).TryGetValue(key, out var known))
        {
            return known.Token.Value;
        }

        await SubjectRegister.AddNumbersAsync(work, [numbers.Seal(new NumberToken(new Guid(RandomNumberGenerator.GetBytes(16))), scheme, text)], ct);
        return (await numbers.FindAsync(work.Connection, [key], ct))[key].Token.Value;
    }

    private static string Plain(string phone) => Text.HalfWidth(phone).Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);

    [GeneratedRegex(@"^1[3-9]\d{9}$")]
    private static partial Regex Mobile();
}
