using Dapper;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Model.People.Tracing;
using Xinheng.Model.Subjects;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.People.Tracing;
using Xinheng.Platform.Subjects.Persons;

namespace Xinheng.Platform.Disclosure.Persons;

/// <summary>
/// Shows one number in clear: to a reviewer of the body that handed the record in, who has to settle whether it is about the one
/// who objects or about a namesake (此人非彼人). Nobody else needs more than the mask. Basis: 个人信息保护法 28 (V).
/// </summary>
public sealed class RevealIdentifier(Journal.Journal journal, Database database, PersonNumbers numbers, Trace trace)
{
    private const int ShortestText = 4;

    /// <param name="Field">Code of the field that holds the number.</param>
    /// <param name="Matter">Number of the objection.</param>
    public sealed record Command(RecordId Record, string Field, string Reason, string Matter);

    private sealed record Row(Guid Subject, string Item, string Provider, string? Value);

    public async Task<Result<string>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        var row = await FindAsync(command, ct);
        var isTheirs = row is not null && caller.May(Permission.RevealIdentifier, row.Provider);
        NumberToken.TryRead(row?.Value, out var token);
        var refusals = Problems(command, caller, isTheirs && token != default).ToList();
        var look = new Look(
            LookKind.Reveal, isTheirs ? new SubjectId(row!.Subject) : null, isTheirs ? [row!.Item] : [], command.Reason, command.Matter, null,
            refusals.Count > 0 ? LookResult.Denied : LookResult.Answered, refusals.Count > 0 ? 0 : 1);
        if (refusals.Count > 0)
        {
            await trace.WriteAsync(look, caller, ct);
            return Result<string>.Refuse(refusals);
        }

        await using var work = await journal.OpenAsync(caller.Actor, Power.RevealIdentifier, ct);
        var number = (await numbers.ReadAsync(work.Connection, [token], ct))[token];
        work.Tell(new { record = command.Record.Value, field = command.Field });
        await trace.WriteAsync(look, caller, ct);
        await work.CommitAsync(ct);
        return number;
    }

    private async Task<Row?> FindAsync(Command command, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition("""
            select r.subject_id as Subject, r.item, r.provider, v.closed ->> @Field as Value
              from records.record r
              join records.revision v on (v.subject_id, v.record_id, v.no) = (r.subject_id, r.record_id, r.revision)
             where r.record_id = @record
            """, new { command.Field, record = command.Record.Value }, cancellationToken: ct));
    }

    private static IEnumerable<Refusal> Problems(Command command, Caller caller, bool isThere)
    {
        if (!caller.MayEnter(Permission.RevealIdentifier))
        {
            yield return Refusal.Forbidden("persons.may-not-reveal", "证件号码只向办理身份异议的审核员揭示，其他人员只看到遮盖后的号码。");
        }
        else if (!isThere)
        {
            yield return Refusal.NotFound("persons.nothing-to-reveal", "没有找到本单位报送的这条记录，或这一项不是证件号码。");
        }

        if (command.Reason.Trim().Length < ShortestText || command.Matter.Trim().Length < ShortestText)
        {
            yield return Refusal.Invalid("persons.reveal-why", "揭示证件号码须写明理由和异议编号，各不少于 4 个字符。", "matter");
        }
    }
}
