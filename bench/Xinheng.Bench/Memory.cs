using System.Diagnostics;
using System.Globalization;

namespace Xinheng.Bench;

/// <summary>The most memory this process held since it was last asked to forget.</summary>
internal static class Memory
{
    public static void Forget()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        if (OperatingSystem.IsLinux())
        {
            File.WriteAllText("/proc/self/clear_refs", "5"); // Linux: the peak begins again at what is held now
        }
    }

    public static string Peak
    {
        get
        {
            using var self = Process.GetCurrentProcess();
            return string.Create(CultureInfo.InvariantCulture, $"{self.PeakWorkingSet64 >> 20} MB");
        }
    }
}
