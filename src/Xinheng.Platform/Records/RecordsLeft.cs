using Xinheng.Model.Foundation;

namespace Xinheng.Platform.Records;

/// <summary>Announced: records that leave every view by a decision, in the decision's transaction.</summary>
public sealed record RecordsLeft(IReadOnlyList<LeftRecord> Records, string Why);

/// <summary>A record that left.</summary>
public sealed record LeftRecord(RecordId Record, SubjectId Subject, string Item);
