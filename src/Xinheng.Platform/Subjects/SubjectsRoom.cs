using Microsoft.Extensions.DependencyInjection;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Journal;
using Xinheng.Platform.Subjects.Persons;
using Xinheng.Platform.Subjects.Proofing;

namespace Xinheng.Platform.Subjects;

/// <summary>The room's index: about whom.</summary>
public static class SubjectsRoom
{
    public static IServiceCollection AddSubjects(this IServiceCollection services) => services
        .AddSingleton<FindSubject>()
        .AddSingleton<SubjectRegister>()
        .AddSingleton<IIdentityProofing, CounterProofing>()
        .AddSingleton<IIdentityProofing, NationalProofing>()
        .AddSingleton<ClaimChecks>()
        .AddSingleton<KnownSubjects>()
        .AddSingleton<ProveIdentity>()
        .AddSingleton<EnrolSubject>()
        .AddSingleton<PersonNumbers>()
        .AddSingleton<RekeyNumbers>()
        .AddSingleton(s => s.GetRequiredService<RekeyNumbers>().AsJob())
        .AddSingleton<ComingOfAge>()
        .AddSingleton(new DailyJob(ComingOfAge.Job))
        .AddSingleton(s => s.GetRequiredService<ComingOfAge>().AsJob())
        .AddSingleton(Listener.To<KeyRotated>(RekeyNumbers.HearAsync))
        .AddSingleton(RekeyNumbers.Use(KeyPurpose.Persons))
        .AddSingleton(RekeyNumbers.Use(KeyPurpose.Lookup));
}
