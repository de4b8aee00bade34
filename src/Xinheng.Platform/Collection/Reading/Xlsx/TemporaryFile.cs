namespace Xinheng.Platform.Collection.Reading.Xlsx;

/// <summary>
/// Archives are read from their end, so a stream that only goes forward is laid down first. The file has no name once it
/// is open: whatever happens, nothing of the department's stays behind.
/// </summary>
internal static class TemporaryFile
{
    private const int InMemory = 8 << 20;

    public static async Task<Stream> CopyAsync(Stream stream, CancellationToken ct)
    {
        var small = new MemoryStream();
        var buffer = new byte[128 << 10];
        int read;
        while (small.Length < InMemory && (read = await stream.ReadAsync(buffer, ct)) > 0)
        {
            small.Write(buffer.AsSpan(0, read));
        }

        if (small.Length < InMemory)
        {
            return small;
        }

        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var file = new FileStream(
            path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 64 << 10, FileOptions.Asynchronous);
        File.Delete(path);
        small.Position = 0;
        await small.CopyToAsync(file, ct);
        await stream.CopyToAsync(file, ct);
        return file;
    }
}
