using System.Collections.Immutable;
using Xinheng.Model.Catalogue.Checking;

namespace Xinheng.Model.Catalogue.Rules;

/// <summary>A rule between the columns of a row. A rule whose columns could not be read is silent: one mistake, one message.</summary>
public abstract record RowRule
{
    private protected RowRule()
    {
    }

    /// <summary>The columns it looks at.</summary>
    public abstract ImmutableArray<FieldRef> Fields { get; }

    /// <summary>Stable short form for documents and comparisons between editions.</summary>
    public abstract string Signature { get; }

    /// <summary>The rule in a Chinese sentence, for templates.</summary>
    public abstract string Explain { get; }

    /// <summary>Codes it compares with, to be found in the code set of their field.</summary>
    public virtual ImmutableArray<(FieldRef Field, string Code)> Codes => [];

    internal abstract void Apply(RowDraft row);
}
