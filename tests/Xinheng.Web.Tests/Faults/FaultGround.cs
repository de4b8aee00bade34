using System.Diagnostics;
using Npgsql;
using Xinheng.Testing;

namespace Xinheng.Web.Tests.Faults;

/// <summary>
/// What every fault test starts from: one installation made by the real executable, copied for each test, and the files
/// handed in. The tests run one after the other: each wants the machine for itself.
/// </summary>
[CollectionDefinition(nameof(FaultGround), DisableParallelization = true)]
public sealed class FaultGround : IAsyncLifetime, ICollectionFixture<FaultGround>
{
    private const string Wanted = "XINHENG_FAULT_ROWS";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("xinheng-faults-");
    private readonly Dictionary<int, IntakeFile> files = [];
    private int places;

    /// <summary>Rows of an intake that is killed at one point; <c>XINHENG_FAULT_ROWS</c> makes it more.</summary>
    public static int Rows => RowsOr(20_000);

    /// <summary>Rows of the intake that is killed at every point in turn.</summary>
    public static int ManyRows => RowsOr(200_000);

    /// <summary>Rows where only what comes of them matters.</summary>
    public const int FewRows = 400;

    private string Template => Path.Combine(folder.FullName, "template");

    public async ValueTask InitializeAsync()
    {
        // The account that PostgreSQL runs under must get in.
        File.SetUnixFileMode(folder.FullName, (UnixFileMode)0b111_101_101);
        await using var place = new Place(Template);
        await place.DoneAsync("organisation", "add", TestPlatform.Authority, "云汀市市场监督管理局", "--region", "990100");
        await place.DoneAsync("account", "add", Place.Reviewer, "--organisation", TestPlatform.Authority, "--role", "Reviewer");
        await using (await place.HoldAsync())
        {
            await place.ExecuteAsync(Breakpoint.Sql);
        }
    }

    /// <summary>A folder with nothing in it yet.</summary>
    public Place EmptyPlace() => new(Path.Combine(folder.FullName, $"place-{++places}"));

    /// <summary>An installation of its own: one authority, its reviewer, no record; not yet running.</summary>
    public async Task<Place> NewPlaceAsync()
    {
        var copy = Path.Combine(folder.FullName, $"place-{++places}");
        using var copying = Process.Start("cp", ["-a", Template, copy]);
        await copying.WaitForExitAsync();
        Assert.Equal(0, copying.ExitCode);
        return new Place(copy);
    }

    public IntakeFile FileOf(int rows) =>
        files.TryGetValue(rows, out var known)
            ? known
            : files[rows] = IntakeFile.Write(Path.Combine(folder.FullName, $"penalties-{rows}.csv"), rows);

    public ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    private static int RowsOr(int usual) =>
        Environment.GetEnvironmentVariable(Wanted) is { Length: > 0 } wanted
            ? int.Parse(wanted, System.Globalization.CultureInfo.InvariantCulture)
            : usual;
}
