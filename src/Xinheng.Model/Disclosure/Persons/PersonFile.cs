using Xinheng.Model.Foundation;

namespace Xinheng.Model.Disclosure.Persons;

/// <summary>One field of a shown record, in words; a person's number only masked.</summary>
public sealed record ShownField(string Code, string Name, string Value);

/// <summary>One record as this reader may see it.</summary>
/// <param name="Contested">Carries the mark 异议.</param>
public sealed record ShownRecord(
    RecordId Id, string Item, string ItemName, string Nature, string State, string Provider, string? Authority, DateOnly? DecidedOn,
    DateOnly? PublicUntil, bool Contested, IReadOnlyList<string> Basis, IReadOnlyList<ShownField> Fields)
{
    /// <summary>本人声明 beside it; nobody has examined it.</summary>
    public string? SubjectStatement { get; init; }
}

/// <summary>
/// The answer about one subject. Of somebody nobody keeps anything about it is empty, and exactly so is that of somebody about
/// whom nothing may be shown to this reader.
/// </summary>
/// <param name="Number">As asked, masked.</param>
/// <param name="Purpose">In words.</param>
public sealed record PersonFile(string Number, string Purpose, DateTimeOffset At, IReadOnlyList<ShownRecord> Records);
