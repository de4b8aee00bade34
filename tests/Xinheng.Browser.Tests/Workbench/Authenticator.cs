using System.Text.Json;
using Microsoft.Playwright;

namespace Xinheng.Browser.Tests.Workbench;

/// <summary>A device with a finger on it, inside the browser (WebAuthn's virtual authenticator).</summary>
internal sealed record Authenticator(ICDPSession Session, string Id)
{
    public static async Task<Authenticator> PlugInAsync(IPage page)
    {
        var session = await page.Context.NewCDPSessionAsync(page);
        await session.SendAsync("WebAuthn.enable");
        var added = await session.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2", ["transport"] = "internal", ["hasResidentKey"] = true, ["hasUserVerification"] = true,
                ["isUserVerified"] = true, ["automaticPresenceSimulation"] = true,
            },
        });
        return new Authenticator(session, added!.Value.GetProperty("authenticatorId").GetString()!);
    }

    /// <summary>From now on the finger is nobody's.</summary>
    public Task<JsonElement?> ForgetFingerAsync() =>
        Session.SendAsync("WebAuthn.setUserVerified", new() { ["authenticatorId"] = Id, ["isUserVerified"] = false });
}
