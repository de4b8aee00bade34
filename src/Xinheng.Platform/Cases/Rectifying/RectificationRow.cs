using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Xinheng.Platform.Cases.Rectifying;

/// <summary>An order to correct as its table has it.</summary>
public sealed record RectificationRow
{
    internal const string Columns = """
        r.case_id as CaseId, r.number, r.matter, r.requirement, r.due_reason as DueReason, r.first_due_on as FirstDueOn, r.due_on as DueOn,
        r.verdict, r.verified_on as VerifiedOn, r.salt, r.entry
        """;

    /// <summary>整改中, 已整改, 未整改: codes as the catalogue has them.</summary>
    public const string Open = "0";
    public const string Corrected = "1";
    public const string NotCorrected = "2";

    public required Guid CaseId { get; init; }

    public required string Number { get; init; }

    public required string Matter { get; init; }

    public required string Requirement { get; init; }

    public required string DueReason { get; init; }

    public required DateOnly FirstDueOn { get; init; }

    public required DateOnly DueOn { get; init; }

    public required string Verdict { get; init; }

    public DateOnly? VerifiedOn { get; init; }

    public required byte[] Salt { get; init; }

    public Guid Entry { get; init; }

    public bool WasExtended => DueOn != FirstDueOn;

    internal string Digest => Digests.Of(Salt, CaseId, Number, Matter, Requirement, DueReason, FirstDueOn, DueOn, Verdict, VerifiedOn);
}

/// <summary>A row in the log: a salted digest, so that the log fixes it and tells nobody what it says.</summary>
internal static class Digests
{
    public static string Of(byte[] salt, params object?[] values) =>
        Convert.ToHexStringLower(SHA256.HashData([.. salt, .. Encoding.UTF8.GetBytes(JsonSerializer.Serialize(values))]));
}
