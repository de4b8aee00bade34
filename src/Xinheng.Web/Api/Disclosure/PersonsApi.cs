using Xinheng.Model.Disclosure.Persons;
using Xinheng.Model.People;
using Xinheng.Platform.Disclosure.Persons;
using Xinheng.Web.Hosting;

namespace Xinheng.Web.Api.Disclosure;

/// <summary>
/// One question about one subject that is not public: asked by posting, so that the number stands in no address, cache or log of an
/// address. There is nothing to browse.
/// </summary>
public static class PersonsApi
{
    /// <param name="Scheme">证件种类, resident-id where none is named; uscc for an organisation.</param>
    /// <param name="Number">证件号码.</param>
    /// <param name="Purpose">用途代码.</param>
    /// <param name="Matter">办理事项编号, for a statutory task.</param>
    /// <param name="Authorisation">授权码或授权编号, for everything else.</param>
    public sealed record Lookup(string? Scheme, string? Number, string? Purpose, string? Matter, string? Authorisation);

    public static void Map(IEndpointRouteBuilder app) =>
        app.MapPost("/api/v1/persons/lookups", AskAsync).WithName("LookUpPerson").WithTags("非公开查询")
            .WithSummary("查询一个主体的非公开信用信息：须有法定事项，或当事人授权；每次查询留痕")
            .WithMetadata(new BehindAttribute(Door.Api)).RequirePermission(Permission.ReadPersons)
            .Produces<PersonFile>().ProducesProblem(400).ProducesProblem(403).ProducesProblem(409);

    private static async Task<IResult> AskAsync(Lookup lookup, HttpContext http, Caller caller, ReadPerson persons, CancellationToken ct)
    {
        http.Response.Headers.CacheControl = "no-store";
        var answer = await persons.RunAsync(
            new(lookup.Scheme, lookup.Number, lookup.Purpose, lookup.Matter, lookup.Authorisation), caller, ct);
        return answer.TryGet(out var file) ? Results.Json(file, PublicJson.Options) : answer.ToProblem();
    }
}
