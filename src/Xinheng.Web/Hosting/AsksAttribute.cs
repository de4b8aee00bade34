using Microsoft.AspNetCore.Authorization;
using Xinheng.Model.People;

namespace Xinheng.Web.Hosting;

/// <summary>The permission that an endpoint or page takes; on what, and whether it may be done now, the act itself decides.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AsksAttribute(Permission permission)
    : Attribute, IAuthorizeData, IAuthorizationRequirement, IAuthorizationRequirementData
{
    public Permission Permission => permission;

    string? IAuthorizeData.Policy { get; set; }

    string? IAuthorizeData.Roles { get; set; }

    string? IAuthorizeData.AuthenticationSchemes { get; set; }

    public IEnumerable<IAuthorizationRequirement> GetRequirements() => [this];
}

/// <summary>Puts the question to whoever is asking.</summary>
public sealed class AskCaller : AuthorizationHandler<AsksAttribute>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, AsksAttribute requirement)
    {
        if (context.Resource is HttpContext http && CallerOf.Find(http) is { } caller && caller.May(requirement.Permission))
        {
            context.Succeed(requirement);
        }

        return Task.CompletedTask;
    }
}

/// <summary>How endpoints say it.</summary>
public static class Asking
{
    public static TBuilder RequirePermission<TBuilder>(this TBuilder endpoint, Permission permission)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new AsksAttribute(permission));
}
