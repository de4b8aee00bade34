using Xinheng.Model.Foundation;

namespace Xinheng.Model.Journal;

/// <summary>Through which door somebody acts.</summary>
public enum ActorKind
{
    /// <summary>A member of staff who signed in.</summary>
    Staff,

    /// <summary>A department's system with a registered key.</summary>
    Machine,

    /// <summary>An operator at the server's command line.</summary>
    CommandLine,

    /// <summary>The program itself, carrying out what the law or an earlier act set in motion.</summary>
    Program,

    /// <summary>Somebody about whom, or about whose enterprise, the platform keeps a file.</summary>
    Subject,
}

/// <summary>Who acts, and for which organisation. The name is the account's, never a person's number.</summary>
/// <param name="Organisation">Unified social credit code of the organisation acted for; null for the operator itself.</param>
public sealed record Actor(ActorKind Kind, AccountId? Account, string Name, string? Organisation)
{
    /// <summary>Stable: the account's id, or the name of whoever has none.</summary>
    public string Identity => Account is { } account ? $"{Kind}:{account}" : $"{Kind}:{Name}";

    public static Actor TheProgram { get; } = new(ActorKind.Program, null, "program", null);

    public static Actor CommandLine(string? organisation = null) => new(ActorKind.CommandLine, null, "command-line", organisation);
}
