using System.Collections.Immutable;

namespace Xinheng.Platform.Programmes.FictionalProvince.Rows;

/// <summary>What a row of a file does.</summary>
internal enum Change
{
    /// <summary>A fact for the first time, or the same row again.</summary>
    Entered,

    /// <summary>The same fact told better.</summary>
    Corrected,

    Withdrawn,

    Restored,

    /// <summary>A row that a clerk got wrong.</summary>
    Mistaken,
}

/// <summary>An error as clerks make them.</summary>
/// <param name="Problem">The one problem that the check must find.</param>
/// <param name="Make">Spoils a right row.</param>
internal sealed record Mistake(string Problem, Action<string?[]> Make);

/// <summary>The rows of one item from one provider. Row <c>n</c> is made from its number alone, into a row that is used again.</summary>
internal abstract class RowSource(string item, ImmutableArray<string> columns)
{
    public string Item { get; } = item;

    /// <summary>Codes of the columns that are handed in.</summary>
    public ImmutableArray<string> Columns { get; } = columns;

    public virtual ImmutableArray<Mistake> Mistakes => [];

    /// <summary>Fills the whole row: what a row before left there is overwritten.</summary>
    public abstract void Fill(long record, string?[] row);

    /// <summary>Turns a filled row into its correction.</summary>
    public virtual void Correct(long record, string?[] row) => throw new NotSupportedException(Item);

    /// <summary>Says why a filled row is withdrawn or restored.</summary>
    public virtual void Explain(Change change, string?[] row) => throw new NotSupportedException(Item);
}
