using Dapper;
using Xinheng.Model.Foundation;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Subjects;

namespace Xinheng.Platform.Cases.Rectifying;

/// <summary>
/// 谁认定、谁约谈: a body orders and calls by its own findings; where it goes by a record, the record must be its own. Whom it concerns
/// is found by that record or by the unified code.
/// </summary>
public sealed class WhomItConcerns(FindSubject find)
{
    /// <summary>By one of the two; a person only by a record of the body's own, so that no number has to be typed.</summary>
    public sealed record Given(RecordId? Record, string Code);

    private sealed record Row(Guid SubjectId, string Body);

    internal async Task<Result<SubjectId>> FindAsync(Given given, string body, Database database, CancellationToken ct)
    {
        if (given.Record is { } record)
        {
            await using var connection = await database.Owner.OpenConnectionAsync(ct);
            var row = await connection.QueryFirstOrDefaultAsync<Row>(new CommandDefinition(
                "select subject_id as SubjectId, coalesce(authority, provider) as Body from records.record where record_id = @Value", record, cancellationToken: ct));
            return row is null ? Refusal.NotFound("cases.correction.no-record", "没有这条记录，请核对编号。")
                : row.Body != body ? Refusal.Forbidden("cases.correction.others-record", "这条记录不是本单位认定的。谁认定、谁约谈：请由作出认定的单位办理。")
                : new SubjectId(row.SubjectId);
        }

        return given.Code.Length == 18 && await find.ByNumberAsync(given.Code, ct) is { } subject
            && (await find.NamesAsync([subject], ct)).TryGetValue(subject, out var known) && known.Name is not null
            ? subject
            : Refusal.Invalid("cases.correction.no-subject", "没有查到这个统一社会信用代码。单位请写 18 位代码；自然人请从本单位认定的记录办理。", "code");
    }
}
