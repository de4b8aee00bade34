using Microsoft.AspNetCore.Identity;
using Xinheng.Model.Foundation;
using Xinheng.Platform.People;
using Xinheng.Platform.People.SigningIn;

namespace Xinheng.Web.Hosting.SigningIn;

/// <summary>An account as ASP.NET Core Identity's passkeys know it.</summary>
public sealed record PasskeyOwner(string Id, string Name);

/// <summary>
/// Our accounts and passkeys as Identity reads them while it checks what a device signed. It only reads: accounts and
/// passkeys come and go by acts of the platform, with their entries in the journal.
/// </summary>
public sealed class PasskeyStore(Accounts accounts, Passkeys passkeys) : IUserPasskeyStore<PasskeyOwner>
{
    public static UserPasskeyInfo Written(Passkey one) => new(
        one.Credential, one.PublicKey, new DateTimeOffset(one.CreatedAt, TimeSpan.Zero), (uint)one.SignCount, one.Transports.Split(' ', StringSplitOptions.RemoveEmptyEntries),
        isUserVerified: true, one.BackupEligible, one.BackedUp, attestationObject: [], clientDataJson: [])
    { Name = one.Name };

    public async Task<PasskeyOwner?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        Guid.TryParse(userId, out var id) && await accounts.OfAsync(new AccountId(id), cancellationToken) is { } caller
            ? new PasskeyOwner(userId, caller.Actor.Name)
            : null;

    public async Task<PasskeyOwner?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken) =>
        await passkeys.FindAsync(credentialId, cancellationToken) is { } one
            ? await FindByIdAsync(one.Account.ToString("N"), cancellationToken)
            : null;

    public async Task<UserPasskeyInfo?> FindPasskeyAsync(PasskeyOwner user, byte[] credentialId, CancellationToken cancellationToken) =>
        await passkeys.FindAsync(credentialId, cancellationToken) is { } one && one.Account == Guid.Parse(user.Id) ? Written(one) : null;

    public async Task<IList<UserPasskeyInfo>> GetPasskeysAsync(PasskeyOwner user, CancellationToken cancellationToken) =>
        [.. (await passkeys.OfAsync(new AccountId(Guid.Parse(user.Id)), cancellationToken)).Select(Written)];

    public Task<string> GetUserIdAsync(PasskeyOwner user, CancellationToken cancellationToken) => Task.FromResult(user.Id);

    public Task<string?> GetUserNameAsync(PasskeyOwner user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Name);

    public Task<string?> GetNormalizedUserNameAsync(PasskeyOwner user, CancellationToken cancellationToken) => GetUserNameAsync(user, cancellationToken);

    public Task<PasskeyOwner?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) => throw ByAct();

    public Task AddOrUpdatePasskeyAsync(PasskeyOwner user, UserPasskeyInfo passkey, CancellationToken cancellationToken) => throw ByAct();

    public Task RemovePasskeyAsync(PasskeyOwner user, byte[] credentialId, CancellationToken cancellationToken) => throw ByAct();

    public Task<IdentityResult> CreateAsync(PasskeyOwner user, CancellationToken cancellationToken) => throw ByAct();

    public Task<IdentityResult> UpdateAsync(PasskeyOwner user, CancellationToken cancellationToken) => throw ByAct();

    public Task<IdentityResult> DeleteAsync(PasskeyOwner user, CancellationToken cancellationToken) => throw ByAct();

    public Task SetUserNameAsync(PasskeyOwner user, string? userName, CancellationToken cancellationToken) => throw ByAct();

    public Task SetNormalizedUserNameAsync(PasskeyOwner user, string? normalizedName, CancellationToken cancellationToken) => throw ByAct();

    public void Dispose()
    {
    }

    private static NotSupportedException ByAct() => new("Accounts and passkeys come and go by acts of the platform.");
}
