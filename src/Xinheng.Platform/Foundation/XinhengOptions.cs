namespace Xinheng.Platform.Foundation;

/// <summary>Where an installation keeps its things. Every value can come from the environment as <c>XINHENG__Name</c>.</summary>
public sealed record XinhengOptions
{
    /// <summary>A PostgreSQL connection string; empty starts a private server in the data directory.</summary>
    public string? Database { get; init; }

    /// <summary>Connection string of the anonymous portal's own login; empty uses <c>Database</c> restricted to the role.</summary>
    public string? PortalDatabase { get; init; }

    /// <summary>A folder whose files are settings, each named like one (<c>Database</c>, <c>PortalDatabase</c>): how secrets come without the environment.</summary>
    public string? SecretsDirectory { get; init; }

    /// <summary>Files, checkpoints and, by default, keys and the private database.</summary>
    public string DataDirectory { get; init; } = "data";

    /// <summary>Keys; kept apart from the data in production. Empty: <c>keys</c> in the data directory.</summary>
    public string? KeysDirectory { get; init; }

    /// <summary>Catalogue packs, rules, calendars. Empty: found beside the program.</summary>
    public string? CatalogueDirectory { get; init; }

    /// <summary>Folder with <c>bin/postgres</c>; empty looks for the npm package.</summary>
    public string? PostgresBinaries { get; init; }

    /// <summary>The jurisdiction profile of this installation (a division code); the fictional province by default.</summary>
    public string Jurisdiction { get; init; } = "990000";

    /// <summary>The name in checkpoints and receipts; unique among the platforms that read each other's.</summary>
    public string Origin { get; init; } = "xinheng.invalid/fictional";

    /// <summary><c>required</c>: whoever decides, administers, audits or reads about natural persons signs in with a second factor and does nothing before having one. <c>offered</c>: whoever wants to. Not set: required, but in the fictional province offered.</summary>
    public string? SecondFactor { get; init; }

    /// <summary>Sites that news and policy pages may link to, with all below them (<c>gov.cn,example.org</c>), by HTTPS only; links elsewhere are refused. Empty: none.</summary>
    public string? LinkHosts { get; init; }

    public string Keys => KeysDirectory ?? Path.Combine(DataDirectory, "keys");
}
