using Xinheng.Model.People;
using Xinheng.Platform.People.Tracing;
using Xinheng.Web.Hosting;
using Xinheng.Web.Workbench.Tracing;

namespace Xinheng.Web.Api.People;

/// <summary>The trace of who looked at what, for an auditor's own tools: read only.</summary>
public static class TraceApi
{
    /// <param name="Subject">The subject's id in this platform; never a number.</param>
    /// <param name="Sealed">Whether its hour stands in the log.</param>
    public sealed record LookJson(
        Guid Id, DateTimeOffset At, string Door, Guid? Account, string? Machine, string? Organisation, string? Region, bool Lapsed, string Kind,
        Guid? Subject, string? SubjectRegion, bool Elsewhere, IReadOnlyList<string> Items, string Purpose, string? Matter, bool MatterDue,
        Guid? Authorisation, string Result, int Rows, bool Sealed);

    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/api/v1/trace", ListAsync).WithName("ReadTrace").WithTags("留痕").WithSummary("查询留痕（审计员）")
            .WithDescription("查询参数与工作台相同，均可不填：organisation（单位代码）、account、machine、matter、from、to（含首尾日）、" +
                "result（Answered、NothingFound、Denied）、question（no-matter 无事项号、elsewhere 越区、lapsed 离岗或失权）、cursor。" +
                "按主体查询只在工作台办理，因为主体不写进地址。新的在前，每页 50 条。")
            .WithMetadata(new BehindAttribute(Door.Api)).RequirePermission(Permission.ReadTrace)
            .Produces<Page<LookJson>>().ProducesProblem(400).ProducesProblem(403);

    private static async Task<IResult> ListAsync(HttpContext http, string? cursor, Caller caller, Looks looks, CancellationToken ct)
    {
        var asked = TraceQuestion.Read(name => name == "before" ? cursor ?? "" : http.Request.Query[name].ToString().Trim());
        if (!asked.TryGet(out var question))
        {
            return asked.ToProblem();
        }

        return (await looks.ListAsync(question, caller, ct)).ToHttp(page =>
            PrivateAnswer.Of(new Page<LookJson>([.. page.Items.Select(Of)], page.Next?.ToString())));
    }

    private static LookJson Of(Looks.Found found)
    {
        var (id, at, by, look) = found.Traced;
        return new LookJson(
            id.Value, at, by.Door.ToString(), by.Account?.Value, by.Machine, by.Organisation, by.Region, by.HadLapsed, look.Kind.ToString(),
            look.Subject?.Value, look.SubjectRegion, found.IsElsewhere, look.Items, look.Purpose, look.Matter, look.IsMatterDue,
            look.Authorisation, look.Result.ToString(), look.Rows, found.IsSealed);
    }
}
