namespace Xinheng.Web.Components.Charts;

/// <summary>Something that happened on a day: what, by whom, and where it stands.</summary>
/// <param name="On">The legal day.</param>
/// <param name="Title">What happened, in a phrase.</param>
/// <param name="Href">Where more of it is.</param>
/// <param name="Note">By whom, why.</param>
/// <param name="Tone"><c>positive</c>, <c>neutral</c>, <c>adverse</c>, <c>warn</c>, or none.</param>
/// <param name="Tag">A word before the title: its kind.</param>
/// <param name="At">The time of day, 14:05, where it is known and matters.</param>
public sealed record TimelineEvent(
    DateOnly On, string Title, string? Href = null, string? Note = null, string? Tone = null, string? Tag = null, string? At = null);
