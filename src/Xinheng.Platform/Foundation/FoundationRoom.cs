using Microsoft.Extensions.DependencyInjection;

namespace Xinheng.Platform.Foundation;

/// <summary>The room's index: what stores and schedules.</summary>
public static class FoundationRoom
{
    public static IServiceCollection AddFoundation(this IServiceCollection services, XinhengOptions options, Database database) => services
        .AddSingleton(options)
        .AddSingleton(database)
        .AddSingleton(TimeProvider.System)
        .AddSingleton<Clock>()
        .AddSingleton<Migrations>()
        .AddSingleton<KeyRing>()
        .AddSingleton<KeyEscrow>()
        .AddSingleton<FileStore>()
        .AddSingleton<FileSweep>()
        .AddSingleton<Backups.Backup>()
        .AddSingleton<Backups.Restore>()
        .AddSingleton<Jobs>()
        .AddSingleton<JobRunner>()
        .AddSingleton<DailyJobs>()
        .AddSingleton<HourlyJobs>()
        .AddSingleton(new DailyJob(FileSweep.Kind))
        .AddSingleton(s => s.GetRequiredService<FileSweep>().AsJob());
}
