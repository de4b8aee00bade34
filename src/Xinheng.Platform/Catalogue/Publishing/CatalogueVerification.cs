using System.Text.Json;
using Dapper;
using Npgsql;
using Xinheng.Model.Catalogue.Checking;
using Xinheng.Platform.Journal;

namespace Xinheng.Platform.Catalogue.Publishing;

/// <summary>Rebuilds every published edition from its text: the journal names its digest, and its rows follow from it.</summary>
public sealed class CatalogueVerification(NumberChecks checks) : IVerification
{
    public async Task RunAsync(NpgsqlConnection snapshot, VerificationReport report, CancellationToken ct)
    {
        foreach (var (no, digest, source, content) in await snapshot.QueryAsync<(int, byte[], string, string?)>("""
            select e.no, e.digest, e.source::text, j.content::text
              from catalogue.edition e left join journal.entry j on j.id = e.entry order by e.no
            """))
        {
            report.Count("editions");
            var text = CatalogueSource.FromJson(source);
            if (!text.Digest.AsSpan().SequenceEqual(digest) || !Names(content, no, digest))
            {
                report.Find("catalogue.edition-changed", $"目录第 {no} 版的文本与发布时不同。");
                continue;
            }

            await CompareItemsAsync(snapshot, no, text, report);
        }

        var told = await snapshot.ExecuteScalarAsync<long>("select count(*) from journal.entry where power = 'catalogue.publish'");
        if (told != report.Counts.GetValueOrDefault("editions"))
        {
            report.Find("catalogue.edition-missing", $"日志记有 {told} 次目录发布，现存 {report.Counts.GetValueOrDefault("editions")} 版。");
        }

        ct.ThrowIfCancellationRequested();
    }

    private async Task CompareItemsAsync(NpgsqlConnection snapshot, int no, CatalogueSource text, VerificationReport report)
    {
        var expected = PublishedPack.Load(text, checks).Value.Items.Select(item => ItemRow.Of(no, item)).ToDictionary(i => i.Code);
        var stored = (await snapshot.QueryAsync<ItemRow>($"select {ItemRow.Columns} from catalogue.item where edition = @no", new { no })).AsList();
        foreach (var row in stored)
        {
            if (!expected.Remove(row.Code, out var right) || !right.Equals(row))
            {
                report.Find("catalogue.item-changed", $"目录第 {no} 版的信息项 {row.Code} 被改动或添加。");
            }
        }

        foreach (var code in expected.Keys)
        {
            report.Find("catalogue.item-missing", $"目录第 {no} 版的信息项 {code} 被删除。");
        }
    }

    private static bool Names(string? content, int no, byte[] digest)
    {
        if (content is null)
        {
            return false;
        }

        using var entry = JsonDocument.Parse(content);
        var facts = entry.RootElement.GetProperty("facts");
        return facts.GetProperty("edition").GetInt32() == no
            && facts.GetProperty("digest").GetString() == Convert.ToHexStringLower(digest);
    }
}
