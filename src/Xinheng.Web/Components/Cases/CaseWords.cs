using Xinheng.Model.Procedures;
using Xinheng.Platform.Procedures;

namespace Xinheng.Web.Components.Cases;

/// <summary>What cases are called, and where their pages stand: <c>repair</c> is at /me/repairs/… and /work/repairs/….</summary>
public sealed class CaseWords(IEnumerable<Procedure> procedures)
{
    private readonly Dictionary<string, Procedure> procedures = procedures.ToDictionary(p => p.Code);

    public IReadOnlyCollection<Procedure> All => procedures.Values;

    public string Name(string procedure) => procedures.GetValueOrDefault(procedure)?.Name ?? procedure;

    public string Stage(string procedure, string stage) => procedures.GetValueOrDefault(procedure)?.StageOf(stage)?.Name ?? stage;

    public string Step(string procedure, string step) => procedures.GetValueOrDefault(procedure)?.Find(step)?.Name ?? step;

    public string Clock(string procedure, string clock) => procedures.GetValueOrDefault(procedure)?.ClockOf(clock)?.Name ?? clock;

    /// <summary>Whose turn it is; null for what is closed.</summary>
    public string? Turn(string procedure, string stage) => Waits(procedure, stage) is { } party ? PartyWords.Of(party) : null;

    /// <summary>It is the subject's turn.</summary>
    public bool IsForSubject(CaseListed one) => one.ClosedOn is null && Waits(one.Procedure, one.Stage) == Model.Procedures.Party.Subject;

    public static string Party(string party) => Enum.TryParse<Party>(party, ignoreCase: true, out var known) ? PartyWords.Of(known) : party;

    /// <param name="door"><c>me</c> or <c>work</c>.</param>
    public static string Place(string door, string procedure, Guid id) => $"/{door}/{procedure}s/{id}";

    public static (string Text, string Tone) State(ClockState state) => state switch
    {
        ClockState.Running => ("进行中", "neutral"),
        ClockState.Overdue => ("已超期", "adverse"),
        ClockState.Paused => ("中止计时", "contested"),
        ClockState.AwaitsCalendar => ("待放假安排公布后计算", "contested"),
        ClockState.NoRule => ("尽快办理", "plain"),
        ClockState.Met => ("按期完成", "positive"),
        ClockState.MetLate => ("超期完成", "adverse"),
        _ => ("不再计算", "plain"),
    };

    private Party? Waits(string procedure, string stage) => procedures.GetValueOrDefault(procedure)?.StageOf(stage)?.Waits;
}
