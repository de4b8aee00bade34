using System.Net;
using System.Text;
using System.Text.Json;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Model.People.Machines;
using Xinheng.Platform.Journal;
using Xinheng.Platform.People.Machines;
using Xinheng.Verify;

namespace Xinheng.Web.Tests.Staff;

/// <summary>A department signs what it hands in, so that neither side can say later that something else was sent.</summary>
public sealed class SignedSubmissionsTests
{
    private const string Header = "X-JWS-Signature";

    [Theory]
    [InlineData(ClientKey.Es256)]
    [InlineData(ClientKey.Rs256)]
    [InlineData(ClientKey.Ps256)]
    public async Task A_signature_is_verified_kept_shown_told_to_the_log_and_holds_for_a_stranger(string algorithm)
    {
        await using var site = await StaffSite.OpenAsync();
        using var machine = await Machine.RegisterAsync(site, algorithm: algorithm);
        using var client = await machine.ConnectAsync();
        var file = (await Penalties.OfAsync(site)).Add("示例处罚〔2026〕1号").Utf8();

        using var answer = await PostAsync(client, file, machine.Key.SignFile(file, "CF_LP", StaffSite.Transport));
        var seen = await StaffSite.JsonAsync(answer, HttpStatusCode.Accepted);

        var signature = Assert.Single(seen.GetProperty("signatures").EnumerateArray());
        Assert.Equal((Machine.Name, machine.Key.Id, algorithm),
            (signature.GetProperty("client").GetString(), signature.GetProperty("key").GetString(), signature.GetProperty("algorithm").GetString()));
        var jws = await client.GetStringAsync(signature.GetProperty("link").GetString());
        Assert.Equal(Hash256.Of(Encoding.UTF8.GetBytes(jws)).ToString(), signature.GetProperty("sha256").GetString());
        Assert.Equal(0, Stranger(jws, machine.Key.PublicPem, file));
        Assert.Equal(1, Stranger(jws, machine.Key.PublicPem, [.. file, (byte)' ']));

        await site.Get<Sealer>().SealAsync(default);
        var told = await StaffSite.GetAsync(client, $"/api/v1/transparency/inclusion?entry={await site.EntryOfAsync("collection.receive")}");
        var entry = JsonSerializer.Deserialize<JsonElement>(Convert.FromBase64String(told.GetProperty("entry").GetString()!));
        Assert.Equal(signature.GetProperty("sha256").GetString(), entry.GetProperty("facts").GetProperty("signature").GetProperty("jws").GetString());
        Assert.Empty((await site.Get<Platform.Journal.Verify>().RunAsync(null, default)).Value.Findings);
    }

    [Fact]
    public async Task A_signature_that_does_not_hold_refuses_the_submission_and_nothing_enters()
    {
        await using var site = await StaffSite.OpenAsync();
        using var machine = await Machine.RegisterAsync(site);
        using var ended = await machine.WithNewKeyAsync();
        using var neighbour = await Machine.RegisterAsync(site, id: "transport.other");
        using var stranger = await Machine.RegisterAsync(site, id: "culture.system", organisation: StaffSite.Other);
        Assert.Equal(1, (await site.Get<EndClientKey>().RunAsync(new(Machine.Name, ended.Key.Id), Caller.TheProgram, default)).Value.Left);
        using var client = await machine.ConnectAsync();
        var file = (await Penalties.OfAsync(site)).Add("示例处罚〔2026〕1号").Utf8();
        var before = await site.CountsAsync();

        foreach (var (signature, code) in new[]
        {
            ("hello", "signature.form"),
            (machine.Key.Sign([], """{"alg":"none"}"""), "signature.form"),
            (machine.Key.SignFile([.. file, (byte)'\n'], "CF_LP", StaffSite.Transport), "collection.signature-wrong"),
            (machine.Key.SignFile(file, "XK_LP", StaffSite.Transport), "collection.signature-wrong"),
            (machine.Key.SignFile(file, "CF_LP", StaffSite.Other), "collection.signature-wrong"),
            (ended.Key.SignFile(file, "CF_LP", StaffSite.Transport), "collection.signature-wrong"),
            (neighbour.Key.SignFile(file, "CF_LP", StaffSite.Transport), "collection.signature-wrong"),
            (stranger.Key.SignFile(file, "CF_LP", StaffSite.Transport), "collection.signature-wrong"),
        })
        {
            using var answer = await PostAsync(client, file, signature);
            Assert.Equal([code], await SubmissionsApiTests.CodesAsync(answer, HttpStatusCode.BadRequest));
        }

        Assert.Equal(before, await site.CountsAsync());
    }

