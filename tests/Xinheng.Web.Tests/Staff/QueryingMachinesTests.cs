using System.Net;
using Xinheng.Model.People.Machines;
using Xinheng.Testing;

namespace Xinheng.Web.Tests.Staff;

/// <summary>A bank's system asks like its people: by authorisation, for the purposes of its token, and every question leaves a trace.</summary>
public sealed class QueryingMachinesTests
{
    [Fact]
    public async Task It_asks_for_what_its_token_names_and_every_question_is_traced()
    {
        await using var site = await StaffSite.OpenAsync();
        using var machine = await Machine.RegisterAsync(site, "query:credit", id: "bank.loans", organisation: StaffSite.Bank);
        using var bank = await machine.ConnectAsync();

        using var unauthorised = await AskAsync(bank, "credit");
        using var otherwise = await AskAsync(bank, "employment");
        using var asAnAuthority = await AskAsync(bank, "approval");

        Assert.Equal("persons.not-authorised", await CodeAsync(unauthorised));
        Assert.Equal(ClientScope.Insufficient, await CodeAsync(otherwise));
        Assert.Equal(ClientScope.Insufficient, await CodeAsync(asAnAuthority));
        Assert.Equal(3, await site.CountAsync("people.look where machine = 'bank.loans' and result = 'Denied'"));
    }

    [Fact]
    public async Task A_departments_system_that_hands_in_asks_about_nobody()
    {
        await using var site = await StaffSite.OpenAsync();
        using var machine = await Machine.RegisterAsync(site, "submit:CF_LP");
        using var department = await machine.ConnectAsync();

        using var asked = await AskAsync(department, "approval");

        Assert.Equal(ClientScope.Insufficient, await CodeAsync(asked));
    }

    private static Task<HttpResponseMessage> AskAsync(HttpClient client, string purpose) => client.PostAsync("/api/v1/persons/lookups", StaffSite.Json(
        $$"""{"scheme":"uscc","number":"{{PenaltyFile.Code(1)}}","purpose":"{{purpose}}","matter":"受理2026-0001","authorisation":"AAAA2222"}"""));

    private static async Task<string?> CodeAsync(HttpResponseMessage answer) =>
        (await StaffSite.JsonAsync(answer, HttpStatusCode.Forbidden)).GetProperty("errors")[0].GetProperty("code").GetString();
}
