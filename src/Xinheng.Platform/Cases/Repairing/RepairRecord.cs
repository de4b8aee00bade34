using Xinheng.Model.Cases.Repairing;
using Xinheng.Model.Foundation;

namespace Xinheng.Platform.Cases.Repairing;

/// <summary>A record as the repair of it sees it: whose, decided by whom, and what stands in the way today.</summary>
public sealed record RepairRecord
{
    public required RecordId Id { get; init; }

    public required SubjectId Subject { get; init; }

    /// <summary>Name of an organisation; null for a natural person.</summary>
    public string? SubjectName { get; init; }

    public required string Item { get; init; }

    public required string ItemName { get; init; }

    /// <summary>Number of the decision's document, where the item has one and it is open.</summary>
    public string? Document { get; init; }

    /// <summary>As the record has it, in the item's unit; null where nobody was fined.</summary>
    public string? Fine { get; init; }

    /// <summary>Code of the body that determined it: the authority, else the provider. It alone decides (谁认定谁修复).</summary>
    public required string Body { get; init; }

    public required string BodyName { get; init; }

    /// <summary>It can be reached here: it is registered with the platform.</summary>
    public required bool IsBodyHere { get; init; }

    /// <summary>Null where the record names no date of a decision: nothing can be counted.</summary>
    public RepairOutlook? Outlook { get; init; }

    /// <summary>The open case about it.</summary>
    public string? OpenCase { get; init; }

    public Guid? OpenCaseId { get; init; }

    /// <summary>Why it cannot be applied for today; empty: it can.</summary>
    public IReadOnlyList<Refusal> Against => Outlook is not { } outlook
        ? [Refusal.Conflict("cases.repair-no-date", "这条记录没有载明决定日期，无法计算公示期。请先就记录内容提出异议，更正后再申请。")]
        : outlook.Against.Count > 0 ? outlook.Against
        : IsBodyHere ? []
        : [Refusal.Conflict("cases.repair-body-elsewhere", $"认定机关“{BodyName}”还没有接入本平台，请直接向它申请修复；谁认定、谁修复，平台不能代替它决定。")];
}
