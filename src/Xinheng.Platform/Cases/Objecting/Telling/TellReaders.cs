using System.Globalization;
using Xinheng.Model.Law;
using Xinheng.Platform.Procedures;
using Xinheng.Platform.Records.Moving;

namespace Xinheng.Platform.Cases.Objecting.Telling;

/// <summary>
/// Tells everybody who had read what turned out wrong: what it was, what became of it, and that whoever acted on it has to look again. Nobody's
/// name stands in a notice; the reader knows by the matter for which it read. Basis: 深圳经济特区社会信用条例 37, 上海市社会信用条例 37 (V).
/// </summary>
internal static class TellReaders
{
    /// <param name="Became">What was done with the record, in words.</param>
    /// <param name="Fields">Names of the fields that changed; none where the whole record went.</param>
    public sealed record Wrong(string Became, IReadOnlyList<string> Fields, DateTime Since);

    /// <summary>Codes of those told, in their order.</summary>
    public static async Task<IReadOnlyList<string>> RunAsync(CaseInHand hand, RecordInHand record, Wrong wrong, CancellationToken ct)
    {
        var readers = await WhoRead.SinceAsync(hand.Work, record.Subject, record.Item, record.Standing.Provider, wrong.Since, ct);
        if (readers.Count == 0)
        {
            return [];
        }

        var item = await hand.Work.FindAsync<string>("select coalesce((select name from catalogue.item_in_force where code = @Item), @Item)", record, ct);
        foreach (var reader in readers)
        {
            await hand.TellAsync(reader.Organisation, TextOf(hand, record, item!, reader, wrong), ct);
        }

        await hand.Work.ExecuteAsync("""
            insert into cases.told (case_id, organisation, looks, last_look, entry, told_at)
            select @id, organisation, looks, last, @entry, @At from unnest(@organisations, @looks, @lasts) as t (organisation, looks, last)
            """, new
        {
            id = hand.File.Id.Value, entry = hand.Work.Entry.Value, hand.Work.At, organisations = readers.Select(r => r.Organisation).ToArray(),
            looks = readers.Select(r => r.Looks).ToArray(), lasts = readers.Select(r => r.LastLook).ToArray(),
        }, ct);
        return [.. readers.Select(reader => reader.Organisation)];
    }

    private static string TextOf(CaseInHand hand, RecordInHand record, string item, Reader reader, Wrong wrong)
    {
        var on = LegalTime.DateOf(new DateTimeOffset(reader.LastLook, TimeSpan.Zero)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var matter = reader.Matter is { } number ? $"事项号 {number}" : reader.Authorisation is { } authorisation ? $"授权编号 {authorisation}" : "未写事项号";
        return $"更正通知（{hand.File.Number}）：贵单位 {on} 查询（{matter}，共 {reader.Looks} 次）时得到的一条“{item}”经异议核实有误，{wrong.Became}"
            + (wrong.Fields.Count > 0 ? $"（涉及：{string.Join("、", wrong.Fields)}）" : "")
            + $"。记录编号 {record.Id}。请不要再使用原来的内容；据此作过限制、拒绝、降级等处理的，请重新核对，依法纠正并消除影响。";
    }
}
