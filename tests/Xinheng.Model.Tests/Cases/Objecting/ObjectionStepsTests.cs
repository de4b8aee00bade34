using FsCheck;
using FsCheck.Fluent;
using Xinheng.Model.Cases.Objecting;
using Xinheng.Model.Catalogue;
using Xinheng.Model.Procedures;
using Xinheng.Model.Records;

namespace Xinheng.Model.Tests.Cases.Objecting;

/// <summary>The procedure as its statutes have it.</summary>
public sealed class ObjectionStepsTests
{
    [Fact]
    public void The_tables_hold_together()
    {
        Assert.Empty(ObjectionSteps.Procedure.Flaws());
        Assert.Empty(ReviewSteps.Procedure.Flaws());
    }

    [Fact]
    public void Only_the_provider_answers_and_the_platform_decides_about_its_own_copy_alone()
    {
        Assert.Equal(["mend", "route"], ObjectionSteps.Procedure.Steps.Where(step => step.By == Party.Platform).Select(step => step.Code));
        Assert.All(Enum.GetValues<ObjectionOutcome>(), outcome => Assert.Equal(Party.Body, outcome.StepOf().By));
    }

    [Fact]
    public void Outcomes_are_read_as_they_are_written() =>
        Assert.All(Enum.GetValues<ObjectionOutcome>(), outcome => Assert.Equal(outcome, ObjectionOutcomes.Read(ObjectionOutcomes.CodeOf(outcome))));

    [Fact]
    public void Putting_right_never_lengthens_the_publicity_of_a_confirmed_adverse_record() => Prop.ForAll(
        ArbMap.Default.ArbFor<int?>(), ArbMap.Default.ArbFor<int?>(), (before, given) =>
        {
            var day = new DateOnly(2026, 6, 15);
            var standing = new Standing
            {
                Operation = Operation.Enter, Nature = Nature.Adverse, Provider = "A", Confirmed = true, Severity = Severity.Ordinary,
                PublicUntil = before is { } b ? day.AddDays(b % 1000) : null,
            };
            var corrected = CorrectedStanding.Of(standing, standing with { Confirmed = false, PublicUntil = given is { } g ? day.AddDays(g % 1000) : null }, "理由");
            return (standing.PublicUntil is null || corrected.PublicUntil <= standing.PublicUntil) && corrected is { Confirmed: true, Contested: false };
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_change_is_named_once_and_what_is_the_same_not_at_all()
    {
        var changes = FieldChange.Between(
            new Dictionary<string, string> { ["A"] = "1", ["B"] = "2", ["C"] = "3" }, new Dictionary<string, string> { ["A"] = "1", ["B"] = "5", ["D"] = "4" });

        Assert.Equal([new("B", "2", "5"), new("C", "3", null), new("D", null, "4")], changes);
    }
}
