using Dapper;
using Xinheng.Model.Subjects;
using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.Subjects.Persons;

/// <summary>
/// Every day: who was under age and is no more. Only those are looked at, their numbers opened for it; what is kept is the
/// mark, because a date would tell the birthday.
/// </summary>
public sealed class ComingOfAge(Database database, KeyRing keys, PersonNumbers numbers)
{
    public const string Job = "subjects.coming-of-age";

    private sealed record Row(Guid Id, string Scheme, byte[] Content, int ContentVersion);

    public async Task<int> RunAsync(CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var minors = await connection.QueryAsync<Row>(new CommandDefinition(
            "select id, scheme, content, content_version as ContentVersion from subjects.person_number where minor", cancellationToken: ct));
        var grown = minors.Where(r => !numbers.IsMinor(r.Scheme, NumberKeys.Open(
            keys.Get(KeyPurpose.Persons, r.ContentVersion), new NumberToken(r.Id), r.Scheme, r.Content))).Select(r => r.Id).ToArray();
        return await connection.ExecuteAsync(new CommandDefinition(
            "update subjects.person_number set minor = false where id = any (@grown)", new { grown }, cancellationToken: ct));
    }

    public JobKind AsJob() => new(Job, (_, ct) => RunAsync(ct));
}
