using Microsoft.Extensions.DependencyInjection;

namespace Xinheng.Platform.Records;

/// <summary>The room's index: what is on record.</summary>
public static class RecordsRoom
{
    public static IServiceCollection AddRecords(this IServiceCollection services) => services
        .AddSingleton<EnterRecords>()
        .AddSingleton<WithdrawRecord>()
        .AddSingleton<RestoreRecord>()
        .AddSingleton<ConfirmSeverity>()
        .AddSingleton<Journal.IVerification, RecordsVerification>();
}
