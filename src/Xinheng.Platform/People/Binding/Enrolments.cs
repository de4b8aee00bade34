using System.Security.Cryptography;
using System.Text;
using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Platform.Journal;

namespace Xinheng.Platform.People.Binding;

/// <summary>Somebody who was proved and has yet to open an account.</summary>
/// <param name="Code">Unified code of the enterprise; null for a citizen.</param>
/// <param name="Holder">The enterprise's agent; null for a citizen.</param>
/// <param name="Paper">By what the agent acts; null for a citizen.</param>
public sealed record Enrolment(Guid Id, Role Role, SubjectId Subject, string? Code, Guid? Holder, string? Paper, string Method);

/// <summary>
/// The codes that are handed over. Each is good once, until it lapses or a newer one was made for the same person; it is
/// kept as a slow hash, because with the table alone ten characters could be tried in a day.
/// </summary>
public static class Enrolments
{
    private const int Rounds = 100_000;

    private static readonly byte[] Salt = Encoding.UTF8.GetBytes("xinheng.enrolment");

    private sealed record Row(Guid Id, string Role, Guid Subject, string? Code, Guid? Holder, string? Paper, string Method);

    internal static Task KeepAsync(Work work, Enrolment enrolment, string code, DateTimeOffset lapses, CancellationToken ct) => work.ExecuteAsync("""
        insert into people.enrolment (id, role, subject, code, holder, paper, method, organisation, secret, entry, proved_at, lapses_at)
        values (@Id, @role, @subject, @Code, @Holder, @Paper, @Method, @organisation, @secret, @entry, @At, @lapses)
        """, new
    {
        enrolment.Id, role = enrolment.Role.ToString(), subject = enrolment.Subject.Value, enrolment.Code, enrolment.Holder, enrolment.Paper,
        enrolment.Method, organisation = work.Actor.Organisation, secret = Hash(code), entry = work.Entry.Value, work.At, lapses,
    }, ct);

    /// <summary>What the code stands for, taken up by this act; null when it is none, was used, has lapsed or was followed by a newer one.</summary>
    internal static async Task<Enrolment?> TakeAsync(Work work, string code, CancellationToken ct) => await work.FindAsync<Row>("""
        update people.enrolment e set used_in = @entry
         where e.secret = @secret and e.used_in is null and e.lapses_at > @At
           and not exists (select from people.enrolment n
                            where n.subject = e.subject and n.role = e.role and n.holder is not distinct from e.holder and n.proved_at > e.proved_at)
        returning e.id, e.role, e.subject, e.code, e.holder, e.paper, e.method
        """, new { secret = Hash(code), entry = work.Entry.Value, work.At }, ct) is { } row
            ? new Enrolment(row.Id, Enum.Parse<Role>(row.Role), new SubjectId(row.Subject), row.Code, row.Holder, row.Paper, row.Method)
            : null;

    private static byte[] Hash(string code) => Rfc2898DeriveBytes.Pbkdf2(code, Salt, Rounds, HashAlgorithmName.SHA256, 32);
}
