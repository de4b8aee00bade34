using System.Diagnostics;

namespace Xinheng.House.Tests.Docs;

/// <summary>What <c>./dev audit</c> makes of the registries' answers; nobody is asked here.</summary>
public sealed class AuditTests
{
    private const string Vulnerable = """
        { "version": 1, "projects": [ { "path": "a.csproj", "frameworks": [ { "framework": "net10.0",
          "topLevelPackages": [ { "id": "Sound", "resolvedVersion": "1.0.0" } ],
          "transitivePackages": [ { "id": "Bad", "resolvedVersion": "1.2.3", "vulnerabilities": [ { "severity": "High", "advisoryurl": "https://advisory.example/1" } ] } ] } ] } ] }
        """;

    [Theory]
    [InlineData("nuget", Vulnerable, 1, "Bad 1.2.3: High, https://advisory.example/1")]
    [InlineData("nuget", """{ "version": 1, "projects": [ { "path": "a.csproj" } ] }""", 0, "0 known-vulnerable packages")]
    [InlineData("npm", """{ "auditReportVersion": 2, "vulnerabilities": { "bad": { "name": "bad", "range": "<2.0.0", "severity": "high", "via": [ { "url": "https://advisory.example/2" } ] } } }""", 1, "bad <2.0.0: high, https://advisory.example/2")]
    [InlineData("npm", """{ "auditReportVersion": 2, "vulnerabilities": {} }""", 0, "0 known-vulnerable packages")]
    public async Task A_known_vulnerable_package_fails_and_nothing_found_does_not(string registry, string answer, int code, string said)
    {
        var (ended, output) = await JudgeAsync(registry, answer, required: false);

        Assert.Equal(code, ended);
        Assert.Contains(said, output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nuget", "")]
    [InlineData("nuget", "error: Unable to load the service index")]
    [InlineData("nuget", """{ "version": 1, "problems": [ { "text": "NU1900", "level": "warning" } ], "projects": [] }""")]
    [InlineData("npm", """{ "statusCode": 405, "error": { "summary": "" } }""")]
    public async Task No_answer_is_said_and_fails_only_where_an_answer_is_required(string registry, string answer)
    {
        var (lenient, said) = await JudgeAsync(registry, answer, required: false);
        var (strict, _) = await JudgeAsync(registry, answer, required: true);

        Assert.Equal((0, 1), (lenient, strict));
        Assert.Contains("gave no answer", said, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Output)> JudgeAsync(string registry, string answer, bool required)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, answer);
            var start = new ProcessStartInfo("node", [Path.Combine(House.Root, "build", "audit.mjs"), registry, file])
            {
                RedirectStandardOutput = true, RedirectStandardError = true,
            };
            start.Environment["XINHENG_AUDIT"] = required ? "required" : "";
            using var node = Process.Start(start)!;
            var output = await node.StandardOutput.ReadToEndAsync() + await node.StandardError.ReadToEndAsync();
            await node.WaitForExitAsync();
            return (node.ExitCode, output);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
