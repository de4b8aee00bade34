using Xinheng.Model.Publication;
using Xinheng.Platform.Journal;
using Xinheng.Platform.Publication.Authentic;

namespace Xinheng.Platform.Publication.Papers;

/// <summary>A paper made out: signed, with the code that stands at its foot.</summary>
public sealed record PaperInHand(SignedPaper Signed, string Code)
{
    public Paper Paper => Signed.Paper;

    /// <summary>The file to be kept; its name carries the code.</summary>
    public byte[] File => Signed.ToCanonicalJson();

    public string FileName => $"proof-{Code}.json";

    internal static PaperInHand Of(Paper paper, Guid about, SigningKeys keys, CheckCodes codes) =>
        new(paper.Sign(keys.Current), codes.Of(about, paper));
}
