using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Xinheng.Model.Exchange;

/// <summary>
/// What a webhook is signed with, by Standard Webhooks 1.0: <c>whsec_</c> and base64 of 24 to 64 random bytes; a signature is
/// <c>v1,</c> and base64 of HMAC-SHA-256 over id, timestamp and body.
/// </summary>
public sealed class WebhookSecret
{
    public const string Prefix = "whsec_";
    public const int Length = 32;

    private const int Least = 24;
    private const int Most = 64;

    private readonly byte[] bytes;

    private WebhookSecret(byte[] bytes) => this.bytes = bytes;

    public ReadOnlySpan<byte> Bytes => bytes;

    public static WebhookSecret Of(ReadOnlySpan<byte> bytes) => bytes.Length is >= Least and <= Most
        ? new WebhookSecret(bytes.ToArray())
        : throw new ArgumentException($"A webhook's secret has {Least} to {Most} bytes, not {bytes.Length}.", nameof(bytes));

    /// <summary>The value of <c>webhook-signature</c>: one signature for each secret that holds, the newest first.</summary>
    public static string SignWithAll(IEnumerable<WebhookSecret> secrets, string id, DateTimeOffset at, ReadOnlySpan<byte> body)
    {
        var text = new StringBuilder();
        foreach (var secret in secrets)
        {
            text.Append(text.Length > 0 ? " " : "").Append(secret.Sign(id, at, body));
        }

        return text.ToString();
    }

    public string Sign(string id, DateTimeOffset at, ReadOnlySpan<byte> body)
    {
        var head = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{at.ToUnixTimeSeconds()}."));
        var signed = new byte[head.Length + body.Length];
        head.CopyTo(signed, 0);
        body.CopyTo(signed.AsSpan(head.Length));
        return $"v1,{Convert.ToBase64String(HMACSHA256.HashData(bytes, signed))}";
    }

    /// <summary>As it is handed over, once.</summary>
    public override string ToString() => Prefix + Convert.ToBase64String(bytes);
}
