using Microsoft.Extensions.DependencyInjection;
using Xinheng.Model.Law;
using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.People.SigningIn;

/// <summary>This part of the room: passwords, second factors, sessions.</summary>
public static class SigningInRoom
{
    public static IServiceCollection AddSigningIn(this IServiceCollection services) => services
        .AddSingleton<SignIn>()
        .AddSingleton<SignInBrakes>()
        .AddSingleton<Sessions>()
        .AddSingleton(provider => FactorRule.Of(
            provider.GetRequiredService<XinhengOptions>(), provider.GetRequiredService<JurisdictionProfile>().IsFictional))
        .AddSingleton<FactorSeals>()
        .AddSingleton<FactorTable>()
        .AddSingleton<RecoveryCodes>()
        .AddSingleton<ProveFactor>()
        .AddSingleton<AddAuthenticator>()
        .AddSingleton<AddPasskey>()
        .AddSingleton<Passkeys>()
        .AddSingleton<EndFactor>()
        .AddSingleton<RenewRecoveryCodes>()
        .AddSingleton<ChangePassword>()
        .AddSingleton<ResetPassword>()
        .AddSingleton<Journal.IVerification, FactorsVerification>();
}
