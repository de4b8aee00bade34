using System.Collections.Immutable;

namespace Xinheng.Model.Catalogue.Conditions;

/// <summary>
/// A statement about a row that is true or false: when a field must be given, when a rule applies, what nature a row has.
/// Data, not code, so that a lawyer can read it and an edition can change it.
/// </summary>
public abstract record Condition
{
    private protected Condition()
    {
    }

    /// <summary>Whether it is true of a row of canonical values.</summary>
    public abstract bool Holds(ReadOnlySpan<string?> row);

    /// <summary>The columns it looks at.</summary>
    public abstract ImmutableArray<FieldRef> Fields { get; }

    /// <summary>Stable short form: <c>contains(CF_CFLB,03)</c>.</summary>
    public abstract string Signature { get; }

    /// <summary>In Chinese, as it follows “当”.</summary>
    public abstract string Explain { get; }

    /// <summary>Codes it compares with, to be found in the code set of their field.</summary>
    public virtual ImmutableArray<(FieldRef Field, string Code)> Codes => [];

    /// <summary>The text of a code where the field is coded, else the value itself.</summary>
    private protected static string Say(CodeSet? set, string code) => set?.TextOf(code) ?? code;
}
