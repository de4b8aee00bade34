namespace Xinheng.Web.Workbench.Assessment.Desk;

/// <summary>What was typed into the form of a reporting cycle, shown again where something was wrong.</summary>
public sealed record GivenCycle(string Cycle, string Since, string Reason);
