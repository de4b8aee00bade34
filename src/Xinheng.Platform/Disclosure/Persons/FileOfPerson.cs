using Xinheng.Model.Disclosure;
using Xinheng.Model.Disclosure.Persons;
using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Model.People.Tracing;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.People.Tracing;

namespace Xinheng.Platform.Disclosure.Persons;

/// <summary>
/// 本人查询: a subject's own file, whole, free, at any time; whoever calls has proved who it is. Basis: 河南省社会信用条例 40;
/// 个人信息保护法 45 (V).
/// </summary>
public sealed class FileOfPerson(Database database, RecordsOfSubject records, Trace trace)
{
    public async Task<IReadOnlyList<ShownRecord>> ReadAsync(SubjectId subject, Caller caller, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var shown = await records.ReadAsync(connection, subject, new Audience.TheSubject(), null, [], ct);
        await trace.WriteAsync(
            new Look(LookKind.Read, subject, [.. shown.Select(r => r.Item).Distinct()], "本人查询", null, null,
                shown.Count > 0 ? LookResult.Answered : LookResult.NothingFound, shown.Count) { IsMatterDue = false }, caller, ct);
        return shown;
    }
}
