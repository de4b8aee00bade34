using Npgsql;
using Xinheng.Model.Disclosure;
using Xinheng.Model.Disclosure.Persons;
using Xinheng.Model.Foundation;
using Xinheng.Model.Law;
using Xinheng.Model.People;
using Xinheng.Model.People.Tracing;
using Xinheng.Platform.Collection;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Law;
using Xinheng.Platform.People.Tracing;
using Xinheng.Platform.Subjects.Persons;

namespace Xinheng.Platform.Disclosure.Persons;

/// <summary>
/// One question about one subject whose number the asker was given: for a statutory task with its matter, or by the subject's own
/// authorisation. There is no other way in: no names, no lists. Whatever becomes of it is traced before it is answered. Basis:
/// 河南省社会信用条例 18, 征信业管理条例 18, 22, 深圳经济特区社会信用条例 44, 45 (V).
/// </summary>
public sealed class ReadPerson(
    Database database, SubjectOfNumber subjects, PersonNumbers numbers, RecordsOfSubject records, Authorisations authorisations,
    OneTimeCodes codes, Jurisdiction jurisdiction, Trace trace, Clock clock)
{
    private const int ShortestMatter = 4;
    private const int LongestMatter = 64;

    /// <param name="Purpose">A code of the closed list.</param>
    /// <param name="Matter">Number of the matter, for a statutory task.</param>
    /// <param name="Authorisation">A one-time code or the number of an authorisation, for everything else.</param>
    public sealed record Question(string? Scheme, string? Number, string? Purpose, string? Matter, string? Authorisation);

    public async Task<Result<PersonFile>> RunAsync(Question question, Caller caller, CancellationToken ct)
    {
        var read = subjects.Read(question.Scheme, question.Number);
        var purpose = jurisdiction.Law.Purposes.Find(question.Purpose?.Trim() ?? "", jurisdiction.Profile, clock.Today);
        List<Refusal> problems = [.. Problems(question, purpose, caller), .. read.Refusals];
        if (problems.Count > 0)
        {
            await TraceAsync(caller, question, purpose, null, null, LookResult.Denied, [], ct);
            return Result<PersonFile>.Refuse(problems);
        }

        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var subject = await subjects.FindAsync(connection, read.Value, ct);
        return purpose!.Kind == PurposeKind.Statutory
            ? await AnswerAsync(connection, question, read.Value, purpose, subject, TitleOf(caller, purpose), null, caller, ct)
            : await ByAuthorisationAsync(connection, question, read.Value, purpose, subject, caller, ct);
    }

    /// <summary>What for one may ask today, for forms and answers.</summary>
    public IEnumerable<QueryPurpose> Purposes => jurisdiction.Law.Purposes.InForce(jurisdiction.Profile, clock.Today);

    private static Audience TitleOf(Caller caller, QueryPurpose purpose) =>
        caller.Grants.Any(grant => grant is { Role: Role.Auditor, Region: null }) ? new Audience.Auditor() : new Audience.Government(purpose.Code);

    private async Task<Result<PersonFile>> ByAuthorisationAsync(
        NpgsqlConnection connection, Question question, GivenNumber given, QueryPurpose purpose, SubjectId? subject, Caller caller, CancellationToken ct)
    {
        if (await codes.MustWaitAsync(connection, caller.Actor.Organisation!, ct))
        {
            await TraceAsync(caller, question, purpose, subject, null, LookResult.Denied, [], ct);
            return Refusal.Conflict("persons.too-many-codes", "本单位一小时内输错授权码太多次，请一小时后再试，并请当事人重新取码。");
        }

        await using var transaction = await connection.BeginTransactionAsync(ct);
        var live = await authorisations.TakeAsync(transaction, subject, caller.Actor.Organisation!, question.Authorisation!, ct);
        if (live is null || live.Purpose != purpose.Code)
        {
            // The same for a wrong code, another's authorisation, one taken back, run out or used up, and for a stranger.
            await TraceAsync(caller, question, purpose, subject, null, LookResult.Denied, [], ct);
            return Refusal.Forbidden("persons.not-authorised",
                "没有可用的授权：授权码或授权编号不对、用途不符、已用完、已到期或已撤回。请当事人重新授权。");
        }

        var answer = await AnswerAsync(connection, question, given, purpose, subject, new Audience.Authorised(purpose.Code), live, caller, ct);
        await transaction.CommitAsync(ct);
        return answer;
    }

    private async Task<Result<PersonFile>> AnswerAsync(
        NpgsqlConnection connection, Question question, GivenNumber given, QueryPurpose purpose, SubjectId? subject, Audience audience,
        Authorisations.Live? authorisation, Caller caller, CancellationToken ct)
    {
        IReadOnlyList<ShownRecord> shown = subject is { } known
            ? await records.ReadAsync(connection, known, audience, numbers.AdultFrom(given.Scheme.Code, given.Number), authorisation?.Items ?? [], ct)
            : [];
        await TraceAsync(
            caller, question, purpose, subject, authorisation?.Id, shown.Count > 0 ? LookResult.Answered : LookResult.NothingFound, shown, ct);
        return new PersonFile(given.IsPersons ? NumberMask.Of(given.Number) : given.Number, purpose.Name, clock.Now, shown);
    }

    // A person's region is not kept: an auditor of one region has no reach over persons, only one of the whole installation.
    private static bool MayAsk(Caller caller, Permission permission) =>
        caller.MayEnter(permission) && caller.Holds(permission, new Target(caller.Actor.Organisation));

    private IEnumerable<Refusal> Problems(Question question, QueryPurpose? purpose, Caller caller)
    {
        if (!MayAsk(caller, Permission.ReadPersons) || (caller.Actor.Organisation is null && !caller.Roles.Contains(Role.Auditor)))
        {
            yield return Refusal.Forbidden("persons.no-right", "您的账户不能查询他人的非公开信用信息。");
        }

        if (purpose is null)
        {
            yield return Refusal.Invalid("persons.purpose-unknown",
                $"须写明查询用途，只能是：{string.Join("、", Purposes.Select(p => $"{p.Code} {p.Name}"))}。", "purpose");
        }
        else if (caller.OutOfPurpose(purpose.Code) is { } outOfPurpose)
        {
            yield return outOfPurpose;
        }
        else if (purpose.Kind == PurposeKind.Statutory)
        {
            if (!MayAsk(caller, Permission.ReadForTask))
            {
                yield return Refusal.Forbidden("persons.not-for-task", "为法定事项查询只限行政机关的经办人员；其他单位须有当事人授权。");
            }

            if (question.Matter?.Trim() is not { Length: >= ShortestMatter and <= LongestMatter })
            {
                yield return Refusal.Invalid("persons.no-matter",
                    $"须写明办理事项编号（{ShortestMatter} 至 {LongestMatter} 个字符，如受理号）；没有正在办理的事项，不能查询他人的信息。", "matter");
            }
        }
        else if (string.IsNullOrWhiteSpace(question.Authorisation) || caller.Actor.Organisation is null)
        {
            yield return Refusal.Invalid("persons.no-authorisation", "这一用途须有当事人授权，请填写授权码或授权编号。", "authorisation");
        }
    }

    private async Task TraceAsync(
        Caller caller, Question question, QueryPurpose? purpose, SubjectId? subject, Guid? authorisation, LookResult result,
        IReadOnlyList<ShownRecord> shown, CancellationToken ct)
    {
        await using var connection = subject is null ? null : await database.Owner.OpenConnectionAsync(ct);
        await trace.WriteAsync(
            new Look(LookKind.Read, subject, [.. shown.Select(r => r.Item).Distinct()], purpose?.Code ?? "", question.Matter, authorisation, result, shown.Count)
            {
                IsMatterDue = purpose?.Kind != PurposeKind.Authorised,
                SubjectRegion = subject is { } known ? await SubjectOfNumber.RegionAsync(connection!, known, ct) : null,
            }, caller, ct);
    }
}
