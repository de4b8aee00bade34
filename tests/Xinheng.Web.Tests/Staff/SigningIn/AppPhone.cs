using System.Text.RegularExpressions;
using Xinheng.Model.People.SigningIn;

namespace Xinheng.Web.Tests.Staff.SigningIn;

/// <summary>An authenticator app that read the key off the page, as a person would.</summary>
internal sealed record AppPhone(StaffSite Site, byte[] Secret, IReadOnlyList<string> Codes)
{
    public string Code => OneTimeCode.At(Secret, OneTimeCode.StepOf(Site.Clock.Now));

    public string Wrong => Code == "000000" ? "000001" : "000000";

    /// <summary>Pairs in that browser; the pairing's code is spent, so the clock goes on to the next.</summary>
    public static async Task<AppPhone> PairAsync(StaffSite site, HttpClient client)
    {
        var page = await StaffSite.PageAsync(client, "/work/security/authenticator");
        var secret = FromBase32(Regex.Replace(page.QuerySelector(".secret")!.TextContent, "\\s", ""));
        var phone = new AppPhone(site, secret, []);
        using var answer = await StaffSite.PostFormAsync(client, "/work/security/authenticator", "/work/security/authenticator",
            ("sealed", page.QuerySelector("input[name=sealed]")!.GetAttribute("value")!), ("code", phone.Code), ("name", "我的手机"));
        var shown = await StaffSite.ReadAsync(answer);
        site.Clock.Now += TimeSpan.FromSeconds(OneTimeCode.Seconds);
        return phone with { Codes = [.. shown.QuerySelectorAll(".codes li").Select(li => li.TextContent.Trim())] };
    }

    private static byte[] FromBase32(string text)
    {
        const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        var bits = string.Concat(text.Select(c => Convert.ToString(Alphabet.IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. bits.Chunk(8).Where(eight => eight.Length == 8).Select(eight => Convert.ToByte(new string(eight), 2))];
    }
}
