using Xinheng.Web.Hosting;

namespace Xinheng.Web.Api;

/// <summary>The contract as a document: OpenAPI 3.1 at <c>/openapi/v1.json</c>.</summary>
public static class OpenApi
{
    public static void Add(IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "信衡公共信用信息平台接口";
            document.Info.Version = "1";
            document.Info.Description =
                "公开部分无需登录、免费。每个回答都带 ETag 与 RateLimit-* 头；拒绝一律为 RFC 9457 问题文档。";
            document.Servers?.Clear();   // wherever it was fetched from; the committed copy must not depend on that
            return Task.CompletedTask;
        });
    });

    public static void Map(IEndpointRouteBuilder app) =>
        app.MapOpenApi("/openapi/{documentName}.json").WithMetadata(new PublicReadAttribute(5), new BehindAttribute(Door.Api));
}
