using Dapper;
using Xinheng.Model.Catalogue;
using Xinheng.Model.Foundation;
using Xinheng.Model.Law;
using Xinheng.Model.People;
using Xinheng.Platform.Catalogue.Drafting;
using Xinheng.Platform.Catalogue.Publishing;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Law;

namespace Xinheng.Platform.Collection.Rehearsing;

/// <summary>
/// Tries a drafted catalogue on what was handed in during the last month: the kept originals, read by the same reader, checked by
/// the edition in force and by the draft. Nothing is entered or changed; run again, it says the same.
/// </summary>
public sealed class RehearseCatalogue(
    Database database, Drafts drafts, CatalogueInForce catalogue, SubmissionPasses passes, Jurisdiction jurisdiction, Jobs jobs, Clock clock)
{
    public const string Job = "collection.rehearse";

    /// <summary>Asks for it; the job does it. The same draft asked twice is tried twice: rows came meanwhile.</summary>
    public async Task<Result<Guid>> AskAsync(string file, Caller caller, CancellationToken ct)
    {
        if (!caller.May(Permission.DraftCatalogue, default(Target)))
        {
            return Refusal.Forbidden("catalogue.not-editor", "试算需要管全平台的平台管理员或值班员角色。");
        }

        if ((await drafts.FindAsync(file, ct))?.Draft is not { } draft)
        {
            return Refusal.NotFound("catalogue.no-draft", "没有这份草稿：可能已经发布或放弃。");
        }

        if (await drafts.CheckAsync(file, draft.Text, ct) is { IsSound: false } faulty)
        {
            return Result<Guid>.Refuse(faulty.Problems);
        }

        var id = clock.NewId();
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await connection.ExecuteAsync(new CommandDefinition("""
            insert into collection.rehearsal (id, draft, file, digest, edition, since, state, asked_by, asked_at)
            values (@id, @draft, @file, @Digest, @edition, @since, 'waiting', @by, @now)
            """, new
        {
            id, draft = draft.Id, file, draft.Digest, edition = (await catalogue.CurrentAsync(ct)).Edition, since = clock.Today.AddMonths(-1),
            by = caller.Actor.Identity, now = clock.Now,
        }, transaction, cancellationToken: ct));
        await jobs.EnqueueAsync(transaction, Job, new { id }, ct);
        await transaction.CommitAsync(ct);
        return id;
    }

    public JobKind AsJob() => new(Job, (payload, ct) => RunAsync(payload.GetProperty("id").GetGuid(), ct));

    public async Task RunAsync(Guid id, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var ledger = await RehearsalLedger.BeginAsync(connection, passes, id, ct);
        if (ledger is null)
        {
            return; // done before
        }

        var draft = (await drafts.FindAsync(ledger.File, ct))?.Draft;
        var tried = draft is { } found && found.Digest == ledger.Digest ? await drafts.CheckAsync(ledger.File, found.Text, ct) : null;
        if (tried?.Pack is not { } after)
        {
            await ledger.EndAsync("changed", clock.Now, ct);
            return;
        }

        var before = await catalogue.EditionAsync(ledger.Edition, ct);
        var touched = Touched(ledger.File, before.Pack, after);
        var submissions = await Submissions.SinceAsync(connection, [.. touched], LegalTime.StartOf(ledger.Since), ct);
        await ledger.ExpectAsync(submissions.Count, ct);
        foreach (var submission in submissions)
        {
            var walk = new RehearsalWalk(passes, submission, ledger.Edition, before.Pack.Find(submission.Item), Active(after, submission.Item));
            await ledger.AddAsync(submission, await walk.RunAsync(rows => ledger.ReportAsync(rows, ct), ct), ct);
        }

        foreach (var code in touched)
        {
            await ReclassAsync(ledger, before.Pack.Find(code), Active(after, code), ct);
        }

        await ledger.EndAsync("done", clock.Now, ct);
    }

    private async Task ReclassAsync(RehearsalLedger ledger, CatalogueItem? before, CatalogueItem? after, CancellationToken ct)
    {
        if (before is null || after is null || !Reclassing.Differs(before, after))
        {
            return;
        }

        await using var reading = await database.Owner.OpenConnectionAsync(ct);
        await foreach (var changed in Reclassing.FindAsync(reading, after, jurisdiction, clock.Today, ct))
        {
            await ledger.AddAsync(after.Code, changed, ct);
        }
    }

    // A file of an item bears on that item; code sets, envelope and pack on whatever there is.
    private static List<string> Touched(string file, CataloguePack before, CataloguePack after) =>
        file.StartsWith("items/", StringComparison.Ordinal)
            ? [CatalogueFile.PartOf(file)]
            : [.. before.Items.Concat(after.Items).Select(item => item.Code).Distinct()];

    private static CatalogueItem? Active(CataloguePack pack, string code) => pack.Find(code) is { IsActive: true } item ? item : null;
}
