using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Platform.Catalogue.Publishing;
using Xinheng.Platform.Collection;
using Xinheng.Platform.Records;

namespace Xinheng.Platform.Disclosure.Persons;

/// <summary>
/// 不公示请求: a subject wants nobody told of its awards, gifts or volunteering. They leave every output at once, public, shared
/// and authorised; it keeps seeing them itself. Basis: 深圳经济特区社会信用条例 39 ¶2 (V), where the place has that right.
/// </summary>
public sealed class VetoItem(Journal.Journal journal, SubjectOfNumber subjects, CatalogueInForce catalogue, Jurisdiction jurisdiction)
{
    /// <param name="Subject">Whose records, shown by a document at a counter; null: the caller's own.</param>
    public sealed record Command(GivenNumber? Subject, string Item);

    public async Task<Result<Done>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        if (await RefusalAsync(command, caller, ct) is { } refusal)
        {
            return refusal;
        }

        await using var work = await journal.OpenAsync(caller.Actor, Power.VetoItem, ct);
        var subject = await ActingFor.SubjectAsync(subjects, work, command.Subject, caller, ct);
        if (!subject.TryGet(out var known))
        {
            return Result<Done>.Refuse(subject.Refusals);
        }

        if (await work.ExecuteAsync("""
            insert into disclosure.veto (subject_id, item, entry) values (@subject, @Item, @entry)
                on conflict (subject_id, item) where lifted_in is null do nothing
            """, new { subject = known.Value, command.Item, entry = work.Entry.Value }, ct) == 0)
        {
            return Refusal.Conflict("persons.vetoed-already", "这类信息已经按本人的要求不公示，不必再办。");
        }

        work.Tell(new { subject = known.Value, vetoed = command.Item });
        await work.AnnounceAsync(new RecordsChanged(command.Item, [known]), ct);
        await work.CommitAsync(ct);
        return default(Done);
    }

    private async Task<Refusal?> RefusalAsync(Command command, Caller caller, CancellationToken ct) =>
        !ActingFor.May(caller, command.Subject)
            ? Refusal.Forbidden("persons.not-counter-veto", "不公示请求由本人提出，或由窗口工作人员凭本人证件办理。")
        : !jurisdiction.Profile.PositiveDataVeto.Value
            ? Refusal.Conflict("persons.no-veto-here", $"{jurisdiction.Profile.Name}没有规定信用主体可以要求不公示正面信息。")
        : (await catalogue.CurrentAsync(ct)).Find(command.Item).TryGet(out var item) && item.MayBeVetoed ? null
        : Refusal.Invalid("persons.not-vetoable", "只有表彰奖励、志愿服务、慈善捐赠、见义勇为等正面信息，信用主体可以要求不公示。", "item");
}