    [Fact]
    public async Task An_organisation_that_must_sign_hands_nothing_in_unsigned()
    {
        await using var site = await StaffSite.OpenAsync();
        using var machine = await Machine.RegisterAsync(site);
        using var client = await machine.ConnectAsync();
        using var maker = await site.SignedInAsync("transport.maker");
        using var other = await site.SignedInAsync("culture.maker");
        var file = (await Penalties.OfAsync(site)).Add("示例处罚〔2026〕1号").Utf8();
        Assert.False((await site.Get<RequireSignature>().RunAsync(new(StaffSite.Transport, true), Caller.TheProgram, default)).IsRefused);

        using var byMachine = await PostAsync(client, file, null);
        using var byMaker = await PostAsync(maker, file, null);
        Assert.All([await SubmissionsApiTests.CodesAsync(byMachine, HttpStatusCode.BadRequest), await SubmissionsApiTests.CodesAsync(byMaker, HttpStatusCode.BadRequest)],
            codes => Assert.Equal(["collection.signature-required"], codes));
        Assert.Equal(0, (await site.CountsAsync()).Submissions);

        _ = await SubmissionsApiTests.HandInAsync(other, file);
        using var signed = await PostAsync(maker, file, machine.Key.SignFile(file, "CF_LP", StaffSite.Transport));
        Assert.Equal(HttpStatusCode.Accepted, signed.StatusCode);

        Assert.False((await site.Get<RequireSignature>().RunAsync(new(StaffSite.Transport, false), Caller.TheProgram, default)).IsRefused);
        _ = await SubmissionsApiTests.HandInAsync(client, (await Penalties.OfAsync(site)).Add("示例处罚〔2026〕2号").Utf8());
    }

    [Fact]
    public async Task The_same_file_signed_afterwards_is_the_same_submission_with_more_evidence()
    {
        await using var site = await StaffSite.OpenAsync();
        using var machine = await Machine.RegisterAsync(site);
        using var next = await machine.WithNewKeyAsync();
        using var client = await machine.ConnectAsync();
        var file = (await Penalties.OfAsync(site)).Add("示例处罚〔2026〕1号").Utf8();
        var address = await SubmissionsApiTests.HandInAsync(client, file);

        foreach (var key in new[] { machine.Key, next.Key, machine.Key })
        {
            using var answer = await PostAsync(client, file, key.SignFile(file, "CF_LP", StaffSite.Transport));
            Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        }

        var seen = await StaffSite.GetAsync(client, address);
        Assert.Equal([machine.Key.Id, next.Key.Id], seen.GetProperty("signatures").EnumerateArray().Select(s => s.GetProperty("key").GetString()).OrderBy(key => key == next.Key.Id));
        Assert.Equal(1, (await site.CountsAsync()).Submissions);
        await site.DrainAsync();
        await site.Get<Sealer>().SealAsync(default);
        Assert.Empty((await site.Get<Platform.Journal.Verify>().RunAsync(null, default)).Value.Findings);
    }

    [Fact]
    public async Task The_page_of_a_submission_says_who_signed_it()
    {
        await using var site = await StaffSite.OpenAsync();
        using var machine = await Machine.RegisterAsync(site);
        using var client = await machine.ConnectAsync();
        using var reviewer = await site.SignedInAsync("transport.reviewer");
        var file = (await Penalties.OfAsync(site)).Add("示例处罚〔2026〕1号").Utf8();
        using var answer = await PostAsync(client, file, machine.Key.SignFile(file, "CF_LP", StaffSite.Transport));
        await site.DrainAsync();

        var id = (await StaffSite.JsonAsync(answer, HttpStatusCode.Accepted)).GetProperty("id").GetString();
        var page = await StaffSite.PageAsync(reviewer, $"/work/submissions/{id}");

        Assert.Contains($"接口账户 {Machine.Name} 用密钥 {machine.Key.Id}", page.Body!.TextContent, StringComparison.Ordinal);
        var link = page.QuerySelector($"a[href$='/signatures/{machine.Key.Id}']")!.GetAttribute("href")!;
        Assert.Equal(0, Stranger(await reviewer.GetStringAsync(link), machine.Key.PublicPem, file));
    }

    private static async Task<HttpResponseMessage> PostAsync(HttpClient client, byte[] file, string? signature)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/submissions/CF_LP") { Content = new ByteArrayContent(file) };
        if (signature is not null)
        {
            request.Headers.Add(Header, signature);
        }

        return await client.SendAsync(request);
    }

    /// <summary>What the stranger's tool answers, with the file, the signature and the public key alone.</summary>
    private static int Stranger(string jws, string publicKey, byte[] file) => Verification.Run(
        ["signature", "s.jws", "--key", "dept.pem", "--bytes", "file"],
        name => name switch { "s.jws" => Encoding.UTF8.GetBytes(jws), "dept.pem" => Encoding.UTF8.GetBytes(publicKey), _ => file },
        TextWriter.Null, TextWriter.Null);
}
