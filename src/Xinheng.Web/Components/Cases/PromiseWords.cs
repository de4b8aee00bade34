using Xinheng.Model.Cases.Promising;
using Xinheng.Platform.Cases.Promising;

namespace Xinheng.Web.Components.Cases;

/// <summary>How promises are written on pages.</summary>
public static class PromiseWords
{
    public static string State(string state) => PromiseStates.NameOf(PromiseStates.Read(state));

    public static string Tone(string state) => PromiseStates.Read(state) switch
    {
        PromiseState.Fulfilled => "positive",
        PromiseState.Broken => "adverse",
        PromiseState.Doubted or PromiseState.Answered => "contested",
        PromiseState.Withdrawn => "plain",
        _ => "neutral",
    };

    public static string Line(Promises.Listed one) => string.Join(" · ", new[]
    {
        $"{one.SignedOn:yyyy-MM-dd} 签", one.BodyName, one.ValidUntil is { } until ? $"有效期到 {until:yyyy-MM-dd}" : null,
        one is { NextName: { } next, NextDue: { } due } ? $"下一步：{due:yyyy-MM-dd} 以前{next}" : null, $"编码 {one.Number}",
    }.OfType<string>());
}
