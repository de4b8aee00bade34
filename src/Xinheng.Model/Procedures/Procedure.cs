namespace Xinheng.Model.Procedures;

/// <summary>A statutory procedure as its text has it: a table of steps. What a step does stands in its act; the kernel only asks
/// whether it may be taken, and keeps time and file.</summary>
/// <param name="Code">As it stands in tables and addresses: <c>repair</c>.</param>
/// <param name="Letter">Begins the numbers of its cases: 修.</param>
public sealed record Procedure(string Code, string Name, string Letter, IReadOnlyList<Step> Steps)
{
    /// <summary>Every stage a case can be in, in the order of the steps.</summary>
    public IReadOnlyList<Stage> Stages { get; } =
        [.. Steps.SelectMany(step => step.From.Append(step.To)).OfType<Stage>().DistinctBy(stage => stage.Code)];

    public IReadOnlyList<ClockOf> Clocks { get; } = [.. Steps.SelectMany(step => step.Starts).DistinctBy(clock => clock.Code)];

    public Step? Find(string code) => Steps.FirstOrDefault(step => step.Code == code);

    public Stage? StageOf(string code) => Stages.FirstOrDefault(stage => stage.Code == code);

    public ClockOf? ClockOf(string code) => Clocks.FirstOrDefault(clock => clock.Code == code);

    /// <summary>What the table lacks: stages nobody leaves, clocks nobody stops, codes used twice. Empty for one that holds together.</summary>
    public IReadOnlyList<string> Flaws()
    {
        List<string> flaws = [.. Steps.GroupBy(s => s.Code).Where(g => g.Count() > 1).Select(g => $"step {g.Key} stands twice")];
        if (!Steps.Any(step => step.Opens))
        {
            flaws.Add("no step opens a case");
        }

        foreach (var stage in Stages)
        {
            var left = Steps.Any(step => step.From.Contains(stage) && step.To is not null && step.To != stage);
            if (!stage.IsClosed && !left)
            {
                flaws.Add($"nobody leaves {stage.Code}");
            }

            if (!Steps.Any(step => step.To == stage))
            {
                flaws.Add($"nothing leads to {stage.Code}");
            }
        }

        flaws.AddRange(Clocks.Where(clock => !Steps.Any(step => step.Meets.Contains(clock))).Select(clock => $"nobody meets {clock.Code}"));
        if (Steps.Any(step => step.Pauses) != Steps.Any(step => step.Resumes))
        {
            flaws.Add("a pause without an end");
        }

        return flaws;
    }
}
