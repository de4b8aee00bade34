using System.Net.Http.Headers;
using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;
using Xinheng.Model.People;
using Xinheng.Model.People.Machines;
using Xinheng.Platform.People.Machines;
using Xinheng.Testing;

namespace Xinheng.Web.Tests.Staff;

/// <summary>A department's system in a test: registered, with its key at hand.</summary>
internal sealed class Machine(StaffSite site, string id, MachineKey key) : IDisposable
{
    public const string Name = "transport.case-system";

    public MachineKey Key => key;

    /// <param name="scopes">Null: as registered without saying; all items.</param>
    public static async Task<Machine> RegisterAsync(
        StaffSite site, string? scopes = null, string algorithm = ClientKey.Es256, string id = Name, string organisation = StaffSite.Transport)
    {
        var key = new MachineKey(algorithm);
        var registered = await site.Get<RegisterClient>().RunAsync(
            new(id, organisation, key.PublicPem, scopes is null ? null : ClientScope.ParseList(scopes).Value), Caller.TheProgram, default);
        Assert.True(registered.Value);
        return new Machine(site, id, key);
    }

    /// <summary>The same system with a further key of its own.</summary>
    public async Task<Machine> WithNewKeyAsync(DateTimeOffset? from = null, DateTimeOffset? until = null)
    {
        var further = new MachineKey();
        var added = await site.Get<AddClientKey>().RunAsync(new(id, further.PublicPem, from, until), Caller.TheProgram, default);
        Assert.Equal(further.Id, added.Value);
        return new Machine(site, id, further);
    }

    public async Task<HttpResponseMessage> AskAsync(string? scope = null)
    {
        SecurityKey signing = key.Pair is ECDsa curve ? new ECDsaSecurityKey(curve) : new RsaSecurityKey((RSA)key.Pair);
        return await TokenTests.AskAsync(site, TokenTests.Assertion(site, signing, key.Algorithm, client: id), scope);
    }

    /// <summary>A client that carries a fresh token.</summary>
    public async Task<HttpClient> ConnectAsync(string? scope = null)
    {
        using var granted = await AskAsync(scope);
        var token = (await StaffSite.JsonAsync(granted)).GetProperty("access_token").GetString();
        var client = site.NewClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    public void Dispose() => key.Dispose();
}
