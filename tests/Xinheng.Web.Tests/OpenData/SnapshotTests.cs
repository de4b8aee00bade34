using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Dapper;
using Xinheng.Mirror;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.Publication;
using Xinheng.Model.Records;
using Xinheng.Platform.Publication;
using Xinheng.Platform.Publication.OpenData;
using Xinheng.Platform.Records;
using Xinheng.Testing;

namespace Xinheng.Web.Tests.OpenData;

/// <summary>The signed snapshot in parts and the feed that continues it, over HTTP.</summary>
public sealed class SnapshotTests : IAsyncLifetime
{
    private const string Latest = "api/v1/open/snapshots/latest";
    private OpenSite site = null!;

    public async ValueTask InitializeAsync() => site = await OpenSite.OpenAsync(new PenaltyFile().Add(1, 901).Add(1, 902).Add(2, 903));

    public async ValueTask DisposeAsync() => await site.DisposeAsync();

    [Fact]
    public async Task The_manifest_is_signed_stands_on_a_checkpoint_and_its_files_are_what_it_says()
    {
        var manifest = await ManifestAsync();
        Assert.Equal(3, manifest.Records);
        Assert.True(SignedCheckpoint.Parse(manifest.Checkpoint!).TryGet(out _));

        var part = Assert.Single(manifest.Parts);
        foreach (var file in part.Files)
        {
            var bytes = await site.Client.GetByteArrayAsync(FileOf(file));
            Assert.Equal((file.Bytes, file.Sha256), (bytes.Length, Hash256.Of(bytes)));
        }

        var lines = await LinesAsync(part);
        Assert.Equal(part.Digest, Hash256.Of(Encoding.UTF8.GetBytes(lines)));
        Assert.All(lines.TrimEnd('\n').Split('\n'), line => Assert.True(CanonicalJson.IsCanonical(Encoding.UTF8.GetBytes(line))));
        using var answer = JsonDocument.Parse(lines.Split('\n')[0]);
        var id = answer.RootElement.GetProperty("id").GetGuid();
        Assert.Equal(
            CanonicalJson.Rewrite(Encoding.UTF8.GetBytes((await site.GetAsync($"api/v1/records/{id}")).Text)),
            Encoding.UTF8.GetBytes(lines.Split('\n')[0]));
        Assert.Contains("云市监罚〔2026〕901号", await UnpackAsync(part, SnapshotFile.Csv));
    }

    [Fact]
    public async Task What_is_withdrawn_rewrites_its_part_and_the_manifest_and_the_old_file_is_no_longer_given_out()
    {
        var before = await ManifestAsync();
        await WithdrawAsync(902);
        await site.CatchUpAsync();

        var after = await ManifestAsync();
        Assert.Equal((2, false), (after.Records, (await LinesAsync(after.Parts[0])).Contains("902号", StringComparison.Ordinal)));
        Assert.NotEqual(before.Cursor, after.Cursor);
        foreach (var file in before.Parts[0].Files)
        {
            using var old = await site.Client.GetAsync(FileOf(file));
            Assert.Equal(HttpStatusCode.Gone, old.StatusCode);
            Assert.Contains(Latest, old.Headers.GetValues("Link").Single());
        }

        Assert.Equal(1 + (2 * after.Parts.Count), Directory.GetFiles(Path.Combine(site.Platform.Folder, "open")).Length);
    }

