using Dapper;
using Xinheng.Testing;

namespace Xinheng.Web.Tests.Faults;

/// <summary>Backup, wipe, restore, over the real executable: the same counts, the same bytes on every page; and an old backup is found out.</summary>
[Collection(nameof(FaultGround))]
public sealed class PutBackTests(FaultGround ground)
{
    private static readonly string[] Pages =
    [
        $"/api/v1/subjects/{PenaltyFile.Code(1)}", $"/api/v1/subjects/{PenaltyFile.Code(2)}", $"/api/v1/subjects/{PenaltyFile.Code(2)}/records",
        "/api/v1/disclosures/CF_LP", "/api/v1/subjects?q=信衡示例", "/api/v1/catalogue",
    ];

    [Fact]
    public async Task A_wiped_installation_comes_back_from_its_backup_whole()
    {
        await using var place = await ground.NewPlaceAsync();
        await SeedAsync(place);
        var pages = await ReadAsync(place);
        var counts = await CountAsync(place); // after serving, which sees to the day's own jobs
        var backup = Path.Combine(place.Folder, "..", "whole.backup");

        await place.DoneAsync("backup", backup);
        await place.WipeAsync();
        await place.DoneAsync("restore", backup);

        await place.DoneAsync("verify");
        Assert.Equal(counts, await CountAsync(place));
        Assert.Equal(pages, await ReadAsync(place));
        var again = await place.RunAsync("restore", backup, "--json");
        Assert.Equal((1, true), (again.Code, again.Output.Contains("foundation.restore.not-empty", StringComparison.Ordinal)));
        Assert.Equal(counts, await CountAsync(place));
    }

    [Fact]
    public async Task An_old_backup_put_back_is_found_out_by_a_newer_witness()
    {
        await using var place = await ground.NewPlaceAsync();
        await SeedAsync(place);
        var (backup, witness) = (Path.Combine(place.Folder, "..", "old.backup"), Path.Combine(place.Folder, "..", "witness.txt"));
        await place.DoneAsync("backup", backup);
        await SubmitAsync(place, "later.csv", IntakeFile.Of(3, 30));
        File.Copy(place.Checkpoints, witness, overwrite: true);
        await place.DoneAsync("verify", "--witness", witness);

        await place.WipeAsync();
        await place.DoneAsync("restore", backup);

        await place.DoneAsync("verify"); // by itself it is a whole log, only not the newest
        var found = await place.RunAsync("verify", "--witness", witness, "--json");
        Assert.Equal((1, true), (found.Code, found.Output.Contains("witness.log-shorter", StringComparison.Ordinal)));

        // Nor does it help to let the log grow to the same length again: now it is another log.
        await SubmitAsync(place, "other.csv", IntakeFile.Of(3, 31));
        var forked = await place.RunAsync("verify", "--witness", witness, "--json");
        Assert.Equal((1, true), (forked.Code, forked.Output.Contains("witness.log-forked", StringComparison.Ordinal)));
    }

    // Two files, and one record of the first withdrawn by a third.
    private static async Task SeedAsync(Place place)
    {
        await using var server = await place.HoldAsync();
        await SubmitAsync(place, "first.csv", IntakeFile.Of(1, 10, 11, 12));
        await SubmitAsync(place, "second.csv", IntakeFile.Of(2, 20, 21));
        var withdrawn = await SubmitAsync(place, "withdrawn.csv", IntakeFile.Withdrawing(1, 11));
        Assert.Equal(1, withdrawn.GetProperty("corrected").GetInt32());
    }

    private static async Task<System.Text.Json.JsonElement> SubmitAsync(Place place, string name, string csv)
    {
        var path = Path.Combine(place.Folder, name);
        await File.WriteAllTextAsync(path, csv);
        return await place.DoneAsync(Place.Submitting(path));
    }

    /// <summary>Every table of every room, counted; but for what follows the records by itself while somebody serves (the open data, the index of papers).</summary>
    private static async Task<Dictionary<string, long>> CountAsync(Place place)
    {
        await using var server = await place.HoldAsync();
        await using var connection = await place.OpenAsync();
        var tables = await connection.QueryAsync<(string Schema, string Name)>("""
            select schemaname, tablename from pg_tables where schemaname not in ('pg_catalog', 'information_schema', 'fault')
               and not (schemaname = 'publication' and tablename ~ '^(open_|published_file|document)')
            """);
        Dictionary<string, long> counts = [];
        foreach (var (schema, name) in tables)
        {
            counts.Add($"{schema}.{name}", await connection.ExecuteScalarAsync<long>($"select count(*) from \"{schema}\".\"{name}\""));
        }

        Assert.Equal((5, 6), (counts["records.record"], counts["records.revision"]));
        return counts;
    }

    private static async Task<Dictionary<string, string>> ReadAsync(Place place)
    {
        await using var site = await ServedPlace.StartAsync(place);
        Dictionary<string, string> pages = [];
        foreach (var page in Pages)
        {
            pages.Add(page, Convert.ToHexString(await site.BytesAsync(page)));
        }

        return pages;
    }
}
