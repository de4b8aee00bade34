namespace Xinheng.House.Tests;

internal static class Law
{
    /// <summary>Fails with every breach and, before them, the reason why the law exists.</summary>
    public static void Holds(string because, IEnumerable<string> breaches)
    {
        var found = breaches.Distinct().Order(StringComparer.Ordinal).ToList();
        if (found.Count > 0)
        {
            Assert.Fail($"{because}\n{found.Count} breach(es):\n  {string.Join("\n  ", found)}");
        }
    }
}
