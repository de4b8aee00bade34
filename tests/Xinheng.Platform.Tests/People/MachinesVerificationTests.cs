using System.Text;
using Dapper;
using Xinheng.Model.Collection;
using Xinheng.Model.People;
using Xinheng.Model.People.Machines;
using Xinheng.Platform.Collection;
using Xinheng.Platform.Journal;
using Xinheng.Platform.People.Machines;
using Xinheng.Testing;

namespace Xinheng.Platform.Tests.People;

/// <summary>Machines, their keys and the departments' signatures are held against the log and recomputed.</summary>
public sealed class MachinesVerificationTests
{
    private const string Client = "market.system";

    [Fact]
    public async Task What_was_registered_changed_ended_and_signed_holds()
    {
        await using var platform = await SignedAsync();

        var report = await VerifyAsync(platform);

        Assert.Empty(report.Findings);
        Assert.Equal((4, 1), (report.Counts["clientKeys"], report.Counts["signatures"]));
    }

    /// <summary>Each by SQL, past the program; what verification must say of it.</summary>
    public static TheoryData<string, string> Tampering => new()
    {
        { $"update people.client set organisation = '{TestPlatform.OtherAuthority}' where id = '{Client}'", "people.client-foreign" },
        { $"update people.client set scope = 'submit:*' where id = '{Client}'", "people.scope-foreign" },
        { $"update people.client set scope = 'submit:*', scope_entry = entry where id = '{Client}'", "people.scope-foreign" },
        { "update people.client set ended_at = null, ended_in = null", "people.client-end" },
        { $"update people.client set ended_at = created_at where id = '{Client}'", "people.client-end" },
        { $"update people.client_key set client = '{Client}'", "people.key-foreign" },
        { "update people.client_key set valid_from = valid_from - interval '1 day'", "people.key-foreign" },
        { "update people.client_key set valid_to = valid_from + interval '30 years' where ended_in is null", "people.key-foreign" },
        { "update people.client_key set valid_to = null where ended_in is not null", "people.key-end" },
        { "update people.client_key set valid_to = null, ended_in = null", "people.key-end" },
        { "update people.client_key set public_key = (select public_key from people.client_key where client = 'market.former')", "people.key-changed" },
        { "insert into people.client_key (id, client, public_key, valid_from, entry) select 'f000000000000000', client, public_key, valid_from, entry from people.client_key limit 1", "people.key-foreign" },
        { "delete from people.client_key where client = 'market.former'", "people.machine-missing" },
        { "update people.signature_rule set required = false", "people.signature-rule" },
        { "delete from people.signature_rule", "people.machine-missing" },
        { "delete from collection.signature", "collection.signature-missing" },
        { "update collection.signature set jws = jws || 'A'", "collection.signature-changed" },
        { "update collection.signature set verified_at = verified_at - interval '1 day'", "collection.signature-changed" },
        { "update collection.signature set client = 'market.former'", "collection.signature-changed" },
        { "update collection.submission set item = 'XK_LP'", "collection.signature-changed" },
        { "update collection.submission set digest = sha256('x')", "collection.signature-changed" },
    };

    [Theory, MemberData(nameof(Tampering))]
    public async Task Changed_by_SQL_it_no_longer_holds_and_says_what(string sql, string code)
    {
        await using var platform = await SignedAsync();
        await using (var connection = await platform.Database.Owner.OpenConnectionAsync())
        {
            Assert.True(await connection.ExecuteAsync(sql) > 0);
        }

        var report = await VerifyAsync(platform);

        Assert.Contains(report.Findings, f => f.Code == code);
    }

    private static async Task<VerificationReport> VerifyAsync(TestPlatform platform) =>
        (await platform.Get<Verify>().RunAsync(null, default)).Value;

    // Two systems, one of which has left; one key ended twice over, one scope changed, one file signed.
    private static async Task<TestPlatform> SignedAsync()
    {
        var platform = await TestPlatform.CreateAsync();
        using var first = new MachineKey();
        using var second = new MachineKey(ClientKey.Rs256);
        using var third = new MachineKey();
        using var former = new MachineKey();
        var (by, now) = (Caller.TheProgram, platform.Clock.GetUtcNow());
        Assert.True((await platform.Get<RegisterClient>().RunAsync(new(Client, TestPlatform.Authority, first.PublicPem), by, default)).Value);
        Assert.True((await platform.Get<RegisterClient>().RunAsync(
            new("market.former", TestPlatform.Authority, former.PublicPem, null, now.AddYears(1)), by, default)).Value);
        Assert.Equal(second.Id, (await platform.Get<AddClientKey>().RunAsync(new(Client, second.PublicPem), by, default)).Value);
        Assert.Equal(third.Id, (await platform.Get<AddClientKey>().RunAsync(new(Client, third.PublicPem, now.AddDays(1), now.AddDays(9)), by, default)).Value);
        platform.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.False((await platform.Get<ScopeClient>().RunAsync(new(Client, [new(ClientPurpose.Submit, "CF_LP")]), by, default)).IsRefused);
        Assert.False((await platform.Get<EndClientKey>().RunAsync(new(Client, first.Id, now.AddDays(5)), by, default)).IsRefused);
        platform.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.False((await platform.Get<EndClientKey>().RunAsync(new(Client, first.Id), by, default)).IsRefused);
        Assert.False((await platform.Get<EndClient>().RunAsync(new("market.former"), by, default)).IsRefused);
        Assert.False((await platform.Get<RequireSignature>().RunAsync(new(TestPlatform.Authority, true), by, default)).IsRefused);

        var file = Encoding.UTF8.GetBytes(new PenaltyFile().Add(1, 1).ToString());
        var received = await platform.Get<ReceiveSubmission>().RunAsync(
            new("CF_LP", TestPlatform.Authority, SubmissionFormat.Csv, new MemoryStream(file), second.SignFile(file, "CF_LP", TestPlatform.Authority)),
            platform.Maker, default);
        Assert.True(received.Value.IsNew);
        await platform.DrainAsync();
        await platform.Get<Sealer>().SealAsync(default);
        return platform;
    }
}
