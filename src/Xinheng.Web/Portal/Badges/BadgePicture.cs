using System.Globalization;
using System.Security;
using System.Text;

namespace Xinheng.Web.Portal.Badges;

/// <summary>
/// A live badge: one line on two grounds, drawn as plain shapes and words. No script, no style, nothing from elsewhere, so that it
/// may stand on any page.
/// </summary>
public static class BadgePicture
{
    private const int Height = 24;
    private const int Padding = 8;
    private const double Wide = 12.5;  // a Chinese character at 12 pixels
    private const double Narrow = 7.2;

    /// <param name="IsCurrent">Otherwise the badge says so in red: what stands beside it is to be removed.</param>
    public sealed record Words(string Site, string State, bool IsCurrent, string Whole);

    public static byte[] Draw(Words words)
    {
        var (left, right) = (WidthOf(words.Site), WidthOf(words.State));
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{left + right}\" height=\"{Height}\" viewBox=\"0 0 {left + right} {Height}\" role=\"img\" aria-label=\"{Safe(words.Whole)}\">");
        svg.Append(CultureInfo.InvariantCulture, $"<title>{Safe(words.Whole)}</title>");
        svg.Append(CultureInfo.InvariantCulture, $"<rect width=\"{left}\" height=\"{Height}\" fill=\"#1f3a5f\"/>");
        svg.Append(CultureInfo.InvariantCulture,
            $"<rect x=\"{left}\" width=\"{right}\" height=\"{Height}\" fill=\"{(words.IsCurrent ? "#1c6b43" : "#9d2020")}\"/>");
        svg.Append("<g fill=\"#fff\" font-family=\"'Noto Sans SC','Microsoft YaHei','PingFang SC',sans-serif\" font-size=\"12\" text-anchor=\"middle\">");
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{left / 2}\" y=\"16\">{Safe(words.Site)}</text>");
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{left + (right / 2)}\" y=\"16\">{Safe(words.State)}</text></g></svg>");
        return Encoding.UTF8.GetBytes(svg.ToString());
    }

    private static int WidthOf(string text) => (2 * Padding) + (int)Math.Ceiling(text.Sum(c => c < 0x2000 ? Narrow : Wide));

    private static string Safe(string text) => SecurityElement.Escape(text);
}
