using System.Security.Cryptography;
using Xinheng.Model.Foundation;
using Xinheng.Model.Subjects;
using Xinheng.Platform.Journal;
using Xinheng.Platform.Subjects.Persons;

namespace Xinheng.Platform.Subjects.Proofing;

/// <summary>Finds the file of whoever was proved; a citizen without one gets one, an enterprise must be on file.</summary>
public sealed class KnownSubjects(PersonNumbers numbers, SubjectRegister register)
{
    private const string Scheme = "resident-id";

    private sealed record Named(Guid Id, string Name);

    /// <summary>The citizen's subject, registered now when there is none. Null: on file under another name.</summary>
    internal async Task<(SubjectId Subject, bool IsNew)?> CitizenAsync(Work work, CheckedClaim claim, CancellationToken ct)
    {
        await PersonNumbers.HoldAsync(work, ct);
        var key = (Scheme, claim.Number);
        var found = (await numbers.FindAsync(work.Connection, [key], ct)).GetValueOrDefault(key);
        if (found is null)
        {
            await PersonNumbers.AddAsync(work, [numbers.Seal(new NumberToken(new Guid(RandomNumberGenerator.GetBytes(16))), Scheme, claim.Number)], ct);
            found = (await numbers.FindAsync(work.Connection, [key], ct))[key];
        }

        if (found.Subject is not { } subject)
        {
            var reference = new SubjectReference(SubjectKind.NaturalPerson, Scheme, found.Token.ToString(), "", claim.Name);
            return ((await register.CreateAsync(work, [reference], ct))[(reference.Scheme, reference.Lookup)], true);
        }

        var named = await work.FindAsync<Named>("select id, name from subjects.subject where id = @Value", subject, ct);
        return named is { Name: { Length: > 0 } name } && SubjectName.Normal(name) != SubjectName.Normal(claim.Name) ? null : (subject, false);
    }

    /// <summary>The enterprise's subject; null where none of that code bears that name, now or before.</summary>
    internal static async Task<SubjectId?> EnterpriseAsync(Work work, string code, string name, CancellationToken ct) => await work.FindAsync<Guid?>("""
        select i.subject_id from subjects.identifier i
         where i.lookup = @code and i.scheme = 'uscc'
           and exists (select from subjects.name n where n.subject_id = i.subject_id and n.normal = @normal)
        """, new { code, normal = SubjectName.Normal(name) }, ct) is { } subject ? new SubjectId(subject) : null;
}
