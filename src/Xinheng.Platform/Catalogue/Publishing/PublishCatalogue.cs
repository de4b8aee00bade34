using Xinheng.Model.Catalogue;
using Xinheng.Model.Catalogue.Checking;
using Xinheng.Model.Catalogue.Integrity;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;

namespace Xinheng.Platform.Catalogue.Publishing;

/// <summary>Another edition decides from now on: what later rooms hear of.</summary>
public sealed record CataloguePublished(int Edition);

/// <summary>Puts a pack in force as the next edition, after its own integrity check. The same text again changes nothing.</summary>
public sealed class PublishCatalogue(Journal.Journal journal, NumberChecks checks)
{
    private const long OneAtATime = 0x436174616C6F67;

    /// <param name="IsNew">False when this very text is in force already.</param>
    public sealed record Published(int Edition, string Name, int Items, int Inactive, bool IsNew);

    public async Task<Result<Published>> RunAsync(CatalogueSource source, Caller caller, CancellationToken ct)
    {
        if (!caller.May(Permission.PublishCatalogue, default(Target)))
        {
            return Refusal.Forbidden("catalogue.not-administrator", "发布目录需要平台管理员角色。");
        }

        var loaded = PublishedPack.Load(source, checks);
        if (!loaded.TryGet(out var pack))
        {
            return Result<Published>.Refuse(loaded.Refusals);
        }

        var faults = CatalogueIntegrity.Check(pack).Where(finding => finding.IsError).ToList();
        if (faults.Count > 0)
        {
            return Result<Published>.Refuse([.. faults.Select(f => Refusal.Invalid(f.Code, $"{f.Item} {f.Field} {f.Message}".Trim()))]);
        }

        return await PublishAsync(source, pack, caller, ct);
    }

    private async Task<Result<Published>> PublishAsync(
        CatalogueSource source, CataloguePack pack, Caller caller, CancellationToken ct)
    {
        await using var work = await journal.OpenAsync(caller.Actor, Power.PublishCatalogue, ct);
        await work.ExecuteAsync("select pg_advisory_xact_lock(@OneAtATime)", new { OneAtATime }, ct);
        var last = await work.FindAsync<(int No, byte[]? Digest)>(
            "select no, digest from catalogue.edition order by no desc limit 1", null, ct);
        var inactive = pack.Items.Count(item => !item.IsActive);
        if (last.Digest is { } digest && digest.AsSpan().SequenceEqual(source.Digest))
        {
            return new Published(last.No, pack.Edition.Name, pack.Items.Length, inactive, false);
        }

        var no = last.No + 1;
        await work.ExecuteAsync("""
            insert into catalogue.edition (no, name, digest, source, entry, published_at)
            values (@no, @name, @Digest, @source::json, @entry, @At)
            """, new { no, name = pack.Edition.Name, source.Digest, source = source.ToJson(), entry = work.Entry.Value, work.At }, ct);
        foreach (var item in pack.Items)
        {
            await work.ExecuteAsync("""
                insert into catalogue.item (edition, code, name, document, active, nature, openness, persons_public, has_impact, open_fields, basis)
                values (@Edition, @Code, @Name, @Document::json, @Active, @Nature, @Openness, @PersonsPublic, @HasImpact, @OpenFields, @Basis)
                """, ItemRow.Of(no, item), ct);
        }

        await work.AnnounceAsync(new CataloguePublished(no), ct);
        work.Tell(new { edition = no, code = pack.Edition.Code, items = pack.Items.Length, digest = Convert.ToHexStringLower(source.Digest) });
        await work.CommitAsync(ct);
        return new Published(no, pack.Edition.Name, pack.Items.Length, inactive, true);
    }

}
