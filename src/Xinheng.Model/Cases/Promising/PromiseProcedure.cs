using Xinheng.Model.Procedures;

namespace Xinheng.Model.Cases.Promising;

/// <summary>信用承诺: signed freely, followed up, and found kept or broken only by decision of the body that received it.</summary>
public static class PromiseProcedure
{
    /// <summary>Until when the subject may answer before anything is decided against it.</summary>
    public static readonly ClockOf Answering = new("answer", "承诺人说明情况", "PROMISE_ANSWER", "告知拟认定违诺", Party.Subject);

    public static readonly Stage Signed = new("signed", PromiseStates.NameOf(PromiseState.Signed), Party.Body);
    public static readonly Stage Doubted = new("doubted", PromiseStates.NameOf(PromiseState.Doubted), Party.Subject);
    public static readonly Stage Answered = new("answered", PromiseStates.NameOf(PromiseState.Answered), Party.Body);
    public static readonly Stage Fulfilled = new("fulfilled", PromiseStates.NameOf(PromiseState.Fulfilled), null);
    public static readonly Stage Broken = new("broken", PromiseStates.NameOf(PromiseState.Broken), null);
    public static readonly Stage Withdrawn = new("withdrawn", PromiseStates.NameOf(PromiseState.Withdrawn), null);

    public static readonly Step Sign = new("sign", "签署承诺", Party.Subject, [], Signed) { Basis = "深圳经济特区社会信用条例第57至64条" };

    public static readonly Step Withdraw = new("withdraw", "撤回承诺", Party.Subject, [Signed], Withdrawn) { Basis = "深圳经济特区社会信用条例第57至64条" };

    public static readonly Step CloseMatter = new("close-matter", "事项办结", Party.Body, [Signed], null) { Basis = "深圳经济特区社会信用条例第57至64条" };

    public static readonly Step Check = new("check", "践诺核查", Party.Body, [Signed, Doubted, Answered], null) { Basis = "深圳经济特区社会信用条例第57至64条" };

    public static readonly Step Doubt = new("doubt", "告知拟认定违诺", Party.Body, [Signed], Doubted)
    {
        Starts = [Answering], NeedsReason = true, Basis = "深圳经济特区社会信用条例第64条",
    };

    public static readonly Step Answer = new("answer", "说明情况", Party.Subject, [Doubted], Answered)
    {
        Meets = [Answering], NeedsReason = true, Basis = "深圳经济特区社会信用条例第64条",
    };

    public static readonly Step Clear = new("clear", "不认定违诺", Party.Body, [Doubted, Answered], Signed)
    {
        Lapses = [Answering], NeedsReason = true, Basis = "深圳经济特区社会信用条例第64条",
    };

    public static readonly Step Fulfil = new("fulfil", "认定已履行", Party.Body, [Signed, Doubted, Answered], Fulfilled)
    {
        Basis = "深圳经济特区社会信用条例第57至64条",
    };

    /// <summary>Only after the subject was told and has answered or let the time pass.</summary>
    public static readonly Step Break = new("break", "认定违诺", Party.Body, [Doubted, Answered], Broken)
    {
        NeedsReason = true, Basis = "深圳经济特区社会信用条例第64条",
    };

    public static readonly Procedure Table = new(
        "commitment", "信用承诺", "诺", [Sign, Withdraw, CloseMatter, Check, Doubt, Answer, Clear, Fulfil, Break]);
}
