namespace Xinheng.Platform.Foundation.Postgres;

/// <summary>
/// Who of our programs uses the private server: each holds a shared lock on one file, which the system takes back
/// from a killed one. Whoever could have the file alone is the last.
/// </summary>
internal sealed class PostgresUsers : IDisposable
{
    private readonly string file;
    private readonly FileStream mine;

    private PostgresUsers(string file, FileStream mine) => (this.file, this.mine) = (file, mine);

    /// <summary>To be called while holding the start lock, like <see cref="LeaveAsLast"/>.</summary>
    public static PostgresUsers Enter(PostgresFolder folder)
    {
        var file = Path.Combine(folder.FullPath, "users.lock");
        return new PostgresUsers(file, new FileStream(file, FileMode.OpenOrCreate, FileAccess.Read, FileShare.Read));
    }

    /// <summary>Gives up one's place; true when nobody else has one.</summary>
    public bool LeaveAsLast()
    {
        mine.Dispose();
        try
        {
            using var alone = new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    public void Dispose() => mine.Dispose();
}
