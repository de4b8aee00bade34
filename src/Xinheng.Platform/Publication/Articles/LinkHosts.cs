namespace Xinheng.Platform.Publication.Articles;

/// <summary>Where our pages may lead to: our own pages, and the hosts that the operator listed with all below them, by HTTPS.</summary>
public sealed class LinkHosts(IReadOnlyList<string> listed)
{
    public static LinkHosts Read(string? setting) => new(
        [.. (setting ?? "").Split([',', ' '], StringSplitOptions.RemoveEmptyEntries).Select(host => host.Trim().TrimStart('.').ToLowerInvariant())]);

    public bool Allow(string? address) => address switch
    {
        null or "" => false,
        _ when address.Any(c => char.IsControl(c) || c == '\\') => false,
        ['/', '/', ..] => false,
        ['/', ..] => true,
        _ => Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps && uri.UserInfo.Length == 0
            && uri.IsDefaultPort && listed.Any(host => uri.IdnHost == host || uri.IdnHost.EndsWith("." + host, StringComparison.Ordinal)),
    };

    public override string ToString() => listed.Count == 0 ? "；运行单位还没有允许其他网站" : $"，以及以 https:// 开头的 {string.Join("、", listed)} 及其下级";
}
