using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Xinheng.Model.Publication;
using Xinheng.Web.Hosting;

namespace Xinheng.Web.Api.Publication;

/// <summary>The dataset described for catalogues of open data: DCAT 3 in JSON-LD.</summary>
internal static class OpenDataDescription
{
    private const string Rights =
        "免费使用，无需登录，可以复制和加工。使用时请注明来源和取得日期。记录到 until 之日，或收到变更流中的撤下（gone）之后，" +
        "请在 24 小时内从副本中删除，不再向他人提供。内容以本平台当日公示为准。";

    public static byte[] Write(string at, SiteName site, SnapshotManifest? snapshot)
    {
        var dataset = new JsonObject
        {
            ["@id"] = $"{at}/api/v1/open/snapshots/latest",
            ["@type"] = "dcat:Dataset",
            ["dct:title"] = "依法向社会公示的公共信用信息",
            ["dct:description"] = "今日公示中的全部记录：法人、非法人组织和个体工商户。不含自然人，不含不公示的信息项；撤下、修复、期满的记录不在其中。",
            ["dct:language"] = "zh-CN",
            ["dct:accrualPeriodicity"] = "http://purl.org/cld/freq/continuous",
            ["dct:accessRights"] = "http://publications.europa.eu/resource/authority/access-right/PUBLIC",
            ["dct:rights"] = Rights,
            ["dcat:keyword"] = new JsonArray("公共信用信息", "行政许可", "行政处罚", "双公示"),
            ["dcat:distribution"] = new JsonArray(
                Distribution(at, "快照清单（含签名和各分卷摘要）", "/api/v1/open/snapshots/latest", "application/json", null),
                Distribution(at, "快照分卷，JSON Lines", "/api/v1/open/snapshots/latest", "application/jsonl", "application/gzip"),
                Distribution(at, "快照分卷，CSV", "/api/v1/open/snapshots/latest", "text/csv", "application/gzip"),
                Distribution(at, "变更流", "/api/v1/open/changes", "application/json", null)),
        };
        if (snapshot is not null)
        {
            dataset["dct:modified"] = snapshot.WrittenAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
            dataset["dct:temporal"] = snapshot.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            dataset["spdx:checksum"] = new JsonObject
            {
                ["@type"] = "spdx:Checksum", ["spdx:algorithm"] = "spdx:checksumAlgorithm_sha256", ["spdx:checksumValue"] = snapshot.Digest.ToString(),
            };
        }

        var catalogue = new JsonObject
        {
            ["@context"] = new JsonObject
            {
                ["dcat"] = "http://www.w3.org/ns/dcat#", ["dct"] = "http://purl.org/dc/terms/",
                ["foaf"] = "http://xmlns.com/foaf/0.1/", ["spdx"] = "http://spdx.org/rdf/terms#",
            },
            ["@id"] = $"{at}/api/v1/open/catalogue.jsonld",
            ["@type"] = "dcat:Catalog",
            ["dct:title"] = $"{site.Name} · {site.Subtitle}：开放数据",
            ["dct:publisher"] = new JsonObject { ["@type"] = "foaf:Agent", ["foaf:name"] = site.RunBy ?? site.Name },
            ["dcat:dataset"] = new JsonArray(dataset),
            ["dcat:service"] = new JsonArray(new JsonObject
            {
                ["@type"] = "dcat:DataService", ["dct:title"] = "公开接口", ["dcat:endpointURL"] = $"{at}/api/v1",
                ["dcat:endpointDescription"] = $"{at}/openapi/v1.json",
            }),
        };
        return JsonSerializer.SerializeToUtf8Bytes(catalogue, PublicJson.Options);
    }

    private static JsonObject Distribution(string at, string title, string path, string type, string? packed)
    {
        var distribution = new JsonObject
        {
            ["@type"] = "dcat:Distribution", ["dct:title"] = title, ["dcat:accessURL"] = at + path, ["dcat:mediaType"] = type,
        };
        if (packed is not null)
        {
            distribution["dcat:compressFormat"] = packed;
        }

        return distribution;
    }
}
