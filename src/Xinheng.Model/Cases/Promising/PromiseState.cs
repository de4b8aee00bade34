namespace Xinheng.Model.Cases.Promising;

/// <summary>Where a promise stands.</summary>
public enum PromiseState
{
    /// <summary>Signed, and binding.</summary>
    Signed,

    /// <summary>The receiving body has found something and told the subject, who may answer.</summary>
    Doubted,

    /// <summary>The subject has answered; the body has to decide.</summary>
    Answered,

    Fulfilled,
    Broken,
    Withdrawn,
}

/// <summary>履行状态 of the national table, as the receiving body decides it.</summary>
public enum Performance
{
    Whole = 1,
    InPart = 2,
    NotAtAll = 3,
}

public static class PromiseStates
{
    public static string CodeOf(PromiseState state) => state.ToString().ToLowerInvariant();

    public static PromiseState Read(string code) => Enum.GetValues<PromiseState>().Single(state => CodeOf(state) == code);

    public static string NameOf(PromiseState state) => state switch
    {
        PromiseState.Signed => "履行中",
        PromiseState.Doubted => "拟认定违诺，等承诺人说明",
        PromiseState.Answered => "已说明，等认定",
        PromiseState.Fulfilled => "已履行",
        PromiseState.Broken => "违诺",
        PromiseState.Withdrawn => "已撤回",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    public static string NameOf(Performance performance) => performance switch
    {
        Performance.Whole => "全部履行",
        Performance.InPart => "部分履行",
        Performance.NotAtAll => "全部未履行",
        _ => throw new ArgumentOutOfRangeException(nameof(performance)),
    };

    /// <summary>Nothing is decided against it: a doubt that was only told takes nothing away from anybody.</summary>
    public static bool Holds(PromiseState state) => state is not (PromiseState.Broken or PromiseState.Withdrawn);
}
