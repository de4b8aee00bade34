using Microsoft.Extensions.Logging.Abstractions;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Platform.Journal;
using Xinheng.Platform.Publication.Authentic;
using Xinheng.Platform.Publication.OpenData;
using Xinheng.Testing;
using Xinheng.Web.Hosting.Assets;

namespace Xinheng.Web.Tests.OpenData;

/// <summary>Somebody changes our files on disk: readers get the good ones, the log says so, and the good ones are put back.</summary>
public sealed class ChangedFilesTests : IAsyncLifetime
{
    private readonly SiteFiles files = SiteFiles.OfBuild();
    private readonly string folder = Directory.CreateTempSubdirectory("xinheng-assets-").FullName;
    private TestPlatform platform = null!;
    private SiteWatch watch = null!;
    private Caller auditor = null!;

    public async ValueTask InitializeAsync()
    {
        platform = await TestPlatform.CreateAsync();
        auditor = await platform.AppointAsync("auditor", Role.Auditor);
        watch = new SiteWatch(files, platform.Get<NoteTampering>(), NullLogger<SiteWatch>.Instance);
        files.Look(folder); // puts everything there
    }

    public async ValueTask DisposeAsync()
    {
        await platform.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task The_files_beside_the_program_are_those_of_its_build() =>
        Assert.Empty(await watch.LookAsync(SiteWatch.Folder, default));

    [Fact]
    public async Task A_changed_file_is_noticed_put_back_and_told_in_the_log_where_an_auditor_reads_it()
    {
        var path = Path.Combine(folder, "css", "xinheng.css");
        var good = await File.ReadAllBytesAsync(path);
        await File.AppendAllTextAsync(path, "body::after { content: '彩票' }");
        File.Delete(Path.Combine(folder, "img", "xinheng.svg"));

        var noted = await watch.LookAsync(folder, default);

        Assert.Equal(["wwwroot/css/xinheng.css", "wwwroot/img/xinheng.svg"], noted.Select(n => n.Name).Order());
        Assert.All(noted, n => Assert.True(n.Mended));
        Assert.Equal(good, await File.ReadAllBytesAsync(path));
        Assert.Equal(2, (await platform.Get<Incidents>().NewestAsync(auditor, default)).Count);
        Assert.Empty(await platform.Get<Incidents>().NewestAsync(platform.Maker, default));
        Assert.Empty(await watch.LookAsync(folder, default));
        await platform.Get<Sealer>().SealAsync(default);
        Assert.Equal(2, (await VerifyAsync()).Counts["incidents"]);
    }

    [Fact]
    public async Task What_cannot_be_put_back_is_one_incident_and_not_one_at_every_look()
    {
        Directory.CreateDirectory(Path.Combine(folder, "css", "xinheng.css.part")); // so that nothing can be written
        await File.AppendAllTextAsync(Path.Combine(folder, "css", "xinheng.css"), "/* */");

        Assert.False(Assert.Single(await watch.LookAsync(folder, default)).Mended);
        Assert.Empty(await watch.LookAsync(folder, default));
    }

    [Fact]
    public async Task A_file_that_the_build_does_not_know_is_served_to_nobody()
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "lottery.html"), "彩票");
        Assert.Empty(await watch.LookAsync(folder, default));
        Assert.Equal("/assets/lottery.html", files["lottery.html"]); // the address that answers 404
    }

    [Fact]
    public async Task An_incident_that_was_deleted_or_changed_is_found_by_verification()
    {
        File.Delete(Path.Combine(folder, "img", "xinheng.svg"));
        await watch.LookAsync(folder, default);
        await platform.Get<Sealer>().SealAsync(default);
        Assert.True((await VerifyAsync()).Holds);

        await using var connection = await platform.Database.Owner.OpenConnectionAsync();
        await using var change = connection.CreateCommand();
        change.CommandText = "delete from publication.incident";
        await change.ExecuteNonQueryAsync();
        Assert.Contains((await VerifyAsync()).Findings, f => f.Code == "publication.incident-changed");
    }

    [Fact]
    public async Task A_changed_part_of_the_snapshot_is_an_incident_and_is_written_again()
    {
        await platform.ApproveAsync(await platform.SubmitAsync("CF_LP", new PenaltyFile().Add(1, 901).ToString()));
        await platform.Get<OpenFeed>().CatchUpAsync(default);
        await platform.Get<OpenSnapshot>().WriteAsync(default);
        var file = platform.Get<OpenFolder>().Current!.Manifest.Parts[0].Files[0];
        var path = Path.Combine(platform.Folder, "open", file.Name);
        var (bytes, written) = (await File.ReadAllBytesAsync(path), File.GetLastWriteTimeUtc(path));
        bytes[^9] ^= 1;
        await File.WriteAllBytesAsync(path, bytes);
        File.SetLastWriteTimeUtc(path, written); // as somebody who knows what is looked at

        await platform.Get<OpenSnapshot>().WriteAsync(default);

        Assert.Equal(file.Sha256, Hash256.Of(await File.ReadAllBytesAsync(path)));
        Assert.Equal(file.Name, Assert.Single(await platform.Get<Incidents>().NewestAsync(auditor, default)).Name);
    }

    private async Task<VerificationReport> VerifyAsync() => (await platform.Get<Platform.Journal.Verify>().RunAsync(null, default)).Value;
}
