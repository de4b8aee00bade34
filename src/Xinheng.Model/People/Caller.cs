using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People.Machines;

namespace Xinheng.Model.People;

/// <summary>Who is asking, with the roles granted now: what a door hands to every act.</summary>
public sealed record Caller(Actor Actor, IReadOnlySet<Role> Roles)
{
    /// <summary>What a machine's token is for, within its roles. Null for people and the program: roles alone say it.</summary>
    public IReadOnlyList<ClientScope>? Scopes { get; init; }

    /// <summary>An operator with the server's command line in hand may do what the server may; the log says so.</summary>
    public static Caller CommandLine(string? organisation = null) =>
        new(Actor.CommandLine(organisation), new HashSet<Role> { Role.Administrator, Role.Maker, Role.Operator });

    public static Caller TheProgram { get; } = new(Actor.TheProgram, new HashSet<Role>(Enum.GetValues<Role>()));

    /// <summary>Whether the caller may, for that organisation (null: for the platform as a whole).</summary>
    /// <param name="item">
    /// The catalogue item it is about. An act that names none asks for all of them: a token for one item is then not enough.
    /// </param>
    public bool May(Permission permission, string? organisation = null, string? item = null) =>
        Holds(permission, organisation) && IsInScope(permission, item);

    /// <summary>Whether a door opens at all: for which organisation and item, the act asks.</summary>
    public bool MayEnter(Permission permission) =>
        Holds(permission, null) && (Scopes is not { } scopes || scopes.Any(s => s.Carries(permission)));

    /// <summary>
    /// Why not, where the organisation may but the token was not given for the item: said apart, so that the
    /// department knows what to ask for.
    /// </summary>
    public Refusal? OutOfScope(Permission permission, string item) => IsInScope(permission, item)
        ? null
        : Refusal.Forbidden(ClientScope.Insufficient,
            $"令牌的授权范围不包括信息项 {item} 的报送（submit:{item}）。请用包括它的 scope 重新换取令牌；登记的范围也不包括时，请平台管理员用 client scope 登记。");

    /// <summary>The catalogue items a machine's token names for it; none for whoever may for all or for none.</summary>
    public IEnumerable<string> ItemsOf(Permission permission) =>
        (Scopes ?? []).Where(s => s.Carries(permission)).Select(s => s.Item).OfType<string>();

    /// <summary>By the roles alone.</summary>
    public bool Holds(Permission permission, string? organisation) => Roles.Any(role =>
        Permissions.Carries(role, permission)
        && (organisation is null || organisation == Actor.Organisation || Permissions.SeesAll(role)
            || Actor.Kind == ActorKind.CommandLine || Actor.Kind == ActorKind.Program));

    private bool IsInScope(Permission permission, string? item) =>
        Scopes is not { } scopes || scopes.Any(s => s.Allows(permission, item));
}
