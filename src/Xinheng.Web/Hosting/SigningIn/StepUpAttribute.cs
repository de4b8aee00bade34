namespace Xinheng.Web.Hosting.SigningIn;

/// <summary>
/// A door where one proves again who one is, unless one did within five minutes: what publishes, withdraws, reveals or gives
/// rights is not left to whoever finds a desk unattended. Machines are not asked: they sign every token's assertion.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class StepUpAttribute : Attribute;

/// <summary>A door that stays open to whoever must first change a password or add a second factor.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class BeforeDutyAttribute : Attribute;

/// <summary>How endpoints say it.</summary>
public static class SigningInDoors
{
    public static TBuilder RequireStepUp<TBuilder>(this TBuilder endpoint) where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new StepUpAttribute());
}
