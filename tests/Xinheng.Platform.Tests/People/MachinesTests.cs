using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Model.People.Machines;
using Xinheng.Platform.People.Machines;
using Xinheng.Testing;

namespace Xinheng.Platform.Tests.People;

/// <summary>What an administrator may do about a department's systems, and what is refused in words.</summary>
public sealed class MachinesTests : IAsyncLifetime
{
    private const string Client = "market.system";

    private readonly MachineKey first = new();
    private readonly MachineKey second = new();
    private TestPlatform platform = null!;

    public async ValueTask InitializeAsync()
    {
        platform = await TestPlatform.CreateAsync();
        Assert.True((await RegisterAsync(Client, first)).Value);
    }

    public async ValueTask DisposeAsync()
    {
        await platform.DisposeAsync();
        first.Dispose();
        second.Dispose();
    }

    [Fact]
    public async Task The_same_again_changes_nothing_and_another_is_refused()
    {
        Assert.False((await RegisterAsync(Client, first)).Value);
        Assert.Equal("people.client-exists", CodeOf(await RegisterAsync(Client, second)));
        Assert.Equal("people.client-exists", CodeOf(await RegisterAsync(Client, first, organisation: TestPlatform.OtherAuthority)));
        Assert.Equal("people.client-exists", CodeOf(await RegisterAsync(Client, first, scopes: "submit:CF_LP")));
        Assert.Equal("people.key-known", CodeOf(await RegisterAsync("market.other", first)));
        Assert.Single(await ListAsync());
    }

    [Fact]
    public async Task A_key_is_added_once_for_ever_and_for_a_time_that_lies_ahead()
    {
        Assert.Equal("people.key-known", CodeOf(await AddAsync(first)));
        Assert.Equal("people.key-period", CodeOf(await AddAsync(second, from: Now.AddDays(-1))));
        Assert.Equal("people.key-period", CodeOf(await AddAsync(second, from: Now.AddDays(2), until: Now.AddDays(1))));
        Assert.Equal("people.no-client", CodeOf(await AddAsync(second, client: "nobody.here")));
        Assert.Equal(second.Id, (await AddAsync(second)).Value);
        Assert.False((await EndKeyAsync(second.Id)).IsRefused);
        Assert.Equal("people.key-known", CodeOf(await AddAsync(second)));
    }

    [Fact]
    public async Task Too_many_keys_at_once_are_refused()
    {
        List<MachineKey> keys = [.. Enumerable.Range(0, 5).Select(_ => new MachineKey())];
        foreach (var key in keys[..4])
        {
            Assert.Equal(key.Id, (await AddAsync(key)).Value);
        }

        Assert.Equal("people.too-many-keys", CodeOf(await AddAsync(keys[4])));
        Assert.False((await EndKeyAsync(first.Id)).IsRefused);
        Assert.Equal(keys[4].Id, (await AddAsync(keys[4])).Value);
        keys.ForEach(key => key.Dispose());
    }

    [Fact]
    public async Task A_key_ends_now_or_later_never_earlier_and_its_end_is_not_put_off()
    {
        Assert.Equal("people.key-end", CodeOf(await EndKeyAsync(first.Id, Now.AddSeconds(-1))));
        Assert.Equal("people.no-key", CodeOf(await EndKeyAsync("0000000000000000")));
        Assert.Equal((Now.AddDays(7), 0), Of(await EndKeyAsync(first.Id, Now.AddDays(7))));
        Assert.Equal("people.key-end", CodeOf(await EndKeyAsync(first.Id, Now.AddDays(8))));
        Assert.Equal((Now.AddDays(1), 0), Of(await EndKeyAsync(first.Id, Now.AddDays(1))));

        Assert.True(Assert.Single(Assert.Single(await ListAsync()).Keys).HoldsNow);
        platform.Clock.Advance(TimeSpan.FromDays(1));
        Assert.False(Assert.Single(Assert.Single(await ListAsync()).Keys).HoldsNow);
        Assert.Equal("people.key-end", CodeOf(await EndKeyAsync(first.Id)));
    }

