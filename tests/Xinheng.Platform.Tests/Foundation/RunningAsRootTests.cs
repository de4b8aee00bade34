using System.Diagnostics;
using Npgsql;
using Xinheng.Platform.Foundation.Postgres;

namespace Xinheng.Platform.Tests.Foundation;

/// <summary>PostgreSQL refuses to run as root; we run as root or not, and it works.</summary>
public sealed class RunningAsRootTests : IDisposable
{
    private const string Unprivileged = "65534";

    private readonly Place place = new();

    public RunningAsRootTests() => Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root can be two accounts; every other test here ran without being root.");

    [Fact]
    public async Task Root_starts_a_server_of_another_account()
    {
        await using var server = await EmbeddedPostgres.AcquireAsync(place.DataDirectory, null, CancellationToken.None);

        var owner = (await File.ReadAllLinesAsync($"/proc/{server.ProcessId}/status")).Single(l => l.StartsWith("Uid:", StringComparison.Ordinal));
        Assert.Equal(Unprivileged, owner.Split('\t')[1]);
    }

    [Fact]
    public async Task A_data_directory_closed_to_that_account_holds_a_link_to_where_the_data_are()
    {
        Directory.CreateDirectory(place.DataDirectory);
        File.SetUnixFileMode(place.DataDirectory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var link = new DirectoryInfo(Path.Combine(place.DataDirectory, "postgres"));
        try
        {
            await using (var server = await EmbeddedPostgres.AcquireAsync(place.DataDirectory, null, CancellationToken.None))
            {
                await EmbeddedPostgresTests.AskAsync(server, "create table kept as select 7 as n");
            }

            Assert.StartsWith("/var/lib/xinheng/", link.LinkTarget, StringComparison.Ordinal);
            await using var again = await EmbeddedPostgres.AcquireAsync(place.DataDirectory, null, CancellationToken.None);
            Assert.Equal(7, await EmbeddedPostgresTests.AskAsync(again, "select n from kept"));
        }
        finally
        {
            if (link.LinkTarget is { } target)
            {
                Directory.Delete(Path.GetDirectoryName(target)!, recursive: true);
            }
        }
    }

    [Fact]
    public async Task A_data_directory_closed_later_keeps_its_data()
    {
        await using (var server = await EmbeddedPostgres.AcquireAsync(place.DataDirectory, null, CancellationToken.None))
        {
            await EmbeddedPostgresTests.AskAsync(server, "create table kept as select 7 as n");
        }

        File.SetUnixFileMode(place.Root, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        await Assert.ThrowsAnyAsync<Exception>(() => EmbeddedPostgres.AcquireAsync(place.DataDirectory, null, CancellationToken.None));

        File.SetUnixFileMode(place.Root, (UnixFileMode)0b111_101_101);
        await using var again = await EmbeddedPostgres.AcquireAsync(place.DataDirectory, null, CancellationToken.None);
        Assert.Equal(7, await EmbeddedPostgresTests.AskAsync(again, "select n from kept"));
    }

    [Fact]
    public async Task Programs_where_that_account_may_not_go_are_copied_to_where_it_may()
    {
        var closed = Path.Combine(place.Root, "closed");
        Directory.CreateDirectory(closed);
        var ours = PostgresBinaries.FindAsync(null, CancellationToken.None);
        using (var copy = Process.Start("cp", ["-R", (await ours).Root, Path.Combine(closed, "native")]))
        {
            await copy.WaitForExitAsync();
        }

        File.SetUnixFileMode(closed, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var found = await PostgresBinaries.FindAsync(Path.Combine(closed, "native"), CancellationToken.None);
        try
        {
            Assert.StartsWith("/var/lib/xinheng/binaries/", found.Root, StringComparison.Ordinal);
            await using var server = await EmbeddedPostgres.AcquireAsync(place.DataDirectory, Path.Combine(closed, "native"), CancellationToken.None);
            Assert.Equal(1, await EmbeddedPostgresTests.AskAsync(server, "select 1"));
        }
        finally
        {
            Directory.Delete(found.Root, recursive: true);
        }
    }

    [Fact]
    public async Task An_account_without_rights_needs_none()
    {
        Directory.CreateDirectory(place.DataDirectory);
        using (var give = Process.Start("chown", [Unprivileged, place.DataDirectory]))
        {
            await give.WaitForExitAsync();
        }

        await OtherPrograms.SucceedsAsync(nameof(OtherPrograms.Opens_the_database_asks_and_leaves), place.DataDirectory, Unprivileged);
        Assert.False(File.Exists(Path.Combine(place.Cluster, "postmaster.pid")));
    }

    [Fact]
    public async Task An_account_that_may_not_write_is_told_so()
    {
        Directory.CreateDirectory(Path.Combine(place.DataDirectory, "postgres"));

        await OtherPrograms.SucceedsAsync(nameof(OtherPrograms.Is_refused_a_folder_that_it_may_not_write), place.DataDirectory, Unprivileged);
    }

    public void Dispose()
    {
        NpgsqlConnection.ClearAllPools();
        place.Dispose();
    }
}
