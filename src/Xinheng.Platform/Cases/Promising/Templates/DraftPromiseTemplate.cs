using Xinheng.Model.Cases.Promising;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;

namespace Xinheng.Platform.Cases.Promising.Templates;

/// <summary>
/// A department's maker or an operator writes a template, or a further version of one. It waits for a second person; matters that no
/// promise may stand in for are refused here, before anybody could be asked to sign.
/// </summary>
public sealed class DraftPromiseTemplate(Journal.Journal journal, TemplateFiles files)
{
    /// <param name="Touches">Codes of the excluded fields that the drafter says the matter touches.</param>
    public sealed record Command(PromiseTemplate Template, IReadOnlyList<string> Touches);

    /// <summary>The version that now waits.</summary>
    public async Task<Result<int>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        var template = command.Template;
        await using var work = await journal.OpenAsync(caller.Actor, Power.DraftPromiseTemplate, ct);
        var before = await TemplateTable.NewestAsync(work, template.Code, ct);
        var body = template.Body is { } code
            ? await work.FindAsync<(string Code, string Region)?>("select code, region from people.organisation where code = @code", new { code }, ct)
            : null;
        var region = template.Body is null
            ? caller.Grants.FirstOrDefault(g => Rights.ReachOf(g.Role, Permission.HandleCases) == Reach.Region)?.Region?.Code
            : body?.Region;
        List<Refusal> problems = [.. TemplateChecks.Problems(template), .. files.Excluded.Against(template, command.Touches)];
        if (!StoredTemplate.MayDraft(caller, template.Body, region) || before?.MayDraft(caller) == false)
        {
            problems.Insert(0, Refusal.Forbidden("cases.promise-not-drafter", "起草承诺书模板由受理单位的数据管理员或者值班员办理，限于本单位、本区域；所有单位共用的由值班员起草。"));
        }

        if (template.Body is not null && body is null)
        {
            problems.Add(Refusal.Invalid("cases.promise-body", $"没有代码为 {template.Body} 的登记单位。请核对受理单位。", "body"));
        }

        if (problems.Count > 0)
        {
            return Result<int>.Refuse(problems);
        }

        var content = TemplateTable.Write(template);
        var version = before switch { null => 1, { State: "waiting" } => before.Version, _ => before.Version + 1 };
        await work.ExecuteAsync("""
            insert into cases.promise_template as t
                   (code, version, state, content, kind, title, matter, industry, body, openness, months, region, hands, drafted_by, drafted_at, drafted_in)
            values (@Code, @version, 'waiting', @content, @kind, @Title, @Matter, @Industry, @Body, @openness, @Months, @region, array[@by], @name, @At, @entry)
                on conflict (code, version) do update
               set content = excluded.content, kind = excluded.kind, title = excluded.title, matter = excluded.matter, industry = excluded.industry,
                   body = excluded.body, openness = excluded.openness, months = excluded.months, region = excluded.region,
                   hands = case when @by = any (t.hands) then t.hands else t.hands || @by end,
                   drafted_by = excluded.drafted_by, drafted_at = excluded.drafted_at, drafted_in = excluded.drafted_in
            """, new
        {
            template.Code, version, content, kind = (short)template.Kind, template.Title, template.Matter, template.Industry, template.Body,
            openness = (short)template.Openness, template.Months, region, by = caller.Actor.Identity, name = caller.Actor.Name, work.At,
            entry = work.Entry.Value,
        }, ct);
        work.Tell(new { template = template.Code, version, digest = TemplateTable.DigestOf(content) });
        await work.CommitAsync(ct);
        return version;
    }
}
