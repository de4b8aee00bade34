using Xinheng.Model.Disclosure;

namespace Xinheng.Platform.Disclosure;

/// <summary>A record as it lies in somebody's file: whole, with where it came from and whether anybody sees it today.</summary>
public abstract record FiledRecord
{
    public required Guid Id { get; init; }

    public required string Item { get; init; }

    public required string ItemName { get; init; }

    /// <summary><c>positive</c>, <c>neutral</c> or <c>adverse</c>.</summary>
    public required string Nature { get; init; }

    public required string[] Basis { get; init; }

    public required string ProviderName { get; init; }

    public string? AuthorityName { get; init; }

    public DateOnly? DecidedOn { get; init; }

    /// <summary>First day no longer public.</summary>
    public DateOnly? PublicUntil { get; init; }

    /// <summary>1 轻微, 2 一般, 3 严重.</summary>
    public short? Severity { get; init; }

    public required bool Confirmed { get; init; }

    public required bool Contested { get; init; }

    public required string State { get; init; }

    /// <summary>Open and closed fields as JSON texts; a person's number in them is a token.</summary>
    public required string Open { get; init; }

    public required string Closed { get; init; }

    /// <summary>本人声明 beside it, in force.</summary>
    public string? Statement { get; init; }

    /// <summary>Whether anybody sees it, today, and if not, why.</summary>
    public Decision Public { get; init; } = new Decision.Shown();
}
