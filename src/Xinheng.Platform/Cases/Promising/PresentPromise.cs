using Dapper;
using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Model.People.Tracing;
using Xinheng.Model.Subjects.Identifiers;
using Xinheng.Platform.Collection;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Law;
using Xinheng.Platform.People.Tracing;
using Xinheng.Platform.Subjects.Persons;

namespace Xinheng.Platform.Cases.Promising;

/// <summary>Whether a subject has promised, and the promise holds today.</summary>
/// <param name="Present">False: none, taken back, run out or found broken; which of them is not said.</param>
public sealed record PromisePresence(bool Present, Guid? Id, string? Number, string Template, DateOnly? Since, DateOnly? Until)
{
    public static PromisePresence None(string template) => new(false, null, null, template, null, null);
}

/// <summary>
/// 承诺在不在、有没有效: what an approval system asks while somebody waits at its counter, of promises of whatever openness and of persons
/// too. For a statutory task with its matter, and traced like every look at what is not public.
/// </summary>
public sealed class PresentPromise(Database database, PersonNumbers numbers, Jurisdiction jurisdiction, Trace trace, Clock clock)
{
    private const string Purpose = "approval";
    private const int ShortestMatter = 4;
    private const int LongestMatter = 64;

    /// <param name="Scheme">resident-id where none is named; uscc for an organisation.</param>
    /// <param name="Matter">Number of the matter it is asked for.</param>
    public sealed record Question(string? Scheme, string? Number, string? Template, string? Matter);

    private sealed record Row(Guid Id, string Number, string Template, DateOnly Since, DateOnly? Until);

    public async Task<Result<PromisePresence>> RunAsync(Question question, Caller caller, CancellationToken ct)
    {
        var problems = Problems(question, caller, out var number).ToList();
        if (problems.Count > 0)
        {
            await TraceAsync(null, question, LookResult.Denied, caller, ct);
            return Result<PromisePresence>.Refuse(problems);
        }

        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var scheme = SchemeOf(question)!;
        var person = scheme.IsPersonal
            ? (await numbers.FindAsync(connection, [(scheme.Code, number)], ct)).Values.FirstOrDefault()?.Subject?.Value ?? Guid.Empty
            : (Guid?)null;
        var row = await connection.QueryFirstOrDefaultAsync<Row>(new CommandDefinition($"""
            select p.id, p.number, p.template, p.signed_on as Since, p.valid_until as Until
              from cases.promise p
             where {(person is null ? "p.subject_code = @number" : "p.subject_id = @person")} and p.template = @Template
               and p.state not in ('broken', 'withdrawn') and (p.valid_until is null or p.valid_until >= @today)
             order by p.signed_at desc limit 1
            """, new { number, person, question.Template, today = clock.Today }, cancellationToken: ct));
        await TraceAsync(person is { } known && known != Guid.Empty ? new SubjectId(known) : null, question,
            row is null ? LookResult.NothingFound : LookResult.Answered, caller, ct);
        return row is null ? PromisePresence.None(question.Template!) : new PromisePresence(true, row.Id, row.Number, row.Template, row.Since, row.Until);
    }

    private IEnumerable<Refusal> Problems(Question question, Caller caller, out string number)
    {
        number = "";
        List<Refusal> problems = [];
        if (!caller.MayEnter(Permission.ReadForTask) || !caller.Holds(Permission.ReadForTask, new Target(caller.Actor.Organisation)))
        {
            problems.Add(Refusal.Forbidden("cases.promise-not-for-task", "为法定事项查询承诺只限行政机关的经办人员和审批系统。"));
        }
        else if (caller.OutOfPurpose(Purpose) is { } outOfPurpose)
        {
            problems.Add(outOfPurpose);
        }

        if (question.Matter?.Trim() is not { Length: >= ShortestMatter and <= LongestMatter })
        {
            problems.Add(Refusal.Invalid("cases.promise-no-matter", $"须写明办理事项编号（{ShortestMatter} 至 {LongestMatter} 个字符，如受理号）。", "matter"));
        }

        if (string.IsNullOrWhiteSpace(question.Template))
        {
            problems.Add(Refusal.Invalid("cases.promise-no-template", "请写明承诺书模板编号（template），可在公开的承诺清单里查到。", "template"));
        }

        var scheme = SchemeOf(question);
        var check = scheme?.Check(question.Number, IdentifierContext.Of(clock.Today, jurisdiction.Law, jurisdiction.Profile));
        if (check is not { IsValid: true } valid)
        {
            problems.Add(Refusal.Invalid("cases.promise-number", "证件种类或号码不对。scheme 写 resident-id、passport 等或 uscc，number 写完整的号码。", "number"));
        }
        else
        {
            number = valid.Normalised;
        }

        return problems;
    }

    private static IdentifierScheme? SchemeOf(Question question) =>
        IdentifierScheme.Find(question.Scheme is { Length: > 0 } scheme ? scheme : IdentifierScheme.ResidentId.Code) is { } found
            && (found.IsPersonal || found == IdentifierScheme.Uscc) ? found : null;

    private Task TraceAsync(SubjectId? subject, Question question, LookResult result, Caller caller, CancellationToken ct) => trace.WriteAsync(
        new Look(LookKind.Read, subject, [PromiseOnFile.Promise], Purpose, question.Matter, null, result, result == LookResult.Answered ? 1 : 0), caller, ct);
}
