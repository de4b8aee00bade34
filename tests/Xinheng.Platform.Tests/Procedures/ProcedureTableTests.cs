using Xinheng.Model.Law;
using Xinheng.Model.Procedures;
using Xinheng.Testing;

namespace Xinheng.Platform.Tests.Procedures;

/// <summary>Every statutory procedure of the program holds together: no stage without a way out, no clock that nobody stops.</summary>
public sealed class ProcedureTableTests
{
    [Fact]
    public async Task Every_table_holds_together_and_its_clocks_name_rules_that_stand_in_the_law()
    {
        await using var platform = await TestPlatform.CreateAsync();
        var procedures = platform.Get<IEnumerable<Procedure>>().ToList();
        var rules = platform.Get<LawBook>().Rules.All.Select(rule => rule.Id).ToHashSet();

        Assert.All(procedures, procedure => Assert.Equal((procedure.Code, ""), (procedure.Code, string.Join("; ", procedure.Flaws()))));
        Assert.Equal(procedures.Count, procedures.Select(p => p.Code).Distinct().Count());
        Assert.Equal(procedures.Count, procedures.Select(p => p.Letter).Distinct().Count());
        Assert.All(procedures.SelectMany(p => p.Clocks), clock => Assert.Contains(clock.Rule, rules));
    }

    [Fact]
    public void A_table_with_a_dead_end_is_named()
    {
        var (waiting, lost, closed) = (new Stage("waiting", "待办", Party.Body), new Stage("lost", "无人办", Party.Body), new Stage("closed", "办结", null));
        var clock = new ClockOf("answer", "答复", "REPAIR_TOTAL", "收到", Party.Body);
        var flawed = new Procedure("flawed", "有漏洞的程序", "漏",
        [
            new("file", "申请", Party.Subject, [], waiting) { Starts = [clock] },
            new("lose", "丢失", Party.Body, [waiting], lost),
            new("close", "办结", Party.Body, [waiting], closed),
            new("close", "又办结", Party.Body, [waiting], closed) { Pauses = true },
        ]);

        Assert.Equal(["step close stands twice", "nobody leaves lost", "nobody meets answer", "a pause without an end"], flawed.Flaws());
    }
}