    [Fact]
    public async Task The_feed_says_of_what_left_only_that_it_left_and_says_so_before_anything_was_rewritten()
    {
        var cursor = (await ManifestAsync()).Cursor;
        var id = await WithdrawAsync(902);

        Assert.DoesNotContain("902号", (await site.GetAsync("api/v1/open/changes")).Text, StringComparison.Ordinal);
        await site.CatchUpAsync();
        var (_, page) = await site.GetAsync($"api/v1/open/changes?cursor={cursor}");
        using var read = JsonDocument.Parse(page);
        var item = Assert.Single(read.RootElement.GetProperty("items").EnumerateArray());
        Assert.Equal(["no", "id", "change", "log", "tombstone"], item.EnumerateObject().Select(m => m.Name));
        Assert.Equal((id.Value, "gone"), (item.GetProperty("id").GetGuid(), item.GetProperty("change").GetString()));
        Assert.Empty(JsonDocument.Parse((await site.GetAsync($"api/v1/open/changes?cursor={read.RootElement.GetProperty("cursor").GetString()}")).Text)
            .RootElement.GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task At_midnight_a_part_with_an_expired_record_is_not_given_out_any_more_although_nothing_ran_yet()
    {
        var part = (await ManifestAsync()).Parts[0];
        Assert.Equal(new DateOnly(2027, 6, 10), part.Until);
        await site.Platform.SetTodayAsync(new DateOnly(2027, 6, 9));
        Assert.Equal(HttpStatusCode.OK, (await site.GetAsync(FileOf(part.Files[0]).ToString())).Status);

        await site.Platform.SetTodayAsync(new DateOnly(2027, 6, 10));
        Assert.Equal(HttpStatusCode.Gone, (await site.GetAsync(FileOf(part.Files[0]).ToString())).Status);
        await site.CatchUpAsync();

        var after = await ManifestAsync();
        Assert.Equal((0, new DateOnly(2027, 6, 10)), (after.Records, after.Day));
        var (_, feed) = await site.GetAsync("api/v1/open/changes");
        Assert.Equal(3, JsonDocument.Parse(feed).RootElement.GetProperty("items").EnumerateArray().Count(i => i.GetProperty("change").GetString() == "gone"));
    }

    [Fact]
    public async Task A_cursor_that_is_too_old_or_from_elsewhere_is_told_where_to_start_again()
    {
        var cursor = OpenCursor.Parse((await ManifestAsync()).Cursor)!.Value;
        foreach (var wrong in new[] { cursor with { Feed = Guid.CreateVersion7() }, cursor with { After = cursor.After + 1 } })
        {
            using var answer = await site.Client.GetAsync($"api/v1/open/changes?cursor={wrong}");
            Assert.Equal(HttpStatusCode.Gone, answer.StatusCode);
            Assert.Contains("open.cursor-elsewhere", await answer.Content.ReadAsStringAsync());
            Assert.Contains(Latest, answer.Headers.GetValues("Link").Single());
        }

        Assert.Equal(HttpStatusCode.BadRequest, (await site.GetAsync("api/v1/open/changes?cursor=x")).Status);
        await WithdrawAsync(901);
        await site.CatchUpAsync();
        await site.Platform.SetTodayAsync(new DateOnly(2027, 2, 1));
        await site.CatchUpAsync();
        Assert.Contains("open.cursor-too-old", (await site.GetAsync($"api/v1/open/changes?cursor={cursor}")).Text);
    }

    [Fact]
    public async Task A_consumer_with_too_old_a_cursor_starts_anew_and_is_equal_again()
    {
        var (copy, following) = await site.MirrorAsync("copy");
        Assert.True((await following.CompareAsync(default)).IsEqual);
        await WithdrawAsync(901);
        await site.CatchUpAsync();
        await site.Platform.SetTodayAsync(new DateOnly(2027, 2, 1));
        await site.CatchUpAsync();

        Assert.True((await following.CompareAsync(default)).IsEqual);
        Assert.Equal(2, copy.Count);
    }

    [Fact]
    public async Task A_consumer_that_hears_nothing_drops_what_ended_by_itself()
    {
        var (copy, following) = await site.MirrorAsync("copy");
        await following.CatchUpAsync(default);
        await site.Platform.SetTodayAsync(new DateOnly(2027, 6, 10));

        Assert.Equal(3, copy.DropEnded(new DateOnly(2027, 6, 10)));
        Assert.Equal(0, Copy.Open(Path.Combine(site.Platform.Folder, "copy")).Count);
    }

    [Fact]
    public async Task A_consumer_believes_no_manifest_of_another_key_and_no_part_that_was_changed_on_the_way()
    {
        using var other = SignatureSuite.Es256.CreateKey();
        await Assert.ThrowsAsync<MirrorException>(() => new Source(site.Client, [other.Public]).ManifestAsync(default));

        var keys = await Source.KeysAsync(site.Client, default);
        var part = (await ManifestAsync()).Parts[0];
        var file = part.Files.Single(f => f.Format == SnapshotFile.JsonLines);
        await Assert.ThrowsAsync<MirrorException>(() => new Source(site.Client, keys).PartAsync(
            part with { Files = [file with { Sha256 = Hash256.Of("other"u8) }] }, default));
    }

    [Fact]
    public async Task Nothing_changed_means_nothing_written()
    {
        var before = await site.Client.GetByteArrayAsync(Latest);
        site.Platform.Clock.Advance(TimeSpan.FromMinutes(5));
        await site.CatchUpAsync();
        Assert.Equal(before, await site.Client.GetByteArrayAsync(Latest));
        Assert.Equal(0, await site.Platform.Get<OpenFeed>().CompareAllAsync(default));
    }

    [Fact]
    public async Task A_file_that_was_changed_or_deleted_is_never_given_out_and_is_written_again()
    {
        var part = (await ManifestAsync()).Parts[0];
        var name = part.Files[0].Name;
        var path = Path.Combine(site.Platform.Folder, "open", name);
        var bytes = await File.ReadAllBytesAsync(path);
        bytes[^9] ^= 1;
        await File.WriteAllBytesAsync(path, bytes);
        Assert.Equal(HttpStatusCode.Gone, (await site.GetAsync(FileOf(part.Files[0]).ToString())).Status);

        await site.CatchUpAsync();
        Assert.Equal(part.Files[0].Sha256, Hash256.Of(await site.Client.GetByteArrayAsync(FileOf(part.Files[0]))));
        File.Delete(path);
        await site.CatchUpAsync();
        Assert.Equal(part.Files[0].Sha256, Hash256.Of(await site.Client.GetByteArrayAsync(FileOf(part.Files[0]))));
    }

    [Fact]
    public async Task What_a_crash_left_unfinished_changes_nothing_and_all_is_made_anew_when_the_folder_is_lost()
    {
        var folder = Path.Combine(site.Platform.Folder, "open");
        var before = await ManifestAsync();
        await File.WriteAllTextAsync(Path.Combine(folder, "manifest.json.part"), "{\"manifest\":");
        await File.WriteAllTextAsync(Path.Combine(folder, "records-0000-of-0001.0000000000000000.jsonl.gz"), "half");
        Assert.Equal(before.Digest, (await ManifestAsync()).Digest);
        Assert.Equal(HttpStatusCode.Gone, (await site.GetAsync("api/v1/open/snapshots/records-0000-of-0001.0000000000000000.jsonl.gz")).Status);
        Assert.Equal(HttpStatusCode.Gone, (await site.GetAsync("api/v1/open/snapshots/manifest.json.part")).Status);

        Directory.Delete(folder, recursive: true);
        Assert.Equal(HttpStatusCode.NotFound, (await site.GetAsync(Latest)).Status);
        await site.CatchUpAsync();
        Assert.Equal(before.Digest, (await ManifestAsync()).Digest);
    }

    [Fact]
    public async Task A_manifest_that_somebody_wrote_by_hand_is_not_given_out()
    {
        var path = Path.Combine(site.Platform.Folder, "open", "manifest.json");
        await File.WriteAllTextAsync(path, (await File.ReadAllTextAsync(path)).Replace("\"records\":3", "\"records\":2", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.NotFound, (await site.GetAsync(Latest)).Status);
        await site.CatchUpAsync();
        Assert.Equal(3, (await ManifestAsync()).Records);
    }

    [Fact]
    public async Task A_part_has_a_strong_tag_and_is_given_in_ranges()
    {
        var file = (await ManifestAsync()).Parts[0].Files[0];
        using var range = new HttpRequestMessage(HttpMethod.Get, FileOf(file)) { Headers = { Range = new RangeHeaderValue(0, 9) } };
        using var partial = await site.Client.SendAsync(range);
        Assert.Equal((HttpStatusCode.PartialContent, 10), (partial.StatusCode, (await partial.Content.ReadAsByteArrayAsync()).Length));
        Assert.Equal($"\"{file.Sha256}\"", partial.Headers.ETag!.Tag);
        using var again = new HttpRequestMessage(HttpMethod.Get, FileOf(file)) { Headers = { IfNoneMatch = { partial.Headers.ETag } } };
        using var same = await site.Client.SendAsync(again);
        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
    }

    [Fact]
    public async Task The_dataset_is_described_for_catalogues_of_open_data()
    {
        using var answer = await site.Client.GetAsync("api/v1/open/catalogue.jsonld");
        Assert.Equal("application/ld+json", answer.Content.Headers.ContentType!.MediaType);
        using var read = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        var dataset = read.RootElement.GetProperty("dcat:dataset")[0];
        Assert.Equal((await ManifestAsync()).Digest.ToString(), dataset.GetProperty("spdx:checksum").GetProperty("spdx:checksumValue").GetString());
        Assert.EndsWith(Latest, dataset.GetProperty("@id").GetString());
    }

    [Fact]
    public async Task A_natural_person_is_never_in_it_also_where_the_item_may_show_persons()
    {
        await using (var connection = await site.Platform.Database.Owner.OpenConnectionAsync())
        {
            await connection.ExecuteAsync("""
                update records.record set subject_kind = 'natural_person' where record_id = any (select r.record_id from publication.record r where r.fields->>'CF_WSH' like '%903%');
                update catalogue.item set persons_public = true
                """);
        }

        Assert.Equal(1, await site.Platform.Get<OpenFeed>().CompareAllAsync(default));
        await site.CatchUpAsync();
        Assert.Equal(2, (await ManifestAsync()).Records);
    }

    private static Uri FileOf(SnapshotFile file) => new($"api/v1/open/snapshots/{file.Name}", UriKind.Relative);

    private async Task<SnapshotManifest> ManifestAsync() =>
        await new Source(site.Client, await Source.KeysAsync(site.Client, default)).ManifestAsync(default);

    private Task<string> LinesAsync(SnapshotPart part) => UnpackAsync(part, SnapshotFile.JsonLines);

    private async Task<string> UnpackAsync(SnapshotPart part, string format)
    {
        await using var packed = await site.Client.GetStreamAsync(FileOf(part.Files.Single(f => f.Format == format)));
        using var reader = new StreamReader(new GZipStream(packed, CompressionMode.Decompress));
        return await reader.ReadToEndAsync();
    }

    private async Task<RecordId> WithdrawAsync(int document)
    {
        var records = await site.Platform.Get<PublicRecords>().OfSubjectAsync(PenaltyFile.Code(document == 903 ? 2 : 1), null, null, null, default);
        var id = new RecordId(records.Single(r => r.DocumentNumber == $"云市监罚〔2026〕{document}号").Id);
        _ = (await site.Platform.Get<WithdrawRecord>().RunAsync(new(id, WithdrawalKind.Mistake, "复议决定撤销原处罚", "云府复〔2026〕3号", null), site.Platform.Reviewer, default)).Value;
        return id;
    }
}
