using Microsoft.AspNetCore.Authorization;
using Xinheng.Model.People;

namespace Xinheng.Web.Hosting;

/// <summary>The permission that an endpoint or page takes; on what, and whether it may be done now, the act itself decides.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AsksAttribute : Attribute, IAuthorizeData, IAuthorizationRequirement, IAuthorizationRequirementData
{
    private readonly Permission? permission;

    public AsksAttribute(Permission permission) => this.permission = permission;

    /// <summary>Only that somebody is known: the page shows each what is theirs, and nothing to whoever has no role.</summary>
    public AsksAttribute()
    {
    }

    /// <summary>Null: only that somebody is known.</summary>
    public Permission? Permission => permission;

    /// <summary>A machine gets nowhere without a permission that its token is for.</summary>
    public bool Allows(Caller caller) => permission is { } needed ? caller.MayEnter(needed) : caller.Scopes is null;

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
        if (context.Resource is HttpContext http && CallerOf.Find(http) is { } caller && requirement.Allows(caller))
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
