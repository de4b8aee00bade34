using Xinheng.Model.Foundation;

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
            catch (IOException e) when (IsHeld(e))
            {
                await Task.Delay(100, ct);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new UnusableException(Refusal.Forbidden("foundation.data.not-writable",
                    $"数据目录中的 {file} 不能写入（{e.Message}）。请把数据目录交给运行本程序的账户，或用 XINHENG__DataDirectory 指定别处。"));
            }
        }
    }

    // EWOULDBLOCK of Linux and of macOS: what .NET says of a file that somebody else has open for himself.
    private static bool IsHeld(IOException e) => e.HResult is 11 or 35;

    public ValueTask DisposeAsync() => stream.DisposeAsync();
}
