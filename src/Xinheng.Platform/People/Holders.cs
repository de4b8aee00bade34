using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Xinheng.Model.Foundation;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Journal;

namespace Xinheng.Platform.People;

/// <summary>The person behind an account, as the one who opens it saw on a document. The number itself is not kept.</summary>
/// <param name="Name">As the person is called in the office.</param>
/// <param name="IdNumber">Of the identity document, already checked by its own arithmetic.</param>
public sealed record AccountHolder(string Name, string IdNumber);

/// <summary>
/// Knows the persons behind accounts by keyed hash. The key lies outside the database: with the table alone nobody finds
/// out whose number it is, or tries numbers.
/// </summary>
public sealed class Holders(KeyRing keys, Clock clock)
{
    /// <summary>The person's id; made now when no account of theirs was opened before.</summary>
    internal async Task<Guid> OfAsync(Work work, AccountHolder holder, CancellationToken ct)
    {
        if (await FindAsync(work, holder.IdNumber, ct) is { } known)
        {
            return known;
        }

        var current = keys.Current(KeyPurpose.Staff).Version;
        return await work.FindAsync<Guid>("""
            insert into people.holder (id, lookup, key_version, name, entry) values (@id, @lookup, @current, @Name, @entry)
                on conflict (lookup, key_version) do update set lookup = excluded.lookup
            returning id
            """, new { id = clock.NewId(), lookup = Hash(current, holder.IdNumber), current, holder.Name, entry = work.Entry.Value }, ct);
    }

    /// <summary>The person's id; null when no account of theirs was ever opened.</summary>
    internal async Task<Guid?> FindAsync(Work work, string idNumber, CancellationToken ct)
    {
        // An older key's hash finds who was met before the key was changed.
        foreach (var version in keys.Versions(KeyPurpose.Staff).Reverse())
        {
            if (await work.FindAsync<Guid?>("select id from people.holder where lookup = @lookup and key_version = @version",
                new { lookup = Hash(version, idNumber), version }, ct) is { } known)
            {
                return known;
            }
        }

        return null;
    }

    internal static Task<bool> IsBehindAsync(Work work, Guid person, AccountId account, CancellationToken ct) => work.FindAsync<bool>(
        "select exists (select from people.account where id = @account and holder = @person)", new { account = account.Value, person }, ct);

    /// <summary>Whether the person has an account that lives and is no subject's.</summary>
    internal static Task<bool> HasStaffAccountAsync(Work work, Guid person, CancellationToken ct) => work.FindAsync<bool>("""
        select exists (select from people.account a
                        where a.holder = @person and a.ended_in is null
                          and not exists (select from people.subject_binding b where b.account = a.id))
        """, new { person }, ct);

    /// <summary>Whether the same person stands behind the account and behind one of those who did something before.</summary>
    /// <param name="identities">As <see cref="Model.Journal.Actor.Identity"/> writes them.</param>
    public static async Task<bool> IsSameAsAnyAsync(Work work, AccountId account, IEnumerable<string> identities, CancellationToken ct) =>
        await work.FindAsync<bool>("""
            select exists (select from people.account mine
                             join people.account theirs on theirs.holder = mine.holder or theirs.id = mine.id
                            where mine.id = @account and 'Staff:' || theirs.id = any (@identities))
            """, new { account = account.Value, identities = identities.ToArray() }, ct);

    /// <summary>No number is kept to hash anew: a version that somebody is known by has to stay.</summary>
    internal static KeyUse Use() => new(KeyPurpose.Staff, "账户使用人", (work, version, ct) =>
        work.FindAsync<long>("select count(*) from people.holder where key_version = @version", new { version }, ct));

    public static Refusal? Check(AccountHolder holder) => holder.Name.Trim().Length is >= 2 and <= 40
        ? null
        : Refusal.Invalid("people.holder-name", "使用人姓名为 2 到 40 个字。", "holder");

    private string Hash(int version, string number) => Convert.ToHexStringLower(HMACSHA256.HashData(
        keys.Get(KeyPurpose.Staff, version).Bytes, Encoding.UTF8.GetBytes(number.Trim().ToUpper(CultureInfo.InvariantCulture))));
}
