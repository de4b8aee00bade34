using Xinheng.Model.Foundation;
using Xinheng.Model.Subjects.Identifiers;
using Xinheng.Platform.Collection;
using Xinheng.Web.Hosting;

namespace Xinheng.Web.Api.Subjects;

/// <summary>Whether numbers can be right, by their own arithmetic. Nothing is looked up, kept or logged.</summary>
public static class IdentifiersApi
{
    private const int MostValues = 1_000;
    private static readonly IdentifierScheme[] Offered = [IdentifierScheme.Uscc, IdentifierScheme.OrgCode, IdentifierScheme.ResidentId];

    private sealed record FindingJson(string Code, string Severity, string Message);

    private sealed record CheckJson(string Value, string? Normalised, bool Valid, IReadOnlyList<FindingJson> Findings);

    private sealed record Answer(IReadOnlyList<CheckJson> Results);

    public static void Map(IEndpointRouteBuilder app) =>
        app.MapPost("/api/v1/identifiers/validate", ValidateAsync).WithName("ValidateIdentifiers").WithSummary("校验代码（一次至多 1000 个）")
            .WithTags("代码").WithMetadata(new BehindAttribute(Door.Api), new PublicReadAttribute(10) { MayBeKept = false }).ProducesProblem(400);

    private static async Task<IResult> ValidateAsync(HttpContext http, Jurisdiction place, TimeProvider time, CancellationToken ct)
    {
        var read = await JsonBody.ReadAsync(http, ct);
        if (!read.TryGet(out var body))
        {
            return read.ToProblem();
        }

        var (values, scheme) = (body.Texts("values", MostValues), SchemeOf(body));
        if (Query.Refusals(values, scheme) is { Count: > 0 } refusals)
        {
            return Result<Done>.Refuse(refusals).ToProblem();
        }

        var context = IdentifierContext.Of(time.Today, place.Law, place.Profile);
        return Results.Json(new Answer([.. values.Value.Select(value => Check(scheme.Value, value, context))]), PublicJson.Options);
    }

    private static CheckJson Check(IdentifierScheme scheme, string value, IdentifierContext context)
    {
        var check = scheme.Check(value, context);
        return new(value, check.Normalised.Length == 0 ? null : check.Normalised, check.IsValid,
            [.. check.Findings.Select(f => new FindingJson(f.Code, f.Severity == FindingSeverity.Error ? "error" : "warning", f.Message))]);
    }

    private static Result<IdentifierScheme> SchemeOf(JsonBody body)
    {
        var name = body.Text("scheme");
        return name.IsRefused ? Result<IdentifierScheme>.Refuse(name.Refusals)
            : Offered.FirstOrDefault(scheme => scheme.Code == (name.Value ?? IdentifierScheme.Uscc.Code)) is { } scheme ? scheme
            : Refusal.Invalid("identifier.unknown-scheme", $"scheme 应为以下之一：{string.Join('、', Offered.Select(s => s.Code))}。", "scheme");
    }
}
