using System.Text;
using System.Text.Json;
using Xinheng.Platform.Collection.Reading;
using Xinheng.Platform.Publication;
using Xinheng.Platform.Publication.Authentic;
using Xinheng.Web.Api;
using Xinheng.Web.Hosting;

namespace Xinheng.Web.Portal.Publication;

/// <summary>What a disclosure list shows, as a file: the same question, the same rows, up to a stated number.</summary>
public static class DisclosureFiles
{
    /// <summary>Rows in one file; whoever needs more takes the open data.</summary>
    public const int Most = 2_000;

    private static readonly string[] Heads =
        ["记录编号", "目录项", "行政相对人", "统一社会信用代码", "文书号", "决定机关", "决定日期", "公示日期", "停止公示日期", "异议处理中", "来源", "法律依据", "记录地址"];

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/disclosures/{act}/list.csv", CsvAsync).WithMetadata(Marks).ExcludeFromDescription();
        app.MapGet("/disclosures/{act}/list.json", JsonAsync).WithMetadata(Marks).ExcludeFromDescription();
    }

    private static object[] Marks => [new BehindAttribute(Door.Portal), new PublicReadAttribute(30), new ShowsRecordsAttribute()];

    private static Task<IResult> CsvAsync(
        string act, string? from, string? to, string? authority, HttpContext http, DisclosureLists lists, CheckCodes codes, CancellationToken ct) =>
        AnswerAsync(act, from, to, authority, lists, records =>
        {
            var csv = new StringBuilder("\ufeff").AppendCsvRow(Heads);   // spreadsheets take UTF-8 for it only with the mark
            foreach (var record in records)
            {
                csv.AppendCsvRow(Cells(record, $"{http.Request.Scheme}://{http.Request.Host}"));
            }

            var bytes = Encoding.UTF8.GetBytes(csv.ToString());
            return Results.File(bytes, "text/csv; charset=utf-8", $"{act}-{codes.Of(bytes)}.csv");
        }, ct);

    private static Task<IResult> JsonAsync(
        string act, string? from, string? to, string? authority, DisclosureLists lists, CheckCodes codes, CancellationToken ct) =>
        AnswerAsync(act, from, to, authority, lists, records =>
        {
            var bytes = JsonSerializer.SerializeToUtf8Bytes(new Page<PublicRecord>(records, null), PublicJson.Options);
            return Results.File(bytes, PublicJson.ContentType, $"{act}-{codes.Of(bytes)}.json");
        }, ct);

    private static async Task<IResult> AnswerAsync(
        string act, string? from, string? to, string? authority, DisclosureLists lists, Func<IReadOnlyList<PublicRecord>, IResult> write, CancellationToken ct)
    {
        if (!lists.Acts.Any(known => known.Code == act))
        {
            return Results.NotFound();
        }

        if (!DisclosureQuestion.Read(from, to, authority).TryGet(out var question))
        {
            return Results.BadRequest();
        }

        List<PublicRecord> records = [];
        string? cursor = null;
        do
        {
            var page = await lists.PageAsync(act, question.From, question.To, question.Authority, cursor, ct);
            records.AddRange(page.Items);
            cursor = page.Cursor;
        }
        while (cursor is not null && records.Count < Most);
        return write([.. records.Take(Most)]);
    }

    private static IEnumerable<string?> Cells(PublicRecord record, string site) =>
    [
        record.Id.ToString(), record.ItemName, record.Subject.Name, record.Subject.Identifier, record.DocumentNumber, record.Authority?.Name,
        DisclosureQuestion.Iso(record.DecidedOn), DisclosureQuestion.Iso(record.PublishedOn), DisclosureQuestion.Iso(record.PublicUntil),
        record.Contested ? "是" : "否", record.Provider.Name, string.Join('；', record.Basis), $"{site}/records/{record.Id}",
    ];
}
