using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Xinheng.Model.Foundation;
using Xinheng.Platform.People.SigningIn;

namespace Xinheng.Web.Hosting.SigningIn;

/// <summary>
/// Somebody whose password was right and whose second factor is still to come: a sealed cookie for ten minutes, which opens
/// nothing but the page that asks for the code.
/// </summary>
public sealed class HalfWay(IDataProtectionProvider protection, WebSettings settings, TimeProvider time)
{
    public static readonly TimeSpan Lives = TimeSpan.FromMinutes(10);

    private readonly IDataProtector protector = protection.CreateProtector("xinheng.half-way");

    /// <param name="To">Where they wanted to go.</param>
    public sealed record Person(AccountId Account, Guid Stamp, string To);

    public void Remember(HttpContext http, SignIn.SignedIn signed, string to)
    {
        var ends = (time.GetUtcNow() + Lives).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        http.Response.Cookies.Append(Name, protector.Protect($"{signed.Account.Value:N} {signed.Stamp:N} {ends} {to}"), Options());
    }

    public Person? Find(HttpContext http)
    {
        if (http.Request.Cookies[Name] is not { Length: > 0 } cookie)
        {
            return null;
        }

        try
        {
            // Sealed here: what opens is well-formed.
            var parts = protector.Unprotect(cookie).Split(' ', 4);
            return long.Parse(parts[2], CultureInfo.InvariantCulture) > time.GetUtcNow().ToUnixTimeSeconds()
                ? new Person(new AccountId(Guid.Parse(parts[0])), Guid.Parse(parts[1]), parts[3])
                : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    public void Forget(HttpContext http) => http.Response.Cookies.Delete(Name, Options());

    private string Name => settings.CookieName("xinheng.half-way");

    private CookieOptions Options() => new()
    {
        HttpOnly = true, SameSite = SameSiteMode.Strict, IsEssential = true, Path = "/", Secure = settings.IsHttps,
    };
}
