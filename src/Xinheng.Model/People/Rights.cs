using Xinheng.Model.Journal;

namespace Xinheng.Model.People;

/// <summary>
/// The one place where it is said who may do what, and how far. Endpoints, pages, acts and SQL ask here and nowhere else;
/// what is not in the table is denied.
/// </summary>
public static class Rights
{
    public static Reach ReachOf(Role role, Permission permission) => (role, permission) switch
    {
        (Role.Administrator, Permission.ManageAccounts or Permission.ViewPeople) => Reach.Region,
        (Role.Administrator, Permission.PublishCatalogue or Permission.DraftCatalogue) => Reach.Installation,
        (Role.Operator, Permission.DraftCatalogue) => Reach.Installation,
        (Role.Maker, Permission.Submit or Permission.ViewSubmissions or Permission.SeeQuality) => Reach.Organisation,
        (Role.Reviewer, Permission.Approve or Permission.ViewSubmissions or Permission.DecideRecords or Permission.DelaySight or Permission.SeeDelays
            or Permission.RevealIdentifier or Permission.SeeQuality) => Reach.Organisation,
        (Role.CounterClerk, Permission.ReadPersons or Permission.ReadForTask or Permission.ServeSubjects or Permission.ProveIdentity) => Reach.Organisation,
        (Role.Inspector, Permission.ReadPersons or Permission.ReadForTask) => Reach.Organisation,
        (Role.BankAnalyst or Role.InstitutionStaff, Permission.ReadPersons) => Reach.Organisation,
        (Role.Operator, Permission.ViewSubmissions or Permission.ViewPeople or Permission.SeeAlarms or Permission.CloseAlarm
            or Permission.RunDesk or Permission.SeeQuality or Permission.SeeBulletin) => Reach.Region,
        (Role.Auditor, Permission.ReadPersons or Permission.ReadForTask) => Reach.Installation,
        (Role.Auditor, Permission.ViewSubmissions or Permission.ViewPeople or Permission.ReadTrace or Permission.SeeAlarms or Permission.SeeDelays
            or Permission.SeeQuality or Permission.SeeBulletin or Permission.Audit) => Reach.Region,
        (Role.Maker, Permission.WriteArticles) => Reach.Organisation,
        (Role.Operator, Permission.WriteArticles or Permission.ApproveArticles or Permission.ReadArchive) => Reach.Region,
        (Role.Reviewer, Permission.ReadArchive) => Reach.Organisation,
        (Role.Auditor, Permission.ReadArchive or Permission.SeeCases) => Reach.Region,
        (Role.Operator, Permission.HandleCases or Permission.SeeCases) => Reach.Region,
        (Role.Operator, Permission.RunExchange) => Reach.Installation,
        (Role.Reviewer, Permission.DecideCases or Permission.SeeCases) => Reach.Organisation,
        (Role.EnterpriseUser or Role.Citizen, Permission.ViewOwnFile or Permission.ManageOwnAuthorisations or Permission.OwnCases) => Reach.Self,
        _ => Reach.None,
    };

    /// <summary>Which roles carry it at all: what one would have to be given.</summary>
    public static IEnumerable<Role> Carrying(Permission permission) =>
        Enum.GetValues<Role>().Where(role => ReachOf(role, permission) != Reach.None);

    /// <summary>May the caller, on that target? Says by which rule, and what would change it.</summary>
    public static RightsDecision Decide(Caller caller, Permission permission, Target target)
    {
        var carrying = caller.Grants.Where(grant => ReachOf(grant.Role, permission) != Reach.None).ToList();
        if (carrying.Count == 0)
        {
            return caller.Lapsed.FirstOrDefault(grant => ReachOf(grant.Role, permission) != Reach.None) is { } lapsed
                ? RightsDecision.Denied(DenialRule.Lapsed, permission, lapsed.Role)
                : RightsDecision.Denied(DenialRule.NoRole, permission);
        }

        if (carrying.Find(grant => Covers(caller, grant, ReachOf(grant.Role, permission), target)) is not { } grant)
        {
            var nearest = carrying.MaxBy(g => ReachOf(g.Role, permission))!;
            return RightsDecision.Denied(
                ReachOf(nearest.Role, permission) switch
                {
                    Reach.Organisation => DenialRule.OtherOrganisation,
                    Reach.Self => DenialRule.OtherSubject,
                    _ => DenialRule.OtherRegion,
                }, permission, nearest.Role);
        }

        return caller.Scopes is { } scopes && !scopes.Any(s => s.Allows(permission, target.Item))
            ? RightsDecision.Denied(DenialRule.OutOfScope, permission, grant.Role)
            : RightsDecision.Allows(permission, grant.Role);
    }

    /// <summary>The organisations whose things the caller may see by a permission: what <see cref="Decide"/> says one by one, as a set for SQL.</summary>
    public static SeenOrganisations SeenBy(Caller caller, Permission permission)
    {
        List<string> stems = [];
        var own = false;
        foreach (var grant in caller.Grants)
        {
            switch (ReachOf(grant.Role, permission))
            {
                case Reach.Region when grant.Region is { } region:
                    stems.Add(region.Stem);
                    break;
                case Reach.Region or Reach.Installation when grant.Region is null:
                    return SeenOrganisations.All;
                case Reach.Organisation when ActsForAll(caller):
                    return SeenOrganisations.All;
                case Reach.Organisation:
                    own = true;
                    break;
                default:
                    break;
            }
        }

        return new SeenOrganisations(false, own ? caller.Actor.Organisation : null, stems);
    }

    private static bool Covers(Caller caller, Grant grant, Reach reach, Target target) => reach switch
    {
        Reach.Organisation => ActsForAll(caller) || (target.Organisation is { } organisation && organisation == caller.Actor.Organisation),
        Reach.Region => grant.Region is not { } region || (target.Region is { } code && region.Holds(code)),
        Reach.Installation => grant.Region is null,
        Reach.Self => target.Subject is { } subject && subject == caller.Self,
        _ => false,
    };

    // The server's command line may do what the server may, and the program carries out what was decided; the log says so.
    private static bool ActsForAll(Caller caller) => caller.Actor.Kind is ActorKind.CommandLine or ActorKind.Program;
}

/// <summary>A set of organisations as SQL takes it: all of them, one's own, or those whose division begins with one of the stems.</summary>
public sealed record SeenOrganisations(bool Every, string? Own, IReadOnlyList<string> Stems)
{
    public static SeenOrganisations All { get; } = new(true, null, []);
}
