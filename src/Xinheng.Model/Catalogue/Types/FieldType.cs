using Xinheng.Model.Catalogue.Checking;

namespace Xinheng.Model.Catalogue.Types;

/// <summary>What a reading of one value gave: the canonical text, or null with the reason; a value may carry a remark.</summary>
public readonly record struct Reading(string? Value, Fault? Fault)
{
    public static implicit operator Reading(string value) => new(value, null);

    public static implicit operator Reading(Fault fault) => new(null, fault);
}

/// <summary>
/// The type of a field. Each case is one file that knows reading, checking, the canonical form and how a template explains it.
/// A value that is canonical already comes back as the same instance: this runs for millions of rows.
/// </summary>
public abstract record FieldType
{
    private protected FieldType()
    {
    }

    /// <summary>Reads a value from which outer blanks are removed and which is no placeholder.</summary>
    public abstract Reading Read(string text);

    /// <summary>Stable short form, for documents and comparisons between editions: <c>text(200)</c>.</summary>
    public abstract string Signature { get; }

    /// <summary>How to write it, in Chinese, without a full stop.</summary>
    public abstract string Explain { get; }

    /// <summary>A person's number: the platform must seal the value before it keeps it.</summary>
    public virtual bool IsSealed => false;

    public virtual CodeSet? Codes => null;

    /// <summary>The texts of known codes, to be read beside them; values outside the list are taken, too, unless <see cref="Codes"/> is it.</summary>
    public virtual CodeSet? KnownCodes => Codes;

    /// <summary>Whether what was typed means that there is nothing to say.</summary>
    public virtual bool IsPlaceholder(string text) => Placeholder.Is(text);
}
