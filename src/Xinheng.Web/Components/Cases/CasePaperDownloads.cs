using Xinheng.Model.People;
using Xinheng.Platform.Procedures;
using Xinheng.Web.Hosting;

namespace Xinheng.Web.Components.Cases;

/// <summary>Papers of cases, opened from either door; whose they are is asked of the case.</summary>
public static class CasePaperDownloads
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/me/cases/documents/{document}", OpenAsync).ExcludeFromDescription().WithMetadata(new BehindAttribute(Door.Me)).RequirePermission(Permission.OwnCases);
        app.MapGet("/work/cases/documents/{document}", OpenAsync).ExcludeFromDescription().WithMetadata(new BehindAttribute(Door.Workbench)).RequirePermission(Permission.SeeCases);
    }

    private static async Task<IResult> OpenAsync(string document, Caller caller, CaseDocuments documents, CancellationToken ct) =>
        Guid.TryParse(document, out var id) && (await documents.OpenAsync(id, caller, ct)).TryGet(out var paper)
            ? Results.File(paper.Content, paper.MediaType, paper.Name)
            : Results.NotFound();
}
