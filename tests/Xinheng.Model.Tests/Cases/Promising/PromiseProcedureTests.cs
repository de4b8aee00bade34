using Xinheng.Model.Cases.Promising;
using Xinheng.Model.Procedures;

namespace Xinheng.Model.Tests.Cases.Promising;

/// <summary>The procedure as a table: who decides, and that nothing adverse is reached without notice.</summary>
public sealed class PromiseProcedureTests
{
    [Fact]
    public void The_table_holds_together() => Assert.Empty(PromiseProcedure.Table.Flaws());

    [Fact]
    public void Broken_is_reached_only_from_where_the_subject_was_told() =>
        Assert.All(
            PromiseProcedure.Table.Steps.Where(step => step.To == PromiseProcedure.Broken),
            step => Assert.Equal(["answered", "doubted"], step.From.Select(stage => stage.Code).Order()));

    [Fact]
    public void Whoever_received_it_decides_and_nobody_else() =>
        Assert.All(
            PromiseProcedure.Table.Steps.Where(step => step.To is { } to && (to == PromiseProcedure.Broken || to == PromiseProcedure.Fulfilled)),
            step => Assert.Equal(Party.Body, step.By));

    [Fact]
    public void The_stages_are_the_states() =>
        Assert.Equal(Enum.GetValues<PromiseState>().Select(PromiseStates.CodeOf).Order(), PromiseProcedure.Table.Stages.Select(stage => stage.Code).Order());
}
