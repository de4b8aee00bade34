using Microsoft.Extensions.DependencyInjection;
using Xinheng.Platform.Journal;

namespace Xinheng.Platform.Cases.Stating;

/// <summary>What a subject says beside its records.</summary>
public static class StatingIndex
{
    public static IServiceCollection AddStating(this IServiceCollection services) => services
        .AddSingleton<StateOwnView>()
        .AddSingleton<EndStatement>()
        .AddSingleton<TakeDownStatement>()
        .AddSingleton<Statements>()
        .AddSingleton<IVerification, StatementVerification>();
}
