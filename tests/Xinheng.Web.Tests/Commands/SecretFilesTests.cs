using System.Text.Json;
using Xinheng.Web.Tests.Faults;

namespace Xinheng.Web.Tests.Commands;

/// <summary>Secrets that come from files, over the real executable.</summary>
public sealed class SecretFilesTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("xinheng-secrets-");

    [Fact]
    public async Task A_connection_string_comes_from_a_file_and_not_from_the_environment()
    {
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "Database"), "Host=db.invalid;Port=5433;Username=x;Password=from-a-file;Database=y\n");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, ".hidden"), "nothing");

        var answered = await AskAsync(new() { ["XINHENG__SecretsDirectory"] = folder.FullName });

        Assert.Equal(0, answered.Code);
        Assert.Equal("postgresql://x:from-a-file@db.invalid:5433/y", JsonSerializer.Deserialize<JsonElement>(answered.Output).GetProperty("url").GetString());
    }

    [Fact]
    public async Task What_the_environment_says_wins()
    {
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "Database"), "Host=db.invalid;Username=x;Password=a;Database=y");

        var answered = await AskAsync(new()
        {
            ["XINHENG__SecretsDirectory"] = folder.FullName, ["XINHENG__Database"] = "Host=other.invalid;Username=x;Password=b;Database=y",
        });

        Assert.Contains("other.invalid", answered.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_told_and_no_private_database_is_started_in_its_place()
    {
        var answered = await AskAsync(new() { ["XINHENG__SecretsDirectory"] = Path.Combine(folder.FullName, "gone") });

        Assert.Equal(1, answered.Code);
        Assert.Contains("settings.no-secrets", answered.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(folder.FullName, "data", "postgres")));
    }

    public void Dispose() => folder.Delete(recursive: true);

    private async Task<Answered> AskAsync(Dictionary<string, string> settings)
    {
        await using var child = Child.Start(Path.Combine(folder.FullName, "data"), ["database", "url", "--json"], settings);
        return await child.EndAsync();
    }
}
