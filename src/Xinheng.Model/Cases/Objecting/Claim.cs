namespace Xinheng.Model.Cases.Objecting;

/// <summary>One thing the subject says is wrong: which field, and what would be right. The provider answers each.</summary>
/// <param name="Field">Code of the field; null: the record as a whole.</param>
/// <param name="Right">What it should say, in the subject's words; empty where the subject does not know.</param>
public sealed record Claim(string? Field, string Right);
