using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.Tests.Foundation;

/// <summary>A data directory of a test's own, open to the account PostgreSQL runs under; gone afterwards.</summary>
internal sealed class Place : IDisposable
{
    public Place()
    {
        Root = Directory.CreateTempSubdirectory("xinheng-place-").FullName;
        File.SetUnixFileMode(Root, (UnixFileMode)0b111_101_101);
    }

    public string Root { get; }

    public string DataDirectory => Path.Combine(Root, "data");

    public string Cluster => Path.Combine(DataDirectory, "postgres", "cluster");

    public XinhengOptions Options => new() { DataDirectory = DataDirectory };

    public void Dispose() => Directory.Delete(Root, recursive: true);
}

/// <summary>Time that stands still until it is moved.</summary>
internal sealed class StandingTime(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}
