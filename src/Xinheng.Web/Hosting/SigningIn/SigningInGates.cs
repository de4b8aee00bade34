using Xinheng.Model.Foundation;
using Xinheng.Model.People.SigningIn;
using Xinheng.Platform.People.SigningIn;
using Xinheng.Web.Workbench.People.SigningIn;

namespace Xinheng.Web.Hosting.SigningIn;

/// <summary>What stands between a session and an endpoint it may enter: what must be done first, and whether it is still its owner who asks.</summary>
public static class SigningInGates
{
    public static void Use(IApplicationBuilder app)
    {
        app.Use(DutyAsync);
        app.Use(StepUpAsync);
    }

    private static Task DutyAsync(HttpContext http, RequestDelegate next)
    {
        if (StaffSessions.Here(http) is not { Duty: not SignInDuty.None } living
            || http.GetEndpoint()?.Metadata is not { } metadata
            || metadata.GetMetadata<AsksAttribute>() is null || metadata.GetMetadata<BeforeDutyAttribute>() is not null)
        {
            return next(http);
        }

        var change = living.Duty == SignInDuty.ChangePassword;
        if (HttpMethods.IsGet(http.Request.Method) && IsPage(http))
        {
            http.Response.Redirect(change ? "/work/password" : "/work/security");
            return Task.CompletedTask;
        }

        return StatusAnswers.WriteAsync(http, change
            ? Refusal.Forbidden("people.password-first", "您用的是别人代设的一次性口令。请先在 /work/password 改成自己的口令。")
            : Refusal.Forbidden("people.factor-first", "您的角色须有第二种验证方式。请先在 /work/security 启用动态验证码或登记通行密钥。"));
    }

    private static async Task StepUpAsync(HttpContext http, RequestDelegate next)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<StepUpAttribute>() is null || StaffSessions.Here(http) is not { } living || IsFresh(http, living))
        {
            await next(http);
            return;
        }

        var request = http.Request;
        if (!IsPage(http))
        {
            await StatusAnswers.WriteAsync(http, Refusal.Forbidden("people.step-up-needed",
                "这一步要求 5 分钟内核实过身份。请在浏览器打开 /step-up 核实，再重新提交。"));
        }
        else if (HttpMethods.IsGet(request.Method))
        {
            http.Response.Redirect($"/step-up?to={Uri.EscapeDataString(request.Path + request.QueryString)}");
        }
        else
        {
            await StepUpForms.AskAsync(http);
        }
    }

    private static bool IsFresh(HttpContext http, Sessions.Living living) =>
        http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow() - living.ProvedAt < Sessions.Fresh;

    private static bool IsPage(HttpContext http) => http.GetEndpoint()!.Metadata.GetMetadata<BehindAttribute>() is { Door: Door.Workbench };
}
