using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace Xinheng.Web.Hosting;

/// <summary>An endpoint that says neither "anybody" nor which permission it takes is open to nobody.</summary>
public sealed class ClosedByDefault : IAuthorizationMiddlewareResultHandler
{
    public static readonly AuthorizationPolicy Policy = new AuthorizationPolicyBuilder().RequireAssertion(_ => false).Build();

    public Task HandleAsync(
        RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        // The fallback is also asked about addresses that do not exist; those go on to become a 404.
        if (authorizeResult.Succeeded || context.GetEndpoint() is null)
        {
            return next(context);
        }

        context.Response.StatusCode = authorizeResult.Challenged
            ? StatusCodes.Status401Unauthorized
            : StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }
}
