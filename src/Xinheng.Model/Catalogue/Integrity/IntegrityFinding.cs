namespace Xinheng.Model.Catalogue.Integrity;

/// <summary>Something in a catalogue that cannot be right, or that somebody should look at.</summary>
/// <param name="Code">Stable and dotted: <c>catalogue.key-missing</c>.</param>
/// <param name="Item">Code of the item, or null when it is about the pack.</param>
/// <param name="Field">Code of the field, where there is one.</param>
/// <param name="Message">What is wrong and what to do, in Chinese.</param>
/// <param name="IsError">A pack with an error is not published.</param>
public sealed record IntegrityFinding(string Code, string? Item, string? Field, string Message, bool IsError);
