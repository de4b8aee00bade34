using System.Security.Cryptography;
using System.Text;
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

    [Fact]
    public async Task A_system_changes_its_key_with_overlap_is_narrowed_and_leaves()
    {
        await using var place = await ground.NewPlaceAsync();
        using var old = new MachineKey();
        using var next = new MachineKey();
        var (oldFile, nextFile) = (await WriteAsync("old.pem", old.PublicPem), await WriteAsync("next.pem", next.PublicPem));
        var csv = new PenaltyFile().Add(1, 1).ToString();
        var bytes = Encoding.UTF8.GetBytes(csv);

        var added = await place.DoneAsync("client", "add", "market.system", "--organisation", TestPlatform.Authority, "--key", oldFile, "--scope", "submit:CF_LP");
        Assert.Equal(("submit:CF_LP", old.Id), (added.GetProperty("scope").GetString(), added.GetProperty("key").GetString()));
        Assert.Equal(next.Id, (await place.DoneAsync("client", "key", "add", "market.system", "--key", nextFile)).GetProperty("key").GetString());
        Assert.Equal([true, true], await HoldAsync());
        Assert.Equal(1, (await place.DoneAsync("client", "key", "end", "market.system", old.Id)).GetProperty("keysLeft").GetInt64());
        Assert.Equal([false, true], await HoldAsync());
        Assert.Equal("submit:CF_LP submit:XK_LP", (await place.DoneAsync("client", "scope", "market.system", "submit:CF_LP", "submit:XK_LP")).GetProperty("scope").GetString());
        await RefusedAsync(place, "catalogue.no-item", "client", "scope", "market.system", "submit:NO_SUCH");
        await RefusedAsync(place, "people.scope-unknown", "client", "scope", "market.system", "approve:CF_LP");
        await RefusedAsync(place, "people.key-time", "client", "key", "end", "market.system", next.Id, "--at", "tomorrow");
        Assert.True((await place.DoneAsync("organisation", "require-signature", TestPlatform.Authority)).GetProperty("signatureRequired").GetBoolean());
        string[] handIn = ["submit", await WriteAsync("penalties.csv", csv), "--item", "CF_LP", "--provider", TestPlatform.Authority];
        await RefusedAsync(place, "collection.signature-required", handIn);
        await RefusedAsync(place, "collection.signature-wrong", [.. handIn, "--signature", await WriteAsync("old.jws", old.SignFile(bytes, "CF_LP", TestPlatform.Authority))]);
        var signed = await place.DoneAsync([.. handIn, "--signature", await WriteAsync("next.jws", next.SignFile(bytes, "CF_LP", TestPlatform.Authority))]);
        Assert.Equal(("checked", true), (signed.GetProperty("state").GetString(), signed.GetProperty("isNew").GetBoolean()));
        Assert.True((await place.DoneAsync("client", "end", "market.system")).GetProperty("ended").GetBoolean());
        Assert.Equal([false, false], await HoldAsync());
        Assert.Equal(0, (await place.RunAsync("verify")).Code);
        Assert.Contains("已停用", (await place.RunAsync("client", "list")).Output, StringComparison.Ordinal);

        async Task<string> WriteAsync(string name, string text)
        {
            await File.WriteAllTextAsync(Path.Combine(place.Folder, name), text);
            return Path.Combine(place.Folder, name);
        }

        async Task<IEnumerable<bool>> HoldAsync() =>
            (await place.DoneAsync("client", "list", "--organisation", TestPlatform.Authority)).GetProperty("clients")[0].GetProperty("keys")
                .EnumerateArray().OrderBy(k => k.GetProperty("id").GetString() == next.Id).Select(k => k.GetProperty("holdsNow").GetBoolean());
    }

    private static async Task RefusedAsync(Place place, string code, params string[] words)
    {
        var answered = await place.RunAsync([.. words, "--json"]);
        Assert.Equal((1, true), (answered.Code, answered.Output.Contains(code, StringComparison.Ordinal)));
    }
}
