namespace Xinheng.Model.Law;

/// <summary>The text a rule or a power rests on: the instrument as it is cited, and the article in it where one is named.</summary>
public sealed record LegalBasis(string Instrument, string? Article = null)
{
    public override string ToString() => Article is null ? Instrument : $"{Instrument} {Article}";
}
