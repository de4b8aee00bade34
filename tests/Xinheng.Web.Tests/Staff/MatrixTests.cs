using System.Net;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xinheng.Model.People;
using Xinheng.Platform.People;
using Xinheng.Testing;
using Xinheng.Web.Hosting;
using Xinheng.Web.Hosting.Forms;

namespace Xinheng.Web.Tests.Staff;

/// <summary>
/// Every door × every role × one's own, another's in the same region and another region's, read from the route table: who
/// may come in comes in, who may not hears 403 by role and 404 by object, like of what does not exist.
/// </summary>
public sealed class MatrixTests : IAsyncLifetime
{
    private static readonly string Far = PenaltyFile.Code("11990200", 990_001);

    private static readonly string[] Whose = ["own", "other", "far", "nobody's"];

    // What they are about is posted; of an empty form there is nothing.
    private static readonly string[] AsksByForm =
        ["/work/records/find", "/work/trace/subject", "/work/catalogue/new", "/work/record", "/me/objections/new", "/work/reviews/",
         "/me/repairs/new", "/me/repairs/application", "/me/objections/evidence", "/work/commitments/counter/"];

    // What is drafted of an item: where nothing is, there is nothing to weigh or to keep.
    private static readonly string[] AsksADraft =
    [
        "/work/catalogue/{part}/impact", "/work/catalogue/{part}/impact/records", "/work/catalogue/{part}/impact/rows",
        "/work/catalogue/{part}/rebase", "/work/catalogue/{part}/rehearsal",
    ];

    private StaffSite site = null!;
    private MatrixObjects objects = null!;

