using System.Net;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Xinheng.Model.Foundation;
using Xinheng.Platform.People.SigningIn;

namespace Xinheng.Web.Hosting.SigningIn;

/// <summary>
/// Passkeys at the door: asks devices, and has ASP.NET Core Identity check what they answer (WebAuthn). What was asked
/// travels sealed in the form and is answered once.
/// </summary>
public sealed class PasskeyDesk(
    IPasskeyHandler<PasskeyOwner> checks, PasskeyStore owners, Passkeys passkeys, IDataProtectionProvider protection)
{
    private const int LongestAnswer = 16 * 1024;
    private static readonly TimeSpan Lives = TimeSpan.FromMinutes(10);

    private static readonly Refusal Late = Refusal.Invalid("people.passkey-late", "等待的时间太长，这次验证已经失效。请再试一次。");

    /// <param name="Options">What the browser is told, as JSON.</param>
    /// <param name="State">The same for us, sealed.</param>
    public sealed record Asked(string Options, string State);

    public static void Add(IServiceCollection services, WebSettings settings)
    {
        services.AddIdentityCore<PasskeyOwner>();
        services.AddScoped<PasskeyStore>();
        services.AddScoped<IUserStore<PasskeyOwner>>(provider => provider.GetRequiredService<PasskeyStore>());
        services.AddScoped<IPasskeyHandler<PasskeyOwner>, PasskeyHandler<PasskeyOwner>>();
        services.AddScoped<PasskeyDesk>();
        services.Configure<IdentityPasskeyOptions>(options =>
        {
            options.ServerDomain = settings.PublicUrl is { Length: > 0 } url ? new Uri(url).Host : null;   // null: the host asked for
            options.UserVerificationRequirement = "required";   // unlocking the device is the second factor
            options.ResidentKeyRequirement = "required";        // or nobody could sign in without saying who they are
            options.AttestationConveyancePreference = "none";
            options.ValidateOrigin = asked => ValueTask.FromResult(!asked.CrossOrigin && asked.Origin == OriginOf(asked.HttpContext, settings));
        });
    }

    /// <summary>Browsers make passkeys for names, not for addresses of machines.</summary>
    public static bool Works(HttpContext http) => !IPAddress.TryParse(http.Request.Host.Host.Trim('[', ']'), out _);

    /// <summary>Asks for an existing passkey: that account's, or anybody's.</summary>
    public async Task<Asked> AskAsync(AccountId? account, HttpContext http)
    {
        var owner = account is { } id ? await owners.FindByIdAsync(Id(id), http.RequestAborted) : null;
        var made = await checks.MakeRequestOptionsAsync(owner, http);
        return new Asked(made.RequestOptionsJson, Sealer("get", account).Protect(made.AssertionState ?? "", Lives));
    }

    /// <summary>Offers to make a new one.</summary>
    public async Task<Asked?> OfferAsync(AccountId account, HttpContext http)
    {
        if (await owners.FindByIdAsync(Id(account), http.RequestAborted) is not { } owner)
        {
            return null;
        }

        var made = await checks.MakeCreationOptionsAsync(new() { Id = owner.Id, Name = owner.Name, DisplayName = owner.Name }, http);
        return new Asked(made.CreationOptionsJson, Sealer("create", account).Protect(made.AttestationState ?? "", Lives));
    }

    /// <summary>Whose passkey answered; of that account only, where one is given.</summary>
    public async Task<Result<SignIn.SignedIn>> ProveAsync(string state, string answer, AccountId? account, HttpContext http, CancellationToken ct)
    {
        if (Opened("get", account, state) is not { } asked)
        {
            return Late;
        }

        var checkedAnswer = answer.Length is > 0 and <= LongestAnswer
            ? await checks.PerformAssertionAsync(new() { HttpContext = http, CredentialJson = answer, AssertionState = asked })
            : null;
        if (checkedAnswer is not { Succeeded: true, Passkey: { } one } || (account is { } must && Id(must) != checkedAnswer.User.Id))
        {
            return Refusal.Forbidden("people.passkey-refused", "通行密钥没有通过验证。请再试一次，或用账户名和口令登录。");
        }

        return await passkeys.ProvedAsync(one.CredentialId, one.SignCount, one.IsBackedUp, asked, Lives, ct);
    }

    /// <summary>The new passkey that the device made, checked.</summary>
    public async Task<Result<AddPasskey.Command>> ReadNewAsync(string state, string answer, string? name, AccountId account, HttpContext http)
    {
        if (Opened("create", account, state) is not { } asked)
        {
            return Late;
        }

        var made = answer.Length is > 0 and <= LongestAnswer
            ? await checks.PerformAttestationAsync(new() { HttpContext = http, CredentialJson = answer, AttestationState = asked })
            : null;
        return made is { Succeeded: true, Passkey: { } one }
            ? new AddPasskey.Command(name, one.CredentialId, one.PublicKey, one.SignCount, one.Transports ?? [], one.IsBackupEligible, one.IsBackedUp)
            : Refusal.Invalid("people.passkey-unusable", "没有收到可用的通行密钥。请再试一次；设备须设有指纹、面容或锁屏密码。");
    }

    private static string OriginOf(HttpContext http, WebSettings settings) => settings.PublicUrl is { Length: > 0 } url
        ? new Uri(url).GetLeftPart(UriPartial.Authority)
        : $"{http.Request.Scheme}://{http.Request.Host.Value}";

    private static string Id(AccountId account) => account.Value.ToString("N");

    private ITimeLimitedDataProtector Sealer(string what, AccountId? account) => protection
        .CreateProtector("xinheng.passkey", what, account is { } id ? Id(id) : "anybody").ToTimeLimitedDataProtector();

    private string? Opened(string what, AccountId? account, string state)
    {
        try
        {
            return Sealer(what, account).Unprotect(state);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
