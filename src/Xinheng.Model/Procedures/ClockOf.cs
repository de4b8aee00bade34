namespace Xinheng.Model.Procedures;

/// <summary>A time the law gives for something within a procedure. How long it is stands in the rule, by place and day.</summary>
/// <param name="Name">What is to be done in time: 决定是否受理.</param>
/// <param name="Rule">Id of the rule; where the place has none that is confirmed, the clock has no end and the page says so.</param>
/// <param name="Fact">The event it runs from, in words: 收到申请.</param>
/// <param name="Owes">Who is late when it has run out.</param>
public sealed record ClockOf(string Code, string Name, string Rule, string Fact, Party Owes);
