using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Model.People.Machines;

namespace Xinheng.Web.Hosting;

/// <summary>An endpoint that says neither "anybody" nor which permission it takes is open to nobody. People are led to the sign-in.</summary>
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

        if (authorizeResult.Challenged && SignInOf(context) is { } signIn)
        {
            context.Response.Redirect($"{signIn}?to={Uri.EscapeDataString(context.Request.Path + context.Request.QueryString)}");
            return Task.CompletedTask;
        }

        if (authorizeResult.Forbidden && CallerOf.Find(context) is { } caller)
        {
            return StatusAnswers.WriteAsync(context, caller.Scopes is { } scopes
                ? Refusal.Forbidden(ClientScope.Insufficient,
                    $"令牌的授权范围（{ClientScope.Write(scopes)}）不包括这里。请用包括它的 scope 重新换取令牌，或请工作人员登录办理。")
                : WhyNot(context, caller));
        }

        if (authorizeResult.Challenged)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
        }

        context.Response.StatusCode = authorizeResult.Challenged
            ? StatusCodes.Status401Unauthorized
            : StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    // By which rule, and what would change it.
    private static Refusal WhyNot(HttpContext context, Caller caller) =>
        context.GetEndpoint()!.Metadata.GetMetadata<AsksAttribute>() is { Permission: { } permission }
        && caller.Entering(permission) is { Allowed: false } denied
            ? Refusal.Forbidden($"access.{denied.Rule}", RightsWords.Of(denied))
            : Refusal.Forbidden("access.denied", "您的账户没有这里的权限。");

    // Where somebody who opened a page is led; null for what is no page.
    private static string? SignInOf(HttpContext context) =>
        !HttpMethods.IsGet(context.Request.Method) ? null
        : context.GetEndpoint()!.Metadata.GetMetadata<BehindAttribute>()?.Door switch
        {
            Door.Workbench => "/sign-in",
            Door.Me => "/me/sign-in",
            _ => null,
        };
}
