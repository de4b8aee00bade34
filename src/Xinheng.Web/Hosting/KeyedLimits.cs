using System.Net;
using Xinheng.Platform.Publication.Consumers;

namespace Xinheng.Web.Hosting;

/// <summary>
/// The allowance of whoever shows a key of open data: larger than an address's, and counted for the key. An address that shows many
/// keys in turn has no more than one key would give it.
/// </summary>
public sealed class KeyedLimits(WebSettings settings, DataKeys keys, TimeProvider time)
{
    public const string Header = "X-Api-Key";

    private readonly ReadLimits byKey = new(settings.KeyCostPerMinute, time);
    private readonly ReadLimits byAddress = new(settings.KeyCostPerMinute, time);

    /// <summary>Null: the key is none.</summary>
    public async ValueTask<Allowance?> TakeAsync(HttpContext http, string text, int cost)
    {
        if (await keys.FindAsync(text, http.RequestAborted) is not { } key)
        {
            return null;
        }

        if (settings.KeyCostPerMinute == 0)
        {
            keys.Count(key, cost);
            return new Allowance(true, 0, 0, 0, 0);
        }

        var ofKey = byKey.Take(key.ToString(), cost);
        var ofAddress = byAddress.Take(http.Connection.RemoteIpAddress ?? IPAddress.None, cost);
        keys.Count(key, cost);
        return !ofKey.Granted || (ofAddress.Granted && ofKey.Remaining <= ofAddress.Remaining) ? ofKey : ofAddress;
    }
}
