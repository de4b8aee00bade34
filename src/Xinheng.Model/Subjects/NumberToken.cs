using System.Diagnostics.CodeAnalysis;

namespace Xinheng.Model.Subjects;

/// <summary>
/// What records say instead of a person's number: a name for the one place where it is kept sealed. It is made at random,
/// never changes, and says nothing about the number, so that keys can change while what was committed to stays.
/// </summary>
public readonly record struct NumberToken(Guid Value)
{
    private const string Prefix = "number:";

    public static bool TryRead([NotNullWhen(true)] string? text, out NumberToken token)
    {
        var read = Guid.Empty;
        var isOne = text is not null && text.StartsWith(Prefix, StringComparison.Ordinal)
            && Guid.TryParseExact(text.AsSpan(Prefix.Length), "N", out read);
        token = new NumberToken(read);
        return isOne;
    }

    public override string ToString() => $"{Prefix}{Value:N}";
}

/// <summary>Gives a person's number, or what is kept like one, its token: the same whenever the same is named.</summary>
/// <param name="scheme">Under which it was given out: <c>resident-id</c>, <c>passport</c> …</param>
/// <param name="number">Normalised.</param>
public delegate NumberToken NumberTokens(string scheme, string number);
