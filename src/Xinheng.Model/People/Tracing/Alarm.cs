using Xinheng.Model.Foundation;

namespace Xinheng.Model.People.Tracing;

/// <summary>What real cases of misuse looked like; each is watched for by a rule of the platform.</summary>
public enum AlarmPattern
{
    /// <summary>A body reads many times what it usually does in a day.</summary>
    UnitSurge,

    /// <summary>An account reads subjects from outside what its body covers.</summary>
    Elsewhere,

    /// <summary>An account reads without a matter number where one is due.</summary>
    NoMatter,

    /// <summary>Somebody tries with an account that ended or holds no role any more.</summary>
    Lapsed,

    /// <summary>An account reads very many different subjects within two weeks.</summary>
    ManySubjects,

    /// <summary>An account reads much at night or on days off.</summary>
    OffHours,

    /// <summary>Passwords are tried out for one name or from one address.</summary>
    SignInGuessing,
}

public enum AlarmGrade
{
    Notice,
    Grave,
}

/// <summary>Whom an alarm is about: a body, one of its accounts or systems, or an address.</summary>
/// <param name="Place">Of sign-ins only: an address, or a name that is no account's, by the head of its digest.</param>
public sealed record AlarmAbout(string? Organisation, AccountId? Account = null, string? Machine = null, string? Place = null);

/// <summary>Something that should be looked at: the pattern, whom it is about, when, and by which figures.</summary>
/// <param name="From">First instant of the window.</param>
/// <param name="Until">First instant after it. The same pattern about the same one in an overlapping window is one alarm.</param>
/// <param name="Usual">What the figure is measured by, where it is measured by a habit.</param>
/// <param name="Threshold">The figure from which on it is one, by the rule of that day.</param>
public sealed record Alarm(
    AlarmPattern Pattern, AlarmGrade Grade, AlarmAbout About, DateTimeOffset From, DateTimeOffset Until, long Figure, long? Usual, long Threshold);
