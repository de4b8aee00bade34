namespace Xinheng.Web.Workbench;

/// <summary>A page that finds out while it renders with which status it answers.</summary>
public static class PageStatus
{
    extension(HttpContext? http)
    {
        public void AnswerWith(int status) => http?.Response.OnStarting(() =>
        {
            http.Response.StatusCode = status;
            return Task.CompletedTask;
        });
    }
}
