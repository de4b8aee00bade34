namespace Xinheng.Model.Catalogue;

/// <summary>How an update cycle counts.</summary>
public enum UpdateUnit
{
    OnDemand,
    Days,
    WorkingDays,
    Months,
}

/// <summary>How soon after the fact the provider must hand it in (更新周期).</summary>
public readonly record struct UpdateCycle(UpdateUnit Unit, int Count)
{
    public override string ToString() => Unit switch
    {
        UpdateUnit.Days => Count == 1 ? "每日" : $"{Count}日内",
        UpdateUnit.WorkingDays => $"{Count}个工作日内",
        UpdateUnit.Months => Count switch { 1 => "每月", 3 => "每季度", 12 => "每年", _ => $"每{Count}个月" },
        _ => "按需",
    };
}
