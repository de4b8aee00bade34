using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;

namespace Xinheng.Platform.Catalogue.Drafting;

/// <summary>Gives a draft up; what is in force stays as it is.</summary>
public sealed class DropDraft(Journal.Journal journal)
{
    public async Task<Result<Done>> RunAsync(string file, Caller caller, CancellationToken ct)
    {
        if (!caller.May(Permission.DraftCatalogue, default(Target)))
        {
            return Refusal.Forbidden("catalogue.not-editor", "起草目录需要管全平台的平台管理员或值班员角色。");
        }

        await using var work = await journal.OpenAsync(caller.Actor, Power.DropDraft, ct);
        if (await Drafts.OpenAsync(work.Connection, file, work.Transaction, ct) is not { } draft)
        {
            return NoDraft;
        }

        await work.ExecuteAsync("update catalogue.draft set state = 'dropped', changed_at = @At where id = @Id", new { draft.Id, work.At }, ct);
        work.Tell(new { draft = draft.Id, file });
        await work.CommitAsync(ct);
        return default(Done);
    }

    internal static Refusal NoDraft => Refusal.NotFound("catalogue.no-draft", "没有这份草稿：可能已经发布或放弃。");
}
