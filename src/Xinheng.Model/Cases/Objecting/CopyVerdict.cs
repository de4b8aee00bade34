namespace Xinheng.Model.Cases.Objecting;

/// <summary>What came of holding the platform's copy against what the provider handed in (深圳经济特区社会信用条例 51, V).</summary>
public enum CopyVerdict
{
    /// <summary>一致: whatever is wrong, the provider said it so.</summary>
    Same,

    /// <summary>不一致: the mistake is the platform's, which corrects it at once.</summary>
    Differs,

    /// <summary>原件已销毁或读不出: nothing to hold it against; the provider is asked.</summary>
    Gone,
}
