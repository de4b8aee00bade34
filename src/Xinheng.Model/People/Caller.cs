using Xinheng.Model.Journal;

namespace Xinheng.Model.People;

/// <summary>Who is asking, with the roles granted now: what a door hands to every act.</summary>
public sealed record Caller(Actor Actor, IReadOnlySet<Role> Roles)
{
    /// <summary>An operator with the server's command line in hand may do what the server may; the log says so.</summary>
    public static Caller CommandLine(string? organisation = null) =>
        new(Actor.CommandLine(organisation), new HashSet<Role> { Role.Administrator, Role.Maker, Role.Operator });

    public static Caller TheProgram { get; } = new(Actor.TheProgram, new HashSet<Role>(Enum.GetValues<Role>()));

    /// <summary>Whether the caller may, for that organisation (null: for the platform as a whole).</summary>
    public bool May(Permission permission, string? organisation = null) => Roles.Any(role =>
        Permissions.Carries(role, permission)
        && (organisation is null || organisation == Actor.Organisation || Permissions.SeesAll(role)
            || Actor.Kind == ActorKind.CommandLine || Actor.Kind == ActorKind.Program));
}
