using Xinheng.Model.Catalogue;

namespace Xinheng.Platform.Catalogue;

/// <summary>Reads which field plays which part: <c>documentNumber: CF_WSH</c>, legacy numbers under <c>legacyCodes</c> by scheme.</summary>
internal static class RolePages
{
    private static readonly Dictionary<string, FieldRole> ByKey = Enum.GetValues<FieldRole>()
        .ToDictionary(r => char.ToLowerInvariant(r.ToString()[0]) + r.ToString()[1..], StringComparer.Ordinal);

    private static readonly (string Column, FieldRole FieldRole)[] Envelope =
    [
        ("op", FieldRole.Operation),
        ("state", FieldRole.State),
        ("division_code", FieldRole.Region),
        ("use_scope", FieldRole.UseScope),
        ("sjc", FieldRole.ReceivedStamp),
    ];

    /// <summary>The name of a role in files: <c>documentNumber</c>.</summary>
    public static string KeyOf(FieldRole role) => ByKey.First(p => p.Value == role).Key;

    public static FieldRoles Read(Section? page, Columns columns, CommonTerms terms)
    {
        var played = new Dictionary<FieldRole, FieldRef>();
        foreach (var key in page?.Keys.ToList() ?? [])
        {
            if (key == "legacyCodes")
            {
                ReadLegacy(page!.Map(key), columns, played);
            }
            else if (ByKey.TryGetValue(key, out var role))
            {
                played[role] = columns.Find(page!, page!.Text(key));
            }
            else
            {
                page!.Problem("catalogue.role-unknown", $"不认识角色“{key}”。");
            }
        }

        // The envelope's columns play the same part in every item that has no field of its own for it.
        foreach (var (column, role) in Envelope.Where(e => terms.Envelope.Any(f => f.Code == e.Column)))
        {
            if (page is not null && !played.ContainsKey(role))
            {
                played[role] = columns.Find(page, column);
            }
        }

        return new FieldRoles(played);
    }

    private static void ReadLegacy(Section? page, Columns columns, Dictionary<FieldRole, FieldRef> played)
    {
        foreach (var scheme in page?.Keys.ToList() ?? [])
        {
            var known = FieldRoles.Schemes.Where(s => s.Scheme == scheme).ToList();
            if (known.Count == 0)
            {
                page!.Problem("catalogue.scheme-unknown", $"不认识代码体系“{scheme}”。");
                continue;
            }

            played[known[0].FieldRole] = columns.Find(page!, page!.Text(scheme));
        }
    }
}
