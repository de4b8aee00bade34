namespace Xinheng.Model.Foundation;

/// <summary>What kind of "no" it is; a door turns it into its own language (an HTTP status, an exit code).</summary>
public enum RefusalKind
{
    /// <summary>What was given does not follow a rule; the message names rule, value and accepted form.</summary>
    Invalid,

    /// <summary>The one asking has no right to it.</summary>
    Forbidden,

    /// <summary>No such thing, or none that the one asking may see.</summary>
    NotFound,

    /// <summary>The state of things no longer allows it.</summary>
    Conflict,

    /// <summary>Too much, too large or too often.</summary>
    TooMuch,

    /// <summary>It was there once and is no more: whoever kept something of it starts anew.</summary>
    Gone,
}

/// <summary>The house says no: an expected answer with a stable dotted code, never an exception.</summary>
/// <param name="Kind">What kind of no.</param>
/// <param name="Code">Stable, dotted, in English: <c>field.not-a-date</c>.</param>
/// <param name="Message">Plain Chinese: the rule, the value as given (never a person's number), what to write instead.</param>
/// <param name="Field">The catalogue field or request member it is about, where there is one.</param>
public sealed record Refusal(RefusalKind Kind, string Code, string Message, string? Field = null)
{
    public static Refusal Invalid(string code, string message, string? field = null) =>
        new(RefusalKind.Invalid, code, message, field);

    public static Refusal Forbidden(string code, string message) => new(RefusalKind.Forbidden, code, message);

    public static Refusal NotFound(string code, string message) => new(RefusalKind.NotFound, code, message);

    public static Refusal Conflict(string code, string message) => new(RefusalKind.Conflict, code, message);

    public static Refusal Gone(string code, string message) => new(RefusalKind.Gone, code, message);

    public static Refusal TooMuch(string code, string message) => new(RefusalKind.TooMuch, code, message);
}
