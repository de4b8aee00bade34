using FsCheck;
using FsCheck.Fluent;
using Xinheng.Platform.Collection;
using Xinheng.Testing;

namespace Xinheng.Platform.Tests.Collection;

/// <summary>Whatever is handed in, the counts add up: foreseen, entered, in receipts and over the groups of problems.</summary>
public sealed class CountsTests(Intake intake) : IClassFixture<Intake>
{
    private enum Kind
    {
        Good,
        Bad,
        TwiceBad,
        Held,
        Repeat,
        Contradicts,
        Withdraws,
        Known,
        Corrects,
    }

    private readonly TestPlatform platform = intake.Platform;

    [Fact]
    public async Task Counts_always_add_up()
    {
        var known = Enumerable.Range(0, 40).Select(_ => intake.Next()).ToArray();
        var first = new PenaltyFile();
        foreach (var n in known)
        {
            first.Add(n, n);
        }

        await platform.EnterAsync("CF_LP", first.ToString());
        var samples = Gen.ListOf(Gen.Elements(Enum.GetValues<Kind>()), 60).Sample(30, new Rnd(20260615UL, 1UL), 6);

        foreach (var (kinds, round) in samples.Select((s, i) => (s, i)))
        {
            await OneFileAsync([.. kinds], known, round);
        }
    }

    private async Task OneFileAsync(Kind[] kinds, int[] known, int round)
    {
        var file = new PenaltyFile();
        var (last, unused) = (intake.Next(), new Queue<int>(known));
        file.Add(last, last);
        var expected = new Dictionary<string, long>();
        foreach (var kind in kinds)
        {
            Add(file, kind, ref last, unused, round, expected);
        }

        var submission = await platform.SubmitAsync("CF_LP", file.ToString());
        await AddsUpAsync(submission, file.Rows, expected);
        var entered = await platform.ApproveAsync(submission);
        await AddsUpAsync(entered, file.Rows, expected);
        Assert.Equal(submission.Counts(), entered.Counts());
    }

    private void Add(PenaltyFile file, Kind kind, ref int last, Queue<int> unused, int round, Dictionary<string, long> expected)
    {
        var n = intake.Next();
        switch (kind)
        {
            case Kind.Good:
                last = n;
                file.Add(n, n);
                break;
            case Kind.Bad:
                file.Add(n, n, row => row["CF_WSH"] = "");
                Expect(expected, "field.missing/CF_WSH");
                break;
            case Kind.TwiceBad:
                file.Add(n, n, row => (row["CF_WSH"], row["CF_CFLB"]) = ("/", "罚金"));
                Expect(expected, "field.placeholder/CF_WSH");
                Expect(expected, "code.unknown/CF_CFLB");
                break;
            case Kind.Held:
                file.Add(n, n, row => row["CF_SY"] = "电话13800138000。");
                Expect(expected, "text.phone/CF_SY");
                break;
            case Kind.Repeat:
                file.Add(last, last);
                break;
            case Kind.Contradicts:
                file.Add(last, last, row => row["CF_NR"] = "另一内容");
                Expect(expected, "row.contradicts/");
                break;
            case Kind.Withdraws:
                file.Add(n, n, row => (row["op"], row["CF_CXYY"]) = ("D", "撤销"));
                Expect(expected, "records.nothing-on-record/");
                break;
            case Kind.Known when unused.TryDequeue(out var one):
                file.Add(one, one, row => row["CF_WFXW"] = round == 0 ? row["CF_WFXW"] : "不再照旧");
                break;
            case Kind.Corrects when unused.TryDequeue(out var other):
                file.Add(other, other, row => row["CF_WFXW"] = $"第 {round} 次更正");
                break;
            default:
                break;
        }
    }

    private async Task AddsUpAsync(Submission submission, int rows, Dictionary<string, long> expected)
    {
        submission.Counts();
        Assert.Equal(rows, submission.Rows);
        Assert.Equal(submission.Held + submission.Refused, await platform.ScalarAsync<long>(
            "select count(*) from collection.kept_row where submission = @Id", new { submission.Id }));
        Assert.Equal(expected.OrderBy(e => e.Key), (await platform.Get<Submissions>().ProblemsAsync(submission.Key, default))
            .ToDictionary(g => $"{g.Code}/{g.Field}", g => g.Rows).OrderBy(e => e.Key));
    }

    private static void Expect(Dictionary<string, long> expected, string group) => expected[group] = expected.GetValueOrDefault(group) + 1;
}
