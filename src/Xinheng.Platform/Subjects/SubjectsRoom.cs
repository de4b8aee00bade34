using Microsoft.Extensions.DependencyInjection;

namespace Xinheng.Platform.Subjects;

/// <summary>The room's index: about whom.</summary>
public static class SubjectsRoom
{
    public static IServiceCollection AddSubjects(this IServiceCollection services) => services
        .AddSingleton<SubjectRegister>();
}
