using Xinheng.Model.Foundation;

namespace Xinheng.Model.Exchange;

/// <summary>
/// An address of a subscriber's: where it is told, or its own page of a record. HTTPS only; plain HTTP is for a fictional
/// province on one machine. It carries no password, and what is written in it is no secret.
/// </summary>
public static class SubscriberAddress
{
    public const string Record = "{record}";

    private const int Longest = 500;

    public static Result<string> Webhook(string text, bool fictional) => Read(text, text, "webhook", fictional);

    /// <summary>With <c>{record}</c> once in path or query, in place of the record's id.</summary>
    public static Result<string> Probe(string text, bool fictional)
    {
        var read = Read(text.Replace(Record, Guid.Empty.ToString(), StringComparison.Ordinal), text, "probe", fictional);
        return read.IsRefused || (text.Split(Record) is [var before, _] && before.Count(c => c == '/') > 2)
            ? read
            : Refusal.Invalid("exchange.probe-place",
                "抽查网址里应有一处 {record}，写在主机名之后，平台抽查时换成记录编号，如 https://example.org/records/{record}。", "probe");
    }

    public static Uri ProbeOf(string template, RecordId record) =>
        new(template.Replace(Record, record.ToString(), StringComparison.Ordinal));

    private static Result<string> Read(string address, string text, string field, bool fictional) =>
        text.Trim() is { Length: > 0 and <= Longest } && !text.Any(c => char.IsControl(c) || c == '\\')
        && Uri.TryCreate(address.Trim(), UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || (fictional && uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback))
        && uri.UserInfo.Length == 0 && uri.Fragment.Length == 0 && uri.Host.Length > 0
            ? text.Trim()
            : Refusal.Invalid("exchange.address", $"网址应以 https:// 开头，不带用户名、口令和 # 片段，最长 {Longest} 个字符。", field);
}
