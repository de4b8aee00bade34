namespace Xinheng.Platform.Publication.Statistics;

/// <summary>Which of what is on show today: whatever is not given does not narrow.</summary>
/// <param name="Items">Codes of catalogue items; null: all.</param>
/// <param name="Regions">Division codes of registration; null: everywhere, empty: where none is known.</param>
/// <param name="Authority">The code of who decided, or of who handed it in where no decider is named.</param>
/// <param name="Undated">Only what has no day of decision.</param>
public sealed record ShownQuestion(
    string? Nature = null,
    IReadOnlyCollection<string>? Items = null,
    IReadOnlyCollection<string>? Regions = null,
    string? Authority = null,
    DateOnly? From = null,
    DateOnly? To = null,
    bool Undated = false)
{
    internal bool IsByDay => From is not null || To is not null;
}
