using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People.Machines;

namespace Xinheng.Model.People;

/// <summary>Who is asking, with what is granted now: what a door hands to every act.</summary>
public sealed record Caller(Actor Actor, IReadOnlyList<Grant> Grants)
{
    /// <summary>Somebody with those roles over all they can be over; for the program, the command line and machines.</summary>
    public Caller(Actor actor, IReadOnlySet<Role> roles)
        : this(actor, [.. roles.Order().Select(role => new Grant(role))])
    {
    }

    /// <summary>Grants that nobody confirmed in time: no rights, but a better answer than "you have none".</summary>
    public IReadOnlyList<Grant> Lapsed { get; init; } = [];

    /// <summary>What a machine's token is for, within its roles. Null for people and the program: roles alone say it.</summary>
    public IReadOnlyList<ClientScope>? Scopes { get; init; }

    /// <summary>Whose own file it is that the caller may see: whom a citizen's or an enterprise user's account is bound to.</summary>
    public SubjectId? Self { get; init; }

    public IEnumerable<Role> Roles => Grants.Select(grant => grant.Role).Distinct();

    /// <summary>An operator with the server's command line in hand may do what the server may; the log says so.</summary>
    public static Caller CommandLine(string? organisation = null) =>
        new(Actor.CommandLine(organisation), new HashSet<Role> { Role.Administrator, Role.Maker, Role.Operator });

    public static Caller TheProgram { get; } = new(Actor.TheProgram, new HashSet<Role>(Enum.GetValues<Role>()));

    /// <summary>Whether the caller may, on that target.</summary>
    public bool May(Permission permission, Target target) => Rights.Decide(this, permission, target).Allowed;

    /// <summary>Whether the caller may, for that organisation; where only its own or everybody's can be meant.</summary>
    /// <param name="item">
    /// The catalogue item it is about. An act that names none asks for all of them: a token for one item is then not enough.
    /// </param>
    public bool May(Permission permission, string? organisation, string? item = null) =>
        May(permission, new Target(organisation, null, item));

    /// <summary>Whether a door opens at all: for which organisation and item, the act asks.</summary>
    public bool MayEnter(Permission permission) => Entering(permission).Allowed;

    /// <summary>By what a door opens, or why not.</summary>
    public RightsDecision Entering(Permission permission) =>
        Grants.FirstOrDefault(grant => Rights.ReachOf(grant.Role, permission) != Reach.None) is not { } grant
            ? Rights.Decide(this, permission, default)
            : Scopes is { } scopes && !scopes.Any(s => s.Carries(permission))
                ? RightsDecision.Denied(DenialRule.OutOfScope, permission, grant.Role)
                : RightsDecision.Allows(permission, grant.Role);

    /// <summary>
    /// Why not, where the organisation may but the token was not given for the item: said apart, so that the
    /// department knows what to ask for.
    /// </summary>
    public Refusal? OutOfScope(Permission permission, string item) =>
        Scopes is not { } scopes || scopes.Any(s => s.Allows(permission, item))
            ? null
            : Refusal.Forbidden(ClientScope.Insufficient,
                $"令牌的授权范围不包括信息项 {item} 的报送（submit:{item}）。请用包括它的 scope 重新换取令牌；登记的范围也不包括时，请平台管理员用 client scope 登记。");

    /// <summary>Why not, where a machine's token was not given for what it asks for.</summary>
    public Refusal? OutOfPurpose(string purpose) =>
        Scopes is not { } scopes || scopes.Any(s => s.Allows(Permission.ReadPersons, purpose))
            ? null
            : Refusal.Forbidden(ClientScope.Insufficient,
                $"令牌的授权范围不包括为 {purpose} 查询（query:{purpose}）。请用包括它的 scope 重新换取令牌；登记的范围也不包括时，请平台管理员用 client scope 登记。");

    /// <summary>Whether it is for whatever catalogue item, not for some that a token names.</summary>
    public bool IsForEveryItem(Permission permission) => Scopes is not { } scopes || scopes.Any(s => s.Allows(permission, null));

    /// <summary>The catalogue items a machine's token names for it; none for whoever may for all or for none.</summary>
    public IEnumerable<string> ItemsOf(Permission permission) =>
        (Scopes ?? []).Where(s => s.Carries(permission)).Select(s => s.Item).OfType<string>();

    /// <summary>By the grants alone, whatever a token says.</summary>
    public bool Holds(Permission permission, Target target) => (this with { Scopes = null }).May(permission, target);
}
