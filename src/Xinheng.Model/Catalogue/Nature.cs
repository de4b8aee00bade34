namespace Xinheng.Model.Catalogue;

/// <summary>What a record says about its subject (信息性质).</summary>
public enum Nature
{
    Neutral,
    Positive,
    Adverse,
}
