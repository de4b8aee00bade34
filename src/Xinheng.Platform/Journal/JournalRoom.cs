using Microsoft.Extensions.DependencyInjection;

namespace Xinheng.Platform.Journal;

/// <summary>The room's index: who did what, by what power.</summary>
public static class JournalRoom
{
    public static IServiceCollection AddJournal(this IServiceCollection services) => services
        .AddSingleton<Journal>()
        .AddSingleton<SigningKeys>()
        .AddSingleton<CheckpointFile>()
        .AddSingleton<CreateKeys>()
        .AddSingleton<Sealer>()
        .AddSingleton<JournalVerification>()
        .AddSingleton<IVerification>(s => s.GetRequiredService<JournalVerification>())
        .AddSingleton<Verify>()
        .AddSingleton<LogProofs>();
}
