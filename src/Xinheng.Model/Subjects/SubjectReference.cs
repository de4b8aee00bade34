namespace Xinheng.Model.Subjects;

/// <summary>Whom a row is about, as it says itself: by a number under a scheme, never by a name alone.</summary>
/// <param name="Lookup">The normalised number; for persons the token of theirs.</param>
/// <param name="Issuer">Who gave the number out, where that tells numbers apart; else empty.</param>
/// <param name="Name">As the row gives it.</param>
public sealed record SubjectReference(SubjectKind Kind, string Scheme, string Lookup, string Issuer, string? Name)
{
    /// <summary>The unified social credit code, when it is one.</summary>
    public string? UnifiedCode => Scheme == "uscc" ? Lookup : null;
}