    [Fact]
    public async Task A_key_that_had_not_begun_never_holds()
    {
        Assert.Equal(second.Id, (await AddAsync(second, from: Now.AddDays(3))).Value);

        Assert.Equal((Now.AddDays(3), 1), Of(await EndKeyAsync(second.Id)));

        platform.Clock.Advance(TimeSpan.FromDays(3));
        Assert.Equal([first.Id], (await platform.Get<Signers>().AtAsync(TestPlatform.Authority, null, Now, default)).Select(s => s.Key.Id));
    }

    [Fact]
    public async Task A_client_that_has_ended_is_not_brought_back()
    {
        Assert.False((await platform.Get<EndClient>().RunAsync(new(Client), Caller.TheProgram, default)).IsRefused);

        Assert.Equal("people.client-ended", CodeOf(await platform.Get<EndClient>().RunAsync(new(Client), Caller.TheProgram, default)));
        Assert.Equal("people.client-ended", CodeOf(await RegisterAsync(Client, first)));
        Assert.Equal("people.client-ended", CodeOf(await AddAsync(second)));
        Assert.Equal("people.client-ended", CodeOf(await EndKeyAsync(first.Id)));
        Assert.Equal("people.client-ended", CodeOf(await platform.Get<ScopeClient>().RunAsync(new(Client, [ClientScope.SubmitAll]), Caller.TheProgram, default)));
        Assert.Empty(await platform.Get<Signers>().AtAsync(TestPlatform.Authority, null, Now, default));
        Assert.NotNull(Assert.Single(await ListAsync()).EndedAt);
    }

    [Fact]
    public async Task Nobody_but_an_administrator_does_any_of_it()
    {
        var by = platform.Maker;
        IReadOnlyList<string> codes =
        [
            CodeOf(await platform.Get<RegisterClient>().RunAsync(new("market.other", TestPlatform.Authority, second.PublicPem), by, default)),
            CodeOf(await platform.Get<AddClientKey>().RunAsync(new(Client, second.PublicPem), by, default)),
            CodeOf(await platform.Get<EndClientKey>().RunAsync(new(Client, first.Id), by, default)),
            CodeOf(await platform.Get<ScopeClient>().RunAsync(new(Client, [ClientScope.SubmitAll]), by, default)),
            CodeOf(await platform.Get<EndClient>().RunAsync(new(Client), by, default)),
            CodeOf(await platform.Get<RequireSignature>().RunAsync(new(TestPlatform.Authority, true), by, default)),
        ];

        Assert.All(codes, code => Assert.Equal("people.not-administrator", code));
    }

    private DateTimeOffset Now => platform.Clock.GetUtcNow();

    private static (DateTimeOffset, long) Of(Result<EndClientKey.Ended> ended) => (ended.Value.At, ended.Value.Left);

    private static string CodeOf<T>(Result<T> refused) => Assert.Single(refused.Refusals).Code;

    private Task<Result<bool>> RegisterAsync(string id, MachineKey key, string? scopes = null, string? organisation = null) =>
        platform.Get<RegisterClient>().RunAsync(
            new(id, organisation ?? TestPlatform.Authority, key.PublicPem, scopes is null ? null : ClientScope.ParseList(scopes).Value), Caller.TheProgram, default);

    private Task<Result<string>> AddAsync(MachineKey key, DateTimeOffset? from = null, DateTimeOffset? until = null, string client = Client) =>
        platform.Get<AddClientKey>().RunAsync(new(client, key.PublicPem, from, until), Caller.TheProgram, default);

    private Task<Result<EndClientKey.Ended>> EndKeyAsync(string key, DateTimeOffset? at = null) =>
        platform.Get<EndClientKey>().RunAsync(new(Client, key, at), Caller.TheProgram, default);

    private Task<IReadOnlyList<RegisteredClient>> ListAsync() => platform.Get<RegisteredClients>().ListAsync(null, default);
}
