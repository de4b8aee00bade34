using Xinheng.Platform.Catalogue;
using Xinheng.Platform.Catalogue.Publishing;
using Xinheng.Platform.Publication.Authentic;
using Xinheng.Web.Hosting;

namespace Xinheng.Web.Api.Catalogue;

/// <summary>The empty table of a catalogue item, to be filled in and handed in.</summary>
public static class TemplatesApi
{
    private const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static void Map(IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/v1/catalogue/{item}").WithTags("目录").WithMetadata(new BehindAttribute(Door.Api), new PublicReadAttribute(5), new ShowsNoRecordAttribute("an empty table"));
        group.MapGet("/template.csv", CsvAsync).WithName("CsvTemplate").WithSummary("空白报送表（CSV）").ProducesProblem(404);
        group.MapGet("/template.xlsx", XlsxAsync).WithName("XlsxTemplate").WithSummary("空白报送表（工作簿，附说明与示例）").ProducesProblem(404);
    }

    private static async Task<IResult> CsvAsync(string item, CatalogueInForce catalogue, CheckCodes codes, CancellationToken ct) =>
        (await catalogue.CurrentAsync(ct)).Find(item).ToHttp(found =>
            Named(CsvTemplate.Write(found), "text/csv; charset=utf-8", found.Code, "csv", codes));

    private static async Task<IResult> XlsxAsync(string item, CatalogueInForce catalogue, CheckCodes codes, CancellationToken ct) =>
        (await catalogue.CurrentAsync(ct)).Find(item).ToHttp(found =>
            Named(XlsxTemplate.Write(found), Workbook, found.Code, "xlsx", codes));

    // The code in the name is what /verify asks for.
    private static IResult Named(byte[] file, string type, string item, string extension, CheckCodes codes) =>
        Results.File(file, type, $"{item}-{codes.Of(file)}.{extension}");
}
