using Xinheng.Model.Law;

namespace Xinheng.Model.Catalogue;

/// <summary>A rule of law that the catalogue leans on, and how sure we are of it.</summary>
/// <param name="Text">Instrument and article as a lawyer would cite them.</param>
/// <param name="Confidence">What is unsure is never shown or used as the law.</param>
public sealed record Citation(string Text, Confidence Confidence)
{
    /// <summary>Whether it may be used as the law.</summary>
    public bool IsUsable => Confidence != Confidence.Unsure;
}
