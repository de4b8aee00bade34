namespace Xinheng.Model.People;

/// <summary>Why a right was denied; the code stands in what the caller hears and in the program's log.</summary>
public enum DenialRule
{
    None,

    /// <summary>No role that was granted carries the permission.</summary>
    NoRole,

    /// <summary>A role does, but its grant was not confirmed in time.</summary>
    Lapsed,

    /// <summary>Another organisation's.</summary>
    OtherOrganisation,

    /// <summary>Of a region that the grant does not hold, or of the whole installation.</summary>
    OtherRegion,

    /// <summary>Another's file.</summary>
    OtherSubject,

    /// <summary>The machine's token was not given for it.</summary>
    OutOfScope,
}

/// <summary>Whether somebody may, by which rule, and what would change the answer.</summary>
/// <param name="Role">The role that allowed it, or that came nearest.</param>
public sealed record RightsDecision(bool Allowed, DenialRule Denial, Permission Permission, Role? Role)
{
    public static RightsDecision Allows(Permission permission, Role role) => new(true, DenialRule.None, permission, role);

    public static RightsDecision Denied(DenialRule rule, Permission permission, Role? role = null) => new(false, rule, permission, role);

    /// <summary>Stable: <c>reviewer.approve.organisation</c> for what allowed it, <c>denied.no-role</c> for what did not.</summary>
    public string Rule => Allowed
        ? string.Join('.', Lower(Role!.Value.ToString()), Lower(Permission.ToString()), Lower(Rights.ReachOf(Role.Value, Permission).ToString()))
        : $"denied.{Lower(Denial.ToString())}";

    // OtherRegion: other-region
    private static string Lower(string name) => string.Concat(name.Select((c, n) => char.IsUpper(c) && n > 0 ? $"-{char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));
}
