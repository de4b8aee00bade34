namespace Xinheng.Model.Exchange;

/// <summary>What a receiver of public credit information is.</summary>
public enum SubscriberKind
{
    /// <summary>信用服务机构.</summary>
    Institution,

    Bank,

    /// <summary>Another credit platform, above, below or beside this one.</summary>
    Platform,

    /// <summary>第三方网站 that copies what is public.</summary>
    Site,

    Other,
}

/// <summary>Where one departure stands with one subscriber: always exactly one of these, so that they add up.</summary>
public enum StandingState
{
    /// <summary>未发出: nobody has told it yet.</summary>
    Unsent,

    /// <summary>已发出未确认: told, and not answered with the id, whatever HTTP said.</summary>
    Unanswered,

    /// <summary>已确认撤下: it has said so by the id.</summary>
    Acknowledged,

    /// <summary>已确认但仍在展示: it has said so, and its own page still shows the record.</summary>
    Showing,

    /// <summary>无须再撤: the record came back before it had confirmed.</summary>
    Void,
}

public static class StandingStates
{
    /// <summary>Whether something is still to be done by the subscriber, or by us.</summary>
    public static bool IsOpen(this StandingState state) => state is StandingState.Unsent or StandingState.Unanswered or StandingState.Showing;
}
