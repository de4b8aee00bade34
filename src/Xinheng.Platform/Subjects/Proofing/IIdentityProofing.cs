using Xinheng.Model.Foundation;
using Xinheng.Model.Subjects.Proofing;

namespace Xinheng.Platform.Subjects.Proofing;

/// <summary>What somebody lays before whoever can say who they are.</summary>
/// <param name="FaceSeen">The clerk compared the face with the document.</param>
/// <param name="PaperSeen">The clerk held the document, and for an enterprise licence and paper of authority, in hand.</param>
/// <param name="Ticket">What a national service gave for its own check; null at a counter.</param>
public sealed record Presented(IdentityClaim Claim, bool FaceSeen = false, bool PaperSeen = false, string? Ticket = null);

/// <summary>Somebody outside who can say whether a person is whom they claim to be. That the numbers hold is checked before.</summary>
public interface IIdentityProofing
{
    ProofMethod Method { get; }

    /// <summary>Whether it can be asked in this installation.</summary>
    bool IsConnected { get; }

    Task<Result<Done>> ProveAsync(Presented presented, CancellationToken ct);
}
