using System.Security.Cryptography;
using Xinheng.Testing;

namespace Xinheng.Web.Tests.Faults;

/// <summary>What an administrator does on the command line, over the real executable.</summary>
[Collection(nameof(FaultGround))]
public sealed class AdministratorsCommandsTests(FaultGround ground)
{
    [Fact]
    public async Task A_departments_system_is_made_known_by_its_public_key()
    {
        await using var place = await ground.NewPlaceAsync();
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var (open, secret) = (Path.Combine(place.Folder, "public.pem"), Path.Combine(place.Folder, "private.pem"));
        await File.WriteAllTextAsync(open, pair.ExportSubjectPublicKeyInfoPem());
        await File.WriteAllTextAsync(secret, pair.ExportPkcs8PrivateKeyPem());

        var added = await place.DoneAsync("client", "add", "market.system", "--organisation", TestPlatform.Authority, "--key", open);
        var again = await place.DoneAsync("client", "add", "market.system", "--organisation", TestPlatform.Authority, "--key", open);

        Assert.Equal(("market.system", true), (added.GetProperty("id").GetString(), added.GetProperty("isNew").GetBoolean()));
        Assert.False(again.GetProperty("isNew").GetBoolean());
        await RefusedAsync(place, "people.private-key-given", "client", "add", "other.system", "--organisation", TestPlatform.Authority, "--key", secret);
        await RefusedAsync(place, "people.no-key-file", "client", "add", "other.system", "--organisation", TestPlatform.Authority, "--key", open + ".gone");
        await RefusedAsync(place, "people.no-organisation", "client", "add", "other.system", "--organisation", PenaltyFile.Code(77), "--key", open);

        var listed = (await place.DoneAsync("organisation", "list")).GetProperty("organisations").EnumerateArray()
            .Single(o => o.GetProperty("code").GetString() == TestPlatform.Authority);
        Assert.Equal(1, listed.GetProperty("clients").GetInt64());
        Assert.Contains(listed.GetProperty("name").GetString()!, (await place.RunAsync("organisation", "list")).Output, StringComparison.Ordinal);
    }

    private static async Task RefusedAsync(Place place, string code, params string[] words)
    {
        var answered = await place.RunAsync([.. words, "--json"]);
        Assert.Equal((1, true), (answered.Code, answered.Output.Contains(code, StringComparison.Ordinal)));
    }
}
