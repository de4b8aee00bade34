using Dapper;
using Npgsql;
using Xinheng.Model.Cases.Promising;
using Xinheng.Model.Foundation;
using Xinheng.Platform.Cases.Promising.Templates;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Law;

namespace Xinheng.Platform.Cases.Promising;

/// <summary>The sheet somebody would sign today: the template with the names and days filled in. Shown and signed are made by this one place.</summary>
public sealed class PromiseSheet(PromiseTemplates templates, Database database, Clock clock)
{
    /// <param name="Body">Code of the body that receives it.</param>
    /// <param name="Region">Its division, with which the number begins.</param>
    /// <param name="SubjectCode">Unified code of an organisation; null for persons.</param>
    public sealed record Sheet(StoredTemplate Template, string Body, string BodyName, string Region, string? SubjectCode, PromiseText Text);

    private sealed record Organisation(string Code, string Name, string Region);

    private sealed record Subject(string Name, string? Code);

    public async Task<Result<Sheet>> PrepareAsync(string template, string? body, SubjectId subject, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return await PrepareAsync(connection, template, body, subject, ct);
    }

    internal async Task<Result<Sheet>> PrepareAsync(NpgsqlConnection connection, string code, string? body, SubjectId subject, CancellationToken ct)
    {
        if (await templates.FindAsync(code, ct) is not { } template)
        {
            return Refusal.NotFound("cases.promise-not-offered", "现在没有这份承诺书可以签：编号不对，或者已经停用。");
        }

        var receiver = template.Template.Body ?? body;
        var organisation = await connection.QuerySingleOrDefaultAsync<Organisation>(new CommandDefinition(
            "select code, name, region from people.organisation where code = @receiver and kind in ('Provider', 'PlatformOperator')", new { receiver }, cancellationToken: ct));
        if (organisation is null)
        {
            return Refusal.Invalid("cases.promise-receiver", "请选择向哪个单位承诺。", "body");
        }

        var signer = await connection.QuerySingleOrDefaultAsync<Subject>(new CommandDefinition(
            "select name, code from subjects.subject where id = @Value", subject, cancellationToken: ct));
        return signer is not { Name.Length: > 0 }
            ? Refusal.Conflict("cases.promise-nameless", "档案里还没有您的名称，无法写进承诺书。请到窗口核实后再签。")
            : new Sheet(template, organisation.Code, organisation.Name, organisation.Region, signer.Code,
                PromiseText.Of(template.Template, template.Version, signer.Name, organisation.Name, clock.Today));
    }
}
