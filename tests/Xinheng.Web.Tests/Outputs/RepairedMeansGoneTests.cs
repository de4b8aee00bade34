using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Platform.Cases.Repairing;
using Xinheng.Platform.Procedures;

namespace Xinheng.Web.Tests.Outputs;

/// <summary>The same world, with a repair granted in it instead of a withdrawal.</summary>
public sealed class GrantedRepair : IAsyncLifetime
{
    /// <summary>Three months after the decision.</summary>
    private static readonly DateOnly Earliest = new(2026, 9, 10);

    public Withdrawal World { get; } = new() { Withdraws = false };

    /// <summary>The state of the record in the archive, afterwards.</summary>
    public string Kept { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        await World.InitializeAsync();
        var (at, gone) = (World.Platform, new RecordId(World.RecordId));
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

    public ValueTask DisposeAsync() => World.DisposeAsync();
}

/// <summary>Repaired means gone: no public view, no sharing, no use, from the moment of the decision; every registered output is a case here.</summary>
public sealed class RepairedMeansGoneTests(GrantedRepair repair) : IClassFixture<GrantedRepair>
{
    public static TheoryData<string> Outputs => [.. Withdrawal.Registered];

    [Theory, MemberData(nameof(Outputs))]
    public async Task What_is_repaired_is_gone_from_every_output(string output)
    {
        var sign = Withdrawal.SignIn(output);
        Assert.Contains(sign, repair.World.Before[output]); // or the test would look for nothing

        // A kept copy goes when the news of the change arrives; the promise is seconds.
        var answer = await repair.World.AnswerAsync(output);
        for (var patience = 50; patience > 0 && answer.Contains(sign, StringComparison.Ordinal); patience--)
        {
            await Task.Delay(100, TestContext.Current.CancellationToken);
            answer = await repair.World.AnswerAsync(output);
        }

        Assert.DoesNotContain(sign, answer);
        Assert.Equal(repair.World.Before[output].Contains(Withdrawal.Staying), answer.Contains(Withdrawal.Staying));
    }

    [Fact]
    public void The_archive_keeps_it() => Assert.Equal("Repaired", repair.Kept);
}
