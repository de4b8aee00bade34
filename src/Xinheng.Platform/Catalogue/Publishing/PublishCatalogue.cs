using Xinheng.Model.Catalogue;
using Xinheng.Model.Catalogue.Checking;
using Xinheng.Model.Catalogue.Integrity;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Platform.Catalogue.Drafting;
using Xinheng.Platform.Journal;

namespace Xinheng.Platform.Catalogue.Publishing;

/// <summary>Another edition decides from now on: what later rooms hear of.</summary>
public sealed record CataloguePublished(int Edition);

/// <summary>
/// Puts a pack in force as the next edition, after its own integrity check: a folder's files, or the edition in force with one
/// draft in it, which a second person publishes. The same text again changes nothing.
/// </summary>
public sealed class PublishCatalogue(Journal.Journal journal, NumberChecks checks)
{
    internal const long OneAtATime = 0x436174616C6F67;

    /// <param name="IsNew">False when this very text is in force already.</param>
    public sealed record Published(int Edition, string Name, int Items, int Inactive, bool IsNew);

    /// <param name="Digest">Of the text the publisher saw.</param>
    public sealed record OfDraft(string File, string Digest);

    /// <summary>The edition, and the draft it is made from.</summary>
    private sealed record Made(CatalogueSource Source, CataloguePack Pack, string Origin, Draft? Draft);

    public Task<Result<Published>> RunAsync(CatalogueSource source, Caller caller, CancellationToken ct) => RunAsync(source, false, caller, ct);

    /// <param name="overrule">The folder stands above what was published from the editor since it was last loaded.</param>
    public async Task<Result<Published>> RunAsync(CatalogueSource source, bool overrule, Caller caller, CancellationToken ct)
    {
        if (NotAdministrator(caller) is { } refusal)
        {
            return refusal;
        }

        var sound = Sound(source);
        return sound.TryGet(out var pack)
            ? await PublishAsync(async work => overrule || await EditedSince.FindAsync(work, source, pack, checks, ct) is not { Count: > 0 } undone
                ? new Made(source, pack, "files", null)
                : Result<Made>.Refuse(undone), caller, ct)
            : Result<Published>.Refuse(sound.Refusals);
    }

    public async Task<Result<Published>> RunAsync(OfDraft command, Caller caller, CancellationToken ct)
    {
        if (NotAdministrator(caller) is { } refusal)
        {
            return refusal;
        }

        return await PublishAsync(async work =>
        {
            var taken = await DraftInHand.TakeAsync(work, command, caller, ct);
            return !taken.TryGet(out var hand) ? Result<Made>.Refuse(taken.Refusals)
                : Sound(hand.Source) is var sound && sound.TryGet(out var pack) ? new Made(hand.Source, pack, "draft", hand.Draft)
                : Result<Made>.Refuse(sound.Refusals);
        }, caller, ct);
    }

    private static Refusal? NotAdministrator(Caller caller) => caller.May(Permission.PublishCatalogue, default(Target))
        ? null
        : Refusal.Forbidden("catalogue.not-administrator", "发布目录需要平台管理员角色。");

    private Result<CataloguePack> Sound(CatalogueSource source)
    {
        var loaded = PublishedPack.Load(source, checks);
        if (!loaded.TryGet(out var pack))
        {
            return loaded;
        }

        var faults = CatalogueIntegrity.Check(pack).Where(finding => finding.IsError).ToList();
        return faults.Count > 0
            ? Result<CataloguePack>.Refuse([.. faults.Select(f => Refusal.Invalid(f.Code, $"{f.Item} {f.Field} {f.Message}".Trim()))])
            : pack;
    }

    private async Task<Result<Published>> PublishAsync(Func<Work, Task<Result<Made>>> make, Caller caller, CancellationToken ct)
    {
        await using var work = await journal.OpenAsync(caller.Actor, Power.PublishCatalogue, ct);
        await work.ExecuteAsync("select pg_advisory_xact_lock(@OneAtATime)", new { OneAtATime }, ct);
        var making = await make(work);
        if (!making.TryGet(out var made))
        {
            return Result<Published>.Refuse(making.Refusals);
        }

        var (source, pack) = (made.Source, made.Pack);
        var last = await work.FindAsync<(int No, byte[]? Digest)>(
            "select no, digest from catalogue.edition order by no desc limit 1", null, ct);
        var inactive = pack.Items.Count(item => !item.IsActive);
        if (last.Digest is { } digest && digest.AsSpan().SequenceEqual(source.Digest))
        {
            return new Published(last.No, pack.Edition.Name, pack.Items.Length, inactive, false);
        }

        var no = last.No + 1;
        await work.ExecuteAsync("""
            insert into catalogue.edition (no, name, digest, source, entry, origin, published_at)
            values (@no, @name, @Digest, @source::json, @entry, @Origin, @At)
            """, new { no, name = pack.Edition.Name, source.Digest, source = source.ToJson(), entry = work.Entry.Value, made.Origin, work.At }, ct);
        foreach (var item in pack.Items)
        {
            await work.ExecuteAsync("""
                insert into catalogue.item (edition, code, name, document, active, nature, openness, persons_public, has_impact, open_fields, basis)
                values (@Edition, @Code, @Name, @Document::json, @Active, @Nature, @Openness, @PersonsPublic, @HasImpact, @OpenFields, @Basis)
                """, ItemRow.Of(no, item), ct);
        }

        if (made.Draft is { } draft)
        {
            await work.ExecuteAsync("update catalogue.draft set state = 'published', edition = @no where id = @Id", new { draft.Id, no }, ct);
        }

        await work.AnnounceAsync(new CataloguePublished(no), ct);
        work.Tell(new
        {
            edition = no, code = pack.Edition.Code, items = pack.Items.Length, digest = Convert.ToHexStringLower(source.Digest),
            origin = made.Origin, draft = made.Draft?.Id,
        });
        await work.CommitAsync(ct);
        return new Published(no, pack.Edition.Name, pack.Items.Length, inactive, true);
    }
}
