using Xinheng.Model.Procedures;

namespace Xinheng.Model.Cases.Objecting;

/// <summary>What a provider's answer does. Five uphold an objection, each for its own kind of mistake (浙江 30, V); two leave the record.</summary>
public enum ObjectionOutcome
{
    /// <summary>删除: the fact itself is wrong.</summary>
    Delete,

    /// <summary>更正: the fact is right, its wording is not.</summary>
    Correct,

    /// <summary>补充: something was left out.</summary>
    Add,

    /// <summary>停止公示: its period is over.</summary>
    Stop,

    /// <summary>移出: it should never have been listed.</summary>
    Remove,

    /// <summary>异议不成立.</summary>
    NotUpheld,

    /// <summary>无法核实: neither shown right nor wrong; that is what is recorded (征信业管理条例 25).</summary>
    NotVerifiable,
}

/// <summary>The words of outcomes, and what each does.</summary>
public static class ObjectionOutcomes
{
    public static bool Upholds(this ObjectionOutcome outcome) => outcome < ObjectionOutcome.NotUpheld;

    /// <summary>Whether it writes other values into the record; the others that uphold take it out of view.</summary>
    public static bool Corrects(this ObjectionOutcome outcome) => outcome is ObjectionOutcome.Correct or ObjectionOutcome.Add;

    public static bool Withdraws(this ObjectionOutcome outcome) => outcome.Upholds() && !outcome.Corrects();

    public static Step StepOf(this ObjectionOutcome outcome) => outcome switch
    {
        ObjectionOutcome.NotUpheld => ObjectionSteps.Reject,
        ObjectionOutcome.NotVerifiable => ObjectionSteps.Leave,
        _ => ObjectionSteps.Uphold,
    };

    public static string NameOf(ObjectionOutcome outcome) => outcome switch
    {
        ObjectionOutcome.Delete => "删除",
        ObjectionOutcome.Correct => "更正",
        ObjectionOutcome.Add => "补充",
        ObjectionOutcome.Stop => "停止公示",
        ObjectionOutcome.Remove => "移出",
        ObjectionOutcome.NotUpheld => "异议不成立",
        _ => "无法核实",
    };

    /// <summary>For whom the outcome is meant, as it stands beside the choice.</summary>
    public static string WhenOf(ObjectionOutcome outcome) => outcome switch
    {
        ObjectionOutcome.Delete => "事实有误：这件事不存在，或者不是这个主体的",
        ObjectionOutcome.Correct => "表述有误：事情有，写错了",
        ObjectionOutcome.Add => "有遗漏：应当有的没有写上",
        ObjectionOutcome.Stop => "超过期限还在公示",
        ObjectionOutcome.Remove => "不符合列入条件",
        ObjectionOutcome.NotUpheld => "核查无误：记录与决定文书一致",
        _ => "查不清：对错都没有凭据，照实记录",
    };

    /// <summary>As it stands in tables and in the log: <c>not-upheld</c>.</summary>
    public static string CodeOf(ObjectionOutcome outcome) => outcome switch
    {
        ObjectionOutcome.NotUpheld => "not-upheld",
        ObjectionOutcome.NotVerifiable => "not-verifiable",
        _ => outcome.ToString().ToLowerInvariant(),
    };

    public static ObjectionOutcome? Read(string code) =>
        Enum.GetValues<ObjectionOutcome>().Cast<ObjectionOutcome?>().FirstOrDefault(outcome => CodeOf(outcome!.Value) == code);
}
