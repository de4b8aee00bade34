using Microsoft.Extensions.DependencyInjection;
using Xinheng.Platform.People.Binding;
using Xinheng.Platform.People.Machines;
using Xinheng.Platform.People.SigningIn;
using Xinheng.Platform.People.Tracing;

namespace Xinheng.Platform.People;

/// <summary>The room's index: who may act, and for whom.</summary>
public static class PeopleRoom
{
    public static IServiceCollection AddPeople(this IServiceCollection services) => services
        .AddSingleton<Accounts>()
        .AddSigningIn()
        .AddSingleton<RegisterOrganisation>()
        .AddSingleton<Organisations>()
        .AddSingleton<StaffAccounts>()
        .AddSingleton<StaffOverview>()
        .AddSingleton<AppointAccount>()
        .AddSingleton<EndAccount>()
        .AddSingleton<Holders>()
        .AddSingleton(Holders.Use())
        .AddSingleton<SubjectAccounts>()
        .AddSingleton<Journal.IVerification, BindingVerification>()
        .AddSingleton<GrantRole>()
        .AddSingleton<ConfirmGrants>()
        .AddSingleton<RevokeRole>()
        .AddSingleton<EmergencyAccess>()
        .AddSingleton<Journal.IVerification, GrantsVerification>()
        .AddSingleton<RegisterClient>()
        .AddSingleton<AddClientKey>()
        .AddSingleton<EndClientKey>()
        .AddSingleton<ScopeClient>()
        .AddSingleton<EndClient>()
        .AddSingleton<RequireSignature>()
        .AddSingleton<RegisteredClients>()
        .AddSingleton<Signers>()
        .AddSingleton<ClientTokens>()
        .AddSingleton<Journal.IVerification, MachinesVerification>()
        .AddTracing();
}
