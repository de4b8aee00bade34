using Xinheng.Testing;

namespace Xinheng.Web.Tests.Faults;

/// <summary>Accounts on the command line, over the real executable: the first administrator, emergencies, and two people for every entry.</summary>
[Collection(nameof(FaultGround))]
public sealed class AccountsCommandsTests(FaultGround ground)
{
    [Fact]
    public async Task The_first_administrator_gets_in_and_when_none_is_left_there_is_a_way_for_hours()
    {
        await using var place = await ground.NewPlaceAsync();

        Assert.NotEmpty((await place.DoneAsync("account", "add", "first.admin", "--role", "Administrator")).GetProperty("oneTimePassword").GetString()!);
        Assert.NotEmpty((await place.DoneAsync("account", "reset", "first.admin")).GetProperty("oneTimePassword").GetString()!);
        Assert.Equal("administrator.manage-accounts.region", await WhyAsync(place, "first.admin", "ManageAccounts"));
        _ = await place.DoneAsync("account", "confirm", "first.admin");
        _ = await place.DoneAsync("account", "revoke", "first.admin", "Administrator");
        Assert.Equal("denied.no-role", await WhyAsync(place, "first.admin", "ManageAccounts"));

        await RefusedAsync(place, "people.emergency-hours", "account", "emergency", "first.admin", "--reason", "管理员都已离岗", "--hours", "48");
        _ = await place.DoneAsync("account", "emergency", "first.admin", "--reason", "管理员都已离岗", "--hours", "2");
        Assert.Equal("administrator.manage-accounts.region", await WhyAsync(place, "first.admin", "ManageAccounts"));
        _ = await place.DoneAsync("account", "end", "first.admin");
        await RefusedAsync(place, "people.account-exists", "account", "add", "first.admin");
        Assert.Contains((await place.DoneAsync("account", "list")).GetProperty("items").EnumerateArray(),
            account => account.GetProperty("name").GetString() == "first.admin");
    }

    [Fact]
    public async Task On_the_command_line_too_a_maker_approves_nothing()
    {
        await using var place = await ground.NewPlaceAsync();
        _ = await place.DoneAsync("account", "add", "the.maker", "--organisation", TestPlatform.Authority, "--role", "Maker");
        var file = Path.Combine(place.Folder, "one.csv");
        await File.WriteAllTextAsync(file, new PenaltyFile().Add(1, 1).ToString());

        await RefusedAsync(place, "collection.not-reviewer",
            "submit", file, "--item", "CF_LP", "--provider", TestPlatform.Authority, "--approve-as", "the.maker");
        await RefusedAsync(place, "people.maker-and-reviewer", "account", "grant", "the.maker", "Reviewer");
    }

    private static async Task<string?> WhyAsync(Place place, string account, string permission)
    {
        var told = await place.RunAsync("account", "why", account, permission, "--json");
        return System.Text.Json.JsonDocument.Parse(told.Output).RootElement.GetProperty("rule").GetString();
    }

    private static async Task RefusedAsync(Place place, string code, params string[] words)
    {
        var told = await place.RunAsync([.. words, "--json"]);
        Assert.Equal(1, told.Code);
        Assert.Contains(code, told.Output, StringComparison.Ordinal);
    }
}
