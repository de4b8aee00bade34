namespace Xinheng.Platform.Foundation.Postgres;

/// <summary>One program at a time starts or stops the private server; a crash releases the lock with the process.</summary>
internal sealed class FolderLock : IAsyncDisposable
{
    private readonly FileStream stream;

    private FolderLock(FileStream stream) => this.stream = stream;

    public static async Task<FolderLock> TakeAsync(string file, CancellationToken ct)
    {
        while (true)
        {
            try
            {
                return new FolderLock(new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException) when (!ct.IsCancellationRequested)
            {
                await Task.Delay(100, ct);
            }
        }
    }

    public ValueTask DisposeAsync() => stream.DisposeAsync();
}
