using Dapper;
using Npgsql;
using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Model.Publication;
using Xinheng.Model.Subjects;
using Xinheng.Platform.Subjects.Persons;

namespace Xinheng.Platform.Publication.Papers;

/// <summary>Who holds a paper, as it is told from others: an organisation by its code, a person by the last four places of the number.</summary>
internal sealed record Holder(string Kind, string Name, string? Code, string? Tail)
{
    private const int Shown = 4;

    private sealed record Row(string Kind, string Name, string? Code, Guid? Number);

    public static readonly Refusal NotOwn = Refusal.Forbidden("publication.paper-not-own",
        "证明由本人取得，或由窗口工作人员凭本人证件代为取得。请用本人账户登录，或到窗口办理。");

    /// <summary>Whose paper it may be: the caller's own, or that of whoever showed a document to the clerk.</summary>
    public static SubjectId? Of(Caller caller, SubjectId? served) =>
        served is { } shown ? caller.May(Permission.ServeSubjects, caller.Actor.Organisation) ? shown : null
        : caller.Self is { } self && caller.May(Permission.OwnCases, new Target(Subject: self)) ? self
        : null;

    /// <summary>Null: nothing is kept about them.</summary>
    public static async Task<Holder?> FindAsync(NpgsqlConnection connection, PersonNumbers numbers, SubjectId subject, CancellationToken ct)
    {
        var row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition("""
            select s.kind, s.name, s.code,
                   (select n.id from subjects.person_number n where n.subject_id = s.id order by n.scheme <> 'resident-id', n.id limit 1) as Number
              from subjects.subject s where s.id = @Value
            """, subject, cancellationToken: ct));
        if (row is null)
        {
            return null;
        }

        var token = row.Number is { } id ? new NumberToken(id) : default;
        var number = row.Number is null ? null : (await numbers.ReadAsync(connection, [token], ct)).GetValueOrDefault(token);
        return new Holder(row.Kind, row.Name, row.Code, number is { Length: > 2 * Shown } ? number[^Shown..] : null);
    }

    public IEnumerable<PaperLine> Lines()
    {
        yield return new("持证人", Name.Length > 0 ? Name : "（在册无姓名，以证件号码为准）");
        if (Code is { } code)
        {
            yield return new("统一社会信用代码", code);
        }
        else if (Tail is { } tail)
        {
            yield return new("证件号码末四位", tail);
        }
    }
}
