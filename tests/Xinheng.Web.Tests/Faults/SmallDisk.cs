using System.Diagnostics;

namespace Xinheng.Web.Tests.Faults;

/// <summary>A disk of one megabyte put over a folder. Root alone can; and permissions, which would be simpler, do not stop root.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private readonly string folder;

    private SmallDisk(string folder) => this.folder = folder;

    public static async Task<SmallDisk> MountAsync(string folder)
    {
        Directory.CreateDirectory(folder);
        if (await RunAsync("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder) != 0)
        {
            Assert.Skip("No small disk could be mounted here: that needs root and a system that lets it.");
        }

        return new SmallDisk(folder);
    }

    public async ValueTask DisposeAsync() => Assert.Equal(0, await RunAsync("umount", folder));

    private static async Task<int> RunAsync(string program, params string[] words)
    {
        try
        {
            using var running = Process.Start(new ProcessStartInfo(program, words) { RedirectStandardError = true })!;
            await running.WaitForExitAsync();
            return running.ExitCode;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return 127; // there is no such program
        }
    }
}
