namespace Xinheng.Browser.Tests;

/// <summary>The system's browser. A machine without one fails the suite: pages nobody looked at are not tested pages.</summary>
internal static class Chromium
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    // It must not go out by itself: a request that leaves the host would then be our pages' doing alone.
    public static IReadOnlyList<string> Arguments { get; } =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    public static string Find() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .SelectMany(folder => Names.Select(name => Path.Combine(folder, name)))
            .FirstOrDefault(File.Exists)
        ?? throw new InvalidOperationException(
            "The browser tests need Chromium, and none is on the PATH. Debian and Ubuntu: apt-get install chromium fonts-noto-cjk");
}
