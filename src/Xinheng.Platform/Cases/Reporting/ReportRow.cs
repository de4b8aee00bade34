using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Xinheng.Model.Cases.Reporting;
using Xinheng.Model.Procedures;

namespace Xinheng.Platform.Cases.Reporting;

/// <summary>A report as its open table has it: where it stands and what others wrote about it; never who reported or in what words.</summary>
public sealed record ReportRow
{
    internal const string Columns = """
        r.id, r.number, r.kind, r.matter, r.target, r.unit, r.region, r.anonymous, r.filed_on as FiledOn, r.stage, r.closed_on as ClosedOn,
        r.paused_on as PausedOn, r.asked, r.redacted, r.answer, r.outcome_words as OutcomeWords, r.public_words as PublicWords,
        r.responsibility, r.passed_to as PassedTo, r.reward_granted as RewardGranted, r.reward_basis as RewardBasis,
        r.reward_yuan as RewardYuan, r.reward_on as RewardOn, r.reward_by as RewardBy, r.reward_paid_on as RewardPaidOn
        """;

    public required Guid Id { get; init; }

    public required string Number { get; init; }

    public required string Kind { get; init; }

    public required string Matter { get; init; }

    public required string Target { get; init; }

    public string? Unit { get; init; }

    public string? Region { get; init; }

    public required bool Anonymous { get; init; }

    public required DateOnly FiledOn { get; init; }

    public required string Stage { get; init; }

    public DateOnly? ClosedOn { get; init; }

    public DateOnly? PausedOn { get; init; }

    public string? Asked { get; init; }

    public string? Redacted { get; init; }

    public string? Answer { get; init; }

    public string? OutcomeWords { get; init; }

    public string? PublicWords { get; init; }

    public string? Responsibility { get; init; }

    public string? PassedTo { get; init; }

    public bool? RewardGranted { get; init; }

    public string? RewardBasis { get; init; }

    public decimal? RewardYuan { get; init; }

    public DateOnly? RewardOn { get; init; }

    public string? RewardBy { get; init; }

    public DateOnly? RewardPaidOn { get; init; }

    public ReportKind Of => Enum.Parse<ReportKind>(Kind, ignoreCase: true);

    public ReportMatter About => ReportMatter.Find(Of, Matter)!;

    public Procedure Procedure => ReportProcedures.Of(Of);

    public Stage At => Procedure.StageOf(Stage)!;

    /// <summary>Over everything that is open in it, with a salt that the table keeps: the log learns that it changed, not to what.</summary>
    internal byte[] Digest(byte[] salt, byte[] sealedDigest) => SHA256.HashData(
    [
        .. salt, .. sealedDigest,
        .. Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new object?[]
        {
            Id, Number, Kind, Matter, Target, Unit, Region, Anonymous, FiledOn, Stage, ClosedOn, PausedOn, Asked, Redacted, Answer, OutcomeWords,
            PublicWords, Responsibility, PassedTo, RewardGranted, RewardBasis, RewardYuan?.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture),
            RewardOn, RewardBy, RewardPaidOn,
        })),
    ]);
}
