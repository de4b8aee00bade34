using Xinheng.Model.Foundation;
using Xinheng.Model.People;

namespace Xinheng.Platform.Collection;

/// <summary>Where a submission stands (报送状态).</summary>
public enum SubmissionState
{
    Received,
    Checking,
    Checked,
    Approved,
    Entered,

    /// <summary>退回: the file as a whole could not be read, or a reviewer sent it back.</summary>
    Returned,
}

/// <summary>A submission as its table has it. Counts are foreseen until it has entered, and always add up.</summary>
public sealed record Submission
{
    public required Guid Id { get; init; }

    public required string Item { get; init; }

    public required string Provider { get; init; }

    /// <summary>Division code of the provider's jurisdiction; null where it is not registered any more.</summary>
    public string? Region { get; init; }

    public required string Format { get; init; }

    public required Guid File { get; init; }

    public required byte[] Digest { get; init; }

    public required long Bytes { get; init; }

    public required string ReceivedBy { get; init; }

    public required DateTime ReceivedAt { get; init; }

    public required string State { get; init; }

    public string? Fault { get; init; }

    public string? Notes { get; init; }

    public int? Edition { get; init; }

    public byte[]? CheckDigest { get; init; }

    public DateTime? CheckedAt { get; init; }

    public string? ApprovedBy { get; init; }

    public DateTime? ApprovedAt { get; init; }

    public DateTime? EnteredAt { get; init; }

    public int Rounds { get; init; }

    public long Progress { get; init; }

    public long Rows { get; init; }

    public long Entered { get; init; }

    public long Corrected { get; init; }

    public long Unchanged { get; init; }

    public long Held { get; init; }

    public long Refused { get; init; }

    public long DoneEntered { get; init; }

    public long DoneCorrected { get; init; }

    public long WantedItems { get; init; }

    public long MissingItems { get; init; }

    public long OnTime { get; init; }

    public long Late { get; init; }

    /// <summary>Entered rows whose cycle runs into a year without calendar: in time or late, nobody can say yet.</summary>
    public long Awaiting { get; init; }

    /// <summary>The first year they await; null when none does.</summary>
    public int? AwaitsYear { get; init; }

    public string? Unusual { get; init; }

    public long UnusualRows { get; init; }

    /// <summary>The last day in time of the row that would be late first; null where none is in time or nothing runs.</summary>
    public DateOnly? DueOn { get; init; }

    /// <summary>Still on its maker's table in the workbench: no reviewer has it yet.</summary>
    public bool Draft { get; init; }

    public string? SentBy { get; init; }

    public DateTime? SentAt { get; init; }

    /// <summary>From when it counts as handed in: a draft not before its maker let go of it.</summary>
    public DateTime CountsFrom => SentAt ?? ReceivedAt;

    public SubmissionState Where => Enum.Parse<SubmissionState>(State, ignoreCase: true);

    /// <summary>Some rows stay out: said aloud wherever counts are.</summary>
    public bool Partial => Held + Refused > 0 && Entered + Corrected + Unchanged > 0;

    public SubmissionId Key => new(Id);

    /// <summary>Whose it is, for questions of right about the submission as a whole.</summary>
    public Target Whose => new(Provider, Region);
}
