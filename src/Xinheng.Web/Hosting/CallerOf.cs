using Xinheng.Model.People;

namespace Xinheng.Web.Hosting;

/// <summary>Who is asking, as authentication found out. Endpoints take a <see cref="Caller"/> as parameter, pages inject it.</summary>
public static class CallerOf
{
    public static Caller? Find(HttpContext http) => http.Items.TryGetValue(typeof(Caller), out var caller) ? (Caller?)caller : null;

    public static void Set(HttpContext http, Caller caller) => http.Items[typeof(Caller)] = caller;

    public static void Add(IServiceCollection services) => services.AddScoped(provider =>
        provider.GetRequiredService<IHttpContextAccessor>().HttpContext is { } http && Find(http) is { } caller
            ? caller
            : throw new InvalidOperationException("Nobody is signed in: the endpoint asks for a caller but for no permission."));
}
