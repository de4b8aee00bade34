using Xinheng.Model.Catalogue;
using Xinheng.Model.Records;
using Xinheng.Model.Subjects;

namespace Xinheng.Model.Disclosure;

/// <summary>Everything about one record that bears on who may see it; nothing else may.</summary>
public sealed record DisclosureFacts
{
    /// <summary>The item's openness in the edition in force today, whichever edition the record was entered by.</summary>
    public required Openness Openness { get; init; }

    /// <summary>The record's own openness, where the item leaves it to each record; null while it has said nothing.</summary>
    public Openness? OwnOpenness { get; init; }

    /// <summary>The item cites a national rule by which records about natural persons are public.</summary>
    public bool PersonsPublic { get; init; }

    public required Nature Nature { get; init; }

    /// <summary>The item has the mark 具有一定社会影响, so that only marked records are published.</summary>
    public bool HasImpact { get; init; }

    public required SubjectKind SubjectKind { get; init; }

    public required RecordState State { get; init; }

    /// <summary>Personal data was found in its free text.</summary>
    public bool Held { get; init; }

    /// <summary>The subject is under age today; or, where an adverse record's reader gives the number, was when it was decided.</summary>
    public bool Minor { get; init; }

    /// <summary>The subject asked that what this item says in its favour be shown to nobody.</summary>
    public bool Vetoed { get; init; }

    public bool? Impact { get; init; }

    public Severity? Severity { get; init; }

    /// <summary>The determining body itself confirmed the class.</summary>
    public bool Confirmed { get; init; }

    /// <summary>First day no longer public; null while nothing ends it.</summary>
    public DateOnly? PublicUntil { get; init; }

    /// <summary>Adverse: first day on which organs and the authorised may no longer use it; null while it is not known.</summary>
    public DateOnly? UsableUntil { get; init; }

    /// <summary>Marked 异议, or under review or suit.</summary>
    public bool Contested { get; init; }
}
