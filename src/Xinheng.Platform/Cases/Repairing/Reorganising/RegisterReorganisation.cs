using Dapper;
using Xinheng.Model.Cases.Repairing;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Model.Procedures;
using Xinheng.Model.Records;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Law;
using Xinheng.Platform.Procedures;
using Xinheng.Platform.Records.Moving;
using Xinheng.Platform.Subjects;

namespace Xinheng.Platform.Cases.Repairing.Reorganising;

/// <summary>
/// The court approved a plan: on its document a determining body hides what it determined, or the credit centre what all bodies of its
/// region did, at once and for as long as the plan runs. Basis: Order 36 of 2025 (V-); 深圳经济特区社会信用条例 84 (V).
/// </summary>
public sealed class RegisterReorganisation(
    Journal.Journal journal, Database database, CaseFiles cases, CaseDocuments documents, Standings standings, FindSubject subjects, Clock clock)
{
    private const int LongestName = 128;

    /// <param name="Code">Unified code of the debtor.</param>
    /// <param name="Settlement">和解 instead of 重整.</param>
    /// <param name="Evidence">The ruling itself, kept already; discarded where it is refused.</param>
    public sealed record Command(
        string Code, bool Settlement, string Court, string Ruling, DateOnly? RuledOn, DateOnly? EndsOn, IReadOnlyList<CaseDocuments.Kept> Evidence);

    public sealed record Registered(CaseId Case, string Number, string Body, int Records);

    private sealed record Adverse(Guid Id, string Item, string Body, string? Region);

    /// <summary>One case for each body whose records it hides.</summary>
    public async Task<Result<IReadOnlyList<Registered>>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        var registered = await RegisterAsync(command, caller, ct);
        if (registered.IsRefused)
        {
            documents.Discard(command.Evidence);
        }

        return registered;
    }

    private async Task<Result<IReadOnlyList<Registered>>> RegisterAsync(Command command, Caller caller, CancellationToken ct)
    {
        var isBody = caller.MayEnter(Permission.DecideCases);
        if (!isBody && !caller.MayEnter(Permission.HandleCases))
        {
            return Refusal.Forbidden("cases.reorganisation-not-yours", "法院裁定由认定机关的审核员或信用中心登记。");
        }

        if (Problems(command).ToList() is { Count: > 0 } problems)
        {
            return Result<IReadOnlyList<Registered>>.Refuse(problems);
        }

        if (await subjects.ByNumberAsync(command.Code, ct) is not { } subject)
        {
            return Refusal.NotFound("cases.reorganisation-no-subject", "没有找到这个统一社会信用代码的主体，请对照裁定核对。");
        }

        var bodies = (await AdverseAsync(subject, command.RuledOn!.Value, ct))
            .Where(record => RepairTrack.Of(record.Item).IsHere)
            .Where(record => isBody ? record.Body == caller.Actor.Organisation : caller.May(Permission.HandleCases, new Target(record.Body, record.Region)))
            .GroupBy(record => (record.Body, record.Region)).ToList();
        if (bodies.Count == 0)
        {
            return Refusal.Conflict("cases.reorganisation-nothing", isBody
                ? "本单位没有认定过这个主体在裁定日以前的、仍在使用的失信信息，没有可以屏蔽的。"
                : "这个主体在裁定日以前没有仍在使用的失信信息，没有可以屏蔽的。");
        }

        List<Registered> done = [];
        foreach (var body in bodies)
        {
            var one = await RegisterAsync(command, subject, body.Key.Body, body.Key.Region, [.. body.Select(r => new RecordId(r.Id))], isBody, done.Count == 0, caller, ct);
            if (one.TryGet(out var registered))
            {
                done.Add(registered);
            }
            else if (done.Count == 0 && body.Key == bodies[^1].Key)
            {
                return Result<IReadOnlyList<Registered>>.Refuse(one.Refusals);
            }
        }

        return done;
    }

    private async Task<Result<Registered>> RegisterAsync(
        Command command, SubjectId subject, string body, string? region, IReadOnlyList<RecordId> records, bool isBody, bool isFirst, Caller caller, CancellationToken ct)
    {
        await using var work = await journal.OpenAsync(caller.Actor, Power.RegisterReorganisation, ct);
        var step = isBody ? ReorganisationProcedure.Register : ReorganisationProcedure.RegisterCentrally;
        var opened = await cases.OpenAsync(work, new CaseFiles.Opening(ReorganisationProcedure.Table, step, subject, $"{subject} {body}")
        {
            About = null, Body = body, Region = region, FiledBy = FiledBy.Body,
        }, caller, ct);
        if (!opened.TryGet(out var hand))
        {
            return Result<Registered>.Refuse(opened.Refusals);
        }

        var taken = (await standings.TakeAsync(work, records, ct)).Where(record => record.Standing.State == RecordState.Current).ToList();
        if (taken.Count == 0)
        {
            return Refusal.Conflict("cases.reorganisation-moved", "这些记录刚刚已经撤下、修复或屏蔽，请刷新后再看。");
        }

        var (court, ruling) = (Text.Collapse(command.Court), Text.Collapse(command.Ruling));
        var tree = await Standings.ReviseAsync([.. taken.Select(record => (record, record.Standing.Shield($"{court} {ruling}（{hand.File.Number}）")))], ct);
        await work.ExecuteAsync("""
            insert into cases.reorganisation (case_id, kind, court, ruling, ruled_on, ends_on, entry) values (@id, @kind, @court, @ruling, @RuledOn, @EndsOn, @entry);
            insert into cases.reorganised (case_id, record_id) select @id, record_id from unnest(@records) as t (record_id)
            """, new
        {
            id = hand.File.Id.Value, kind = Kind(command), court, ruling, command.RuledOn, command.EndsOn, entry = work.Entry.Value,
            records = taken.Select(record => record.Id.Value).ToArray(),
        }, ct);
        await documents.AttachAsync(hand, isBody ? Party.Body : Party.Platform, command.Evidence, ct, isFiled: !isFirst);
        await hand.TellAsync(body, $"{hand.File.Number}：法院已裁定批准重整（和解）计划，相关失信信息暂时屏蔽；计划执行完毕后由本单位决定修复。", ct);
        await hand.TellSubjectAsync($"{hand.File.Number}：依法院裁定，{taken.Count} 条失信信息在计划执行期间暂时屏蔽，由此采取的措施暂时解除。", ct);
        await hand.CommitAsync(new
        {
            kind = Kind(command), court, ruling, ruledOn = command.RuledOn, endsOn = command.EndsOn, records = taken.Select(record => record.Id.Value),
        }, ct, tree);
        return new Registered(hand.File.Id, hand.File.Number, body, taken.Count);
    }

    private IEnumerable<Refusal> Problems(Command command)
    {
        if (Text.Collapse(command.Court) is not { Length: > 0 and <= LongestName } court || Text.HasControls(court))
        {
            yield return Refusal.Invalid("cases.reorganisation-court", "请填写作出裁定的人民法院全称。", "court");
        }

        if (Text.Collapse(command.Ruling) is not { Length: > 0 and <= LongestName } ruling || Text.HasControls(ruling) || Text.HoldsPersonsNumber(ruling))
        {
            yield return Refusal.Invalid("cases.reorganisation-ruling", "请填写裁定书文号，如（2026）示例破1号。", "ruling");
        }

        if (command.RuledOn is not { } ruled || ruled > clock.Today)
        {
            yield return Refusal.Invalid("cases.reorganisation-day", "请填写裁定日期，不晚于今天。", "ruledOn");
        }

        if (command.EndsOn <= clock.Today)
        {
            yield return Refusal.Invalid("cases.reorganisation-ends", "计划执行期限应在今天以后；裁定没有写明的留空。", "endsOn");
        }

        if (command.Evidence.Count == 0)
        {
            yield return Refusal.Invalid("cases.reorganisation-no-ruling", "请附上法院的裁定书。", "documents");
        }
    }

    private async Task<IReadOnlyList<Adverse>> AdverseAsync(SubjectId subject, DateOnly ruledOn, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return [.. await connection.QueryAsync<Adverse>(new CommandDefinition("""
            select r.record_id as Id, r.item, coalesce(r.authority, r.provider) as Body, o.region
              from records.record r
              left join people.organisation o on o.code = coalesce(r.authority, r.provider)
             where r.subject_id = @subject and r.nature = 'adverse' and r.state = 'current' and r.decided_on <= @ruledOn
             order by r.record_id
            """, new { subject = subject.Value, ruledOn }, cancellationToken: ct))];
    }

    private static string Kind(Command command) => command.Settlement ? "settlement" : "reorganisation";
}