    public async ValueTask InitializeAsync()
    {
        site = await StaffSite.OpenAsync();
        Assert.True((await site.Get<RegisterOrganisation>().RunAsync(new(Far, "霞浦市交通运输局", "990200"), Caller.TheProgram, default)).Value);
        objects = await MatrixObjects.MakeAsync(
            site, ("own", StaffSite.Transport, "990100"), ("other", StaffSite.Other, "990100"), ("far", Far, "990200"));
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Fact]
    public async Task Every_door_opens_to_whom_the_table_of_rights_says_and_to_nobody_else()
    {
        List<string> wrong = [];
        long asked = 0;
        foreach (var role in Enum.GetValues<Role>())
        {
            var name = $"matrix.{role}".ToLowerInvariant();
            using var client = await EnterAsync(role, name);
            var caller = (await site.Get<Accounts>().FindAsync(name, default))!;
            foreach (var door in Doors())
            {
                var nothing = await KnockAsync(client, door, "nobody's");
                foreach (var whose in door.Parameters.Count == 0 ? Whose[..1] : Whose)
                {
                    var answer = await KnockAsync(client, door, whose);
                    asked++;
                    if (WhatIsWrong(caller, door, answer, nothing) is { } problem)
                    {
                        wrong.Add($"{role} {door.Method} {door.Pattern} ({whose}): {(int)answer.Status}, {problem}");
                    }
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.True(asked > 500, $"Only {asked} questions were asked.");
    }

    // Over the region of the first city, where the role is over regions; else of its first authority; or about themselves.
    private async Task<HttpClient> EnterAsync(Role role, string name)
    {
        if (role.IsOfSubject())
        {
            return await site.EnrolledAsync(name, role == Role.Citizen ? StaffSite.Citizen : await site.AgentAsync());
        }

        await site.AppointAsync(name, StaffSite.OrganisationFor(role), role, role.IsOverRegion() ? "990100" : null);
        return await site.SignedInAsync(name);
    }

    [Fact]
    public void Every_door_of_the_table_is_in_the_matrix_and_its_objects_are_known()
    {
        foreach (var door in Doors())
        {
            Assert.All(door.Parameters, parameter => Assert.True(
                MatrixObjects.Knows(door.Pattern, parameter), $"{door.Pattern}: say in MatrixObjects what {{{parameter}}} is, so that it can be tried for others' things."));
        }

        Assert.True(Doors().Count > 20);
    }

    private sealed record Way(string Method, string Pattern, Permission? Permission, Door Door, IReadOnlyList<string> Parameters, bool TakesPapers);

    // Public doors are anybody's and tested elsewhere; whatever asks for somebody is here.
    private List<Way> Doors() =>
    [
        .. (from endpoint in site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
           let asks = endpoint.Metadata.GetMetadata<AsksAttribute>()
           where asks is not null
           from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]
           where endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is null || method == "GET"   // pages take no posts
           select new Way(method, "/" + endpoint.RoutePattern.RawText!.TrimStart('/'), asks.Permission, endpoint.Metadata.GetMetadata<BehindAttribute>()!.Door, [.. endpoint.RoutePattern.Parameters.Select(p => p.Name)],
               endpoint.Metadata.GetMetadata<TakesPapers>() is not null))
           .OrderBy(way => way.Pattern.StartsWith("/work/sessions/", StringComparison.Ordinal)),   // ending sessions ends those that ask
    ];

    private async Task<Answer> KnockAsync(HttpClient client, Way door, string whose)
    {
        var thing = objects.Of(whose);
        using var request = new HttpRequestMessage(new HttpMethod(door.Method), MatrixObjects.Fill(door.Pattern, thing));
        if (door.Method is not "GET")
        {
            // A form with a page's own token: what is refused now is refused for want of right or content, not of a token.
            request.Content = door.Pattern.StartsWith("/api", StringComparison.Ordinal)
                ? StaffSite.Json("""{"values":{}}""")
                : door.TakesPapers ? new MultipartFormDataContent { { new StringContent(await TokenAsync(client, door.Door)), "__RequestVerificationToken" } }
                : new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", await TokenAsync(client, door.Door))]);
        }

        using var answer = await client.SendAsync(request);
        return new Answer(answer.StatusCode, MatrixObjects.Anonymous(await answer.Content.ReadAsStringAsync(), thing), thing);
    }

    private static async Task<string> TokenAsync(HttpClient client, Door door)
    {
        using var page = await client.GetAsync(door == Door.Me ? "/me" : "/work");
        return page.StatusCode != HttpStatusCode.OK ? "" // signed out by the door before
            : (await StaffSite.ReadAsync(page)).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
    }

    private static string? WhatIsWrong(Caller caller, Way door, Answer answer, Answer nothing)
    {
        if ((int)answer.Status >= 500)
        {
            return "a bug";
        }

        // A subject is nobody at the doors of staff and machines, and staff are nobody at that of subjects.
        if ((door.Door == Door.Me) != (caller.Self is not null))
        {
            return answer.Status is HttpStatusCode.Unauthorized or HttpStatusCode.Redirect ? null : "they came in by another door: nobody here";
        }

        if (door.Permission is not { } permission)
        {
            return answer.Status is HttpStatusCode.Forbidden or HttpStatusCode.NotFound && door.Parameters.Count == 0 ? "everybody who signed in may come in" : null;
        }

        if (!caller.MayEnter(permission))
        {
            return answer.Status == HttpStatusCode.Forbidden ? null : "no role of theirs opens it: 403";
        }

        // Whether more may be done to what one sees, the act says: with 403, or with what is wrong about an empty form.
        if (door.Parameters.Count == 0 || !door.Parameters.Any(p => p is "id" or "code" or "document"))
        {
            return answer.Status is HttpStatusCode.NotFound && !AsksByForm.Contains(door.Pattern) && !AsksADraft.Contains(door.Pattern) ? "it is there" : null;
        }

        // 回避: an operator does not see what is reported of their own unit.
        var avoids = door.Pattern.StartsWith("/work/complaints/", StringComparison.Ordinal) && caller.MayEnter(Permission.HandleCases)
            && answer.Of?.Organisation == caller.Actor.Organisation;
        var sees = !avoids && answer.Of is { } thing && caller.May(permission, new Target(thing.Organisation, thing.Region, "CF_LP"));
        return sees == (answer.Text != nothing.Text) ? null
            : sees ? "theirs to see, but it answers as if it were not there"
            : "not theirs to see, but it answers otherwise than what does not exist";
    }

    private sealed record Answer(HttpStatusCode Status, string Text, MatrixObjects.Thing? Of);
}
