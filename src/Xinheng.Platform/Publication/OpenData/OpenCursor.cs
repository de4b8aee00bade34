using System.Globalization;

namespace Xinheng.Platform.Publication.OpenData;

/// <summary>A place in a feed: which feed, and after which of its changes. A feed made anew has another id.</summary>
public readonly record struct OpenCursor(Guid Feed, long After)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Feed:N}.{After}");

    public static OpenCursor? Parse(string text) =>
        text.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot
        && Guid.TryParseExact(text[..dot], "N", out var feed)
        && long.TryParse(text.AsSpan(dot + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var after)
            ? new OpenCursor(feed, after)
            : null;
}
