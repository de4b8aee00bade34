using Xinheng.Model.Cases.Objecting;
using Xinheng.Model.Foundation;
using Xinheng.Platform.Cases.Objecting.Comparing;
using Xinheng.Platform.Cases.Objecting.Telling;
using Xinheng.Platform.Procedures;

namespace Xinheng.Platform.Cases.Objecting;

/// <summary>One claim with what is answered to it.</summary>
/// <param name="Now">What the record said when it was contested; null for the record as a whole.</param>
public sealed record SaidClaim(int No, string? Field, string Name, string? Now, string Right, string? Answer);

/// <summary>An organisation that had read what was wrong, and when it was told.</summary>
public sealed record Told(string Organisation, string Name, int Looks, DateTime LastLook, DateTime ToldAt, DateTime? ReadAt);

/// <summary>An objection with everything about it: what was said, against what it was held, what was answered, who was told.</summary>
public sealed record ObjectionView
{
    public required CaseView Case { get; init; }

    public required RecordId Record { get; init; }

    public required string Item { get; init; }

    public required string ItemName { get; init; }

    public required string SubjectKind { get; init; }

    /// <summary>Of organisations only.</summary>
    public string? SubjectName { get; init; }

    public string? SubjectCode { get; init; }

    public required string Provider { get; init; }

    public required string ProviderName { get; init; }

    public DateOnly? DecidedOn { get; init; }

    public DateOnly? PublicUntil { get; init; }

    public required string State { get; init; }

    public required bool IsContested { get; init; }

    public required string Ground { get; init; }

    public required string Why { get; init; }

    public required IReadOnlyList<SaidClaim> Claims { get; init; }

    /// <summary>What the record said when it was contested.</summary>
    public required IReadOnlyList<SaidField> Said { get; init; }

    /// <summary>Before and after, where something was put right.</summary>
    public required IReadOnlyList<ChangedWords> Changes { get; init; }

    public string? Compared { get; init; }

    public Guid? ComparedWith { get; init; }

    public long? ComparedRow { get; init; }

    public string? Outcome { get; init; }

    public string? Reasons { get; init; }

    public DateOnly? EndedOn { get; init; }

    public required IReadOnlyList<Told> Told { get; init; }

    public Defect? Defect { get; init; }

    /// <summary>The outcome in words; null while it is open.</summary>
    public string? OutcomeWords => Outcome switch
    {
        null => null,
        MendObjection.Outcome => "平台已更正自己的差错",
        DropObjection.Outcome => "申请人已撤回",
        "overtaken" => "原决定已被撤销，记录已撤下",
        _ => ObjectionOutcomes.Read(Outcome) is { } outcome
            ? outcome.Upholds() ? $"异议成立，{ObjectionOutcomes.NameOf(outcome)}" : ObjectionOutcomes.NameOf(outcome) : Outcome,
    };

    /// <summary>The written answer; null where nothing was answered.</summary>
    public AnswerLetter? Letter => Reasons is null || EndedOn is not { } on ? null : new AnswerLetter
    {
        Number = Case.File.Number, Addressee = SubjectName, Body = Outcome == MendObjection.Outcome ? "公共信用信息工作机构" : ProviderName,
        About = ItemName + (DecidedOn is { } decided ? $"（{decided:yyyy-MM-dd}）" : ""), Record = Record.Value, FiledOn = Case.File.OpenedOn, AnsweredOn = on,
        Ground = Ground, Answers = [.. Claims.Select(claim => (claim.Name, claim.Answer ?? ""))], Outcome = OutcomeWords!, Reasons = Reasons,
        Changes = [.. Changes.Select(change => (change.Name, change.Before ?? "（无）", change.After ?? "（无）"))],
    };
}
