using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Platform.Cases.Repairing;
using Xinheng.Platform.Procedures;
using Xinheng.Testing;

namespace Xinheng.Web.Tests.Outputs;

/// <summary>The same world, with a repair granted in it instead of a withdrawal.</summary>
public sealed class GrantedRepair : Withdrawal
{
    /// <summary>Three months after the decision.</summary>
    private static readonly DateOnly Earliest = new(2026, 9, 10);

    /// <summary>The state of the record in the archive, afterwards.</summary>
    public string Kept { get; private set; } = "";

    protected override async Task TakeAwayAsync(TestPlatform at, RecordId gone)
    {
        await at.SetTodayAsync(Earliest);
        var record = (await at.Get<RepairOutlooks>().FindAsync(gone, default))!;
        var firm = new Caller(new Actor(ActorKind.Subject, new AccountId(Guid.CreateVersion7()), "oneself", null), [new Grant(Role.EnterpriseUser)]) { Self = record.Subject };
        using var pdf = new MemoryStream("%PDF-1.4 receipt"u8.ToArray());
        var papers = (await at.Get<CaseDocuments>().KeepAsync([new("缴款凭证.pdf", pdf)], default)).Value;
        var filed = (await at.Get<FileRepair>().RunAsync(new([gone], "已缴清", true, papers), firm, default)).Value.Single();
        _ = (await at.Get<AcceptRepair>().RunAsync(new(filed.Case), at.Reviewer, default)).Value;
        _ = (await at.Get<GrantRepair>().RunAsync(new(filed.Case, true), at.Reviewer, default)).Value;
        Kept = (await at.Get<RepairOutlooks>().FindAsync(gone, default))!.Outlook!.Facts.State.ToString();
    }
}

/// <summary>Repaired means gone: no public view, no sharing, no use, from the moment of the decision; every registered output is a case here.</summary>
public sealed class RepairedMeansGoneTests(GrantedRepair repair) : IClassFixture<GrantedRepair>
{
    public static TheoryData<string> Outputs => [.. Withdrawal.Registered];

    [Theory, MemberData(nameof(Outputs))]
    public async Task What_is_repaired_is_gone_from_every_output(string output)
    {
        Assert.Contains(Withdrawal.Withdrawn, repair.Before[output]); // or the test would look for nothing

        var answer = await repair.AnswerAsync(output);
        for (var patience = 50; patience > 0 && answer.Contains(Withdrawal.Withdrawn, StringComparison.Ordinal); patience--)
        {
            await Task.Delay(100, TestContext.Current.CancellationToken);
            answer = await repair.AnswerAsync(output);
        }

        Assert.DoesNotContain(Withdrawal.Withdrawn, answer);
        Assert.Equal(repair.Before[output].Contains(Withdrawal.Staying), answer.Contains(Withdrawal.Staying));
    }

    [Fact]
    public void The_archive_keeps_it() => Assert.Equal("Repaired", repair.Kept);
}
