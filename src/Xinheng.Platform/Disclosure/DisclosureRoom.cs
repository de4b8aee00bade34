using Microsoft.Extensions.DependencyInjection;
using Xinheng.Platform.Disclosure.Persons;
using Xinheng.Platform.Disclosure.Rehearsing;
using Xinheng.Platform.Journal;

namespace Xinheng.Platform.Disclosure;

/// <summary>The room's index: who may see what of a record, today, and why.</summary>
public static class DisclosureRoom
{
    public static IServiceCollection AddDisclosure(this IServiceCollection services) => services
        .AddSingleton<DisclosureOfRecord>()
        .AddSingleton<DraftedDisclosure>()
        .AddSingleton<OwnFile>()
        .AddSingleton<Archive.SubjectArchive>()
        .AddSingleton<SubjectOfNumber>()
        .AddSingleton<SubjectAtCounter>()
        .AddSingleton<RecordsOfSubject>()
        .AddSingleton<ReadPerson>()
        .AddSingleton<Authorisations>()
        .AddSingleton<OneTimeCodes>()
        .AddSingleton<GiveAuthorisation>()
        .AddSingleton<RevokeAuthorisation>()
        .AddSingleton<VetoItem>()
        .AddSingleton<LiftVeto>()
        .AddSingleton<Vetoes>()
        .AddSingleton<RevealIdentifier>()
        .AddSingleton<IVerification, AuthorisationVerification>();
}
