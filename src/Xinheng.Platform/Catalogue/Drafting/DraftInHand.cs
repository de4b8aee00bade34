using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Platform.Catalogue.Publishing;
using Xinheng.Platform.Journal;
using Xinheng.Platform.People;

namespace Xinheng.Platform.Catalogue.Drafting;

/// <summary>A draft about to be published, and the whole catalogue with it in place. Locked until the act is done.</summary>
internal sealed record DraftInHand(Draft Draft, CatalogueSource Source)
{
    /// <summary>Refused to whoever wrote in it, from whichever account, and when it is not what the publisher saw or not over what is in force.</summary>
    public static async Task<Result<DraftInHand>> TakeAsync(Work work, PublishCatalogue.OfDraft command, Caller caller, CancellationToken ct)
    {
        if (await Drafts.OpenAsync(work.Connection, command.File, work.Transaction, ct) is not { } draft)
        {
            return DropDraft.NoDraft;
        }

        List<Refusal> problems = [];
        if (draft.Hands.Contains(caller.Actor.Identity)
            || (caller.Actor.Account is { } account && await Holders.IsSameAsAnyAsync(work, account, draft.Hands, ct)))
        {
            problems.Add(Refusal.Forbidden("catalogue.own-draft", "不能发布自己写过的草稿，用另一个账户也不行。请由另一位平台管理员对照后发布。"));
        }

        if (draft.Digest != command.Digest)
        {
            problems.Add(Refusal.Conflict("catalogue.draft-changed", "您看到的草稿之后又有改动。请刷新，对照新的改动再发布。"));
        }

        if (CheckedDraft.OtherCode(draft.File, draft.Text) is { } renamed)
        {
            problems.Add(renamed);
        }

        var source = await Drafts.SourceAsync(work.Connection, work.Transaction, ct);
        if (draft.Base != source.Files.GetValueOrDefault(draft.File))
        {
            problems.Add(Refusal.Conflict("catalogue.draft-outdated",
                "草稿开始之后，现行版的这个文件又改过，直接发布会把那次改动撤掉。请对照现行版，保存草稿后再发布。"));
        }

        return problems.Count > 0 ? Result<DraftInHand>.Refuse(problems) : new DraftInHand(draft, source.With(draft.File, draft.Text));
    }
}
