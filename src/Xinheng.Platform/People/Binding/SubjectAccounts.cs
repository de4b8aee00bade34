using System.Security.Cryptography;
using System.Text;
using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Journal;
using Xinheng.Platform.People.SigningIn;

namespace Xinheng.Platform.People.Binding;

/// <summary>Opens the account of a citizen or an enterprise's agent and binds it to the one file that is theirs.</summary>
public sealed class SubjectAccounts(Clock clock)
{
    /// <summary>What the log says of it: whose account it is stands there as a salted commitment only.</summary>
    internal sealed record Opened(Guid Account, Role Role, string? Code, string Commitment, string Password, IReadOnlyList<Guid> Replaced);

    /// <summary>Null when the name is taken.</summary>
    internal async Task<Opened?> OpenAsync(Work work, Enrolment enrolment, AccountId account, string name, string password, CancellationToken ct)
    {
        var hash = PasswordHash.Of(password);
        var rows = await work.ExecuteAsync("""
            insert into people.account (id, name, organisation, holder, password, password_entry, stamp, entry, created_at)
            values (@id, @name, null, @Holder, @hash, @entry, @stamp, @entry, @At)
                on conflict (name) do nothing
            """, new
        {
            id = account.Value, name, enrolment.Holder, hash, stamp = clock.NewId(), entry = work.Entry.Value, work.At,
        }, ct);
        if (rows == 0)
        {
            return null;
        }

        // Whoever lost a password proves themselves again: the account of before is over.
        var replaced = await work.ListAsync<Guid>("""
            update people.account a set ended_at = @At, ended_in = @entry, stamp = @stamp
              from people.subject_binding b
             where b.account = a.id and a.ended_in is null and b.subject = @subject and b.role = @role and a.holder is not distinct from @Holder
            returning a.id
            """, new
        {
            work.At, entry = work.Entry.Value, stamp = clock.NewId(), subject = enrolment.Subject.Value, role = enrolment.Role.ToString(), enrolment.Holder,
        }, ct);
        var salt = RandomNumberGenerator.GetBytes(16);
        await work.ExecuteAsync("""
            insert into people.subject_binding (account, role, subject, code, enrolment, salt, entry, bound_at)
            values (@account, @role, @subject, @Code, @Id, @salt, @entry, @At);
            update people.session set ended_at = @At where account = any (@replaced) and ended_at is null
            """, new
        {
            account = account.Value, role = enrolment.Role.ToString(), subject = enrolment.Subject.Value, enrolment.Code, enrolment.Id, salt,
            entry = work.Entry.Value, work.At, replaced = replaced.ToArray(),
        }, ct);
        return new Opened(account.Value, enrolment.Role, enrolment.Code, Commit(salt, account.Value, enrolment.Subject.Value), PasswordHash.Digest(hash), replaced);
    }

    internal static string Commit(byte[] salt, Guid account, Guid subject) =>
        Convert.ToHexStringLower(SHA256.HashData([.. salt, .. Encoding.UTF8.GetBytes($"{account}|{subject}")]));
}
