using System.Text;
using Dapper;
using Xinheng.Model.Collection;
using Xinheng.Platform.Collection;
using Xinheng.Testing;

namespace Xinheng.Browser.Tests;

/// <summary>What the tests walk to in the small world: an ordinary firm, the longest names, a name full of markup, what is not public.</summary>
public sealed record Sights
{
    /// <summary>As somebody might write it to break the page.</summary>
    public const string Markup = "云汀市<b>粗体</b><script>document.title='坏'</script>&amp;示例食品有限公司";

    /// <summary>As long as the catalogue lets a name be, with a part that offers no place to break.</summary>
    public static string LongName { get; } =
        "云汀市" + string.Concat(Enumerable.Repeat("信衡示例食品供应链管理", 12)) + "（" + new string('W', 50) + "）有限公司";

    public required string Subject { get; init; }

    public required string SubjectName { get; init; }

    public required Guid Record { get; init; }

    public required string LongSubject { get; init; }

    public required Guid LongRecord { get; init; }

    public required string MarkupSubject { get; init; }

    public required Guid MarkupRecord { get; init; }

    /// <summary>Nothing about it is public today.</summary>
    public required string EmptySubject { get; init; }

    /// <summary>The firm of the province with the most public records.</summary>
    public required string ManyRecords { get; init; }

    public required Guid Registration { get; init; }

    public required string FormerName { get; init; }

    public required string FormerOf { get; init; }

    public required Guid HiddenRecord { get; init; }

    /// <summary>The platform's present month, as addresses write it, and the one before.</summary>
    public required string ThisMonth { get; init; }

    public required string LastMonth { get; init; }

    /// <summary>A submission with good rows, a row to correct and nobody's approval yet.</summary>
    public required Guid Waiting { get; init; }

    /// <summary>On its maker's table: good rows, and rows to mend.</summary>
    public required Guid Draft { get; init; }

    /// <summary>On its maker's table: its columns have names of their own.</summary>
    public required Guid Unlaid { get; init; }

    /// <summary>Before the reviewer: a severe grade, a correction, new subjects, one row that stays out.</summary>
    public required Guid Severe { get; init; }

    /// <summary>News, a policy, news that was withdrawn and news that waits.</summary>
    public required Guid Article { get; init; }

    public required Guid Policy { get; init; }

    public required Guid WithdrawnArticle { get; init; }

    public required Guid WaitingArticle { get; init; }

    public static async Task<Sights> MakeAsync(TestPlatform platform)
    {
        var file = new PenaltyFile()
            .Add(1, 1)
            .Add(2, 2, row => (row["CF_XDR_MC"], row["CF_SY"]) = (Markup, "经查，当事人写了<img src=x onerror=alert(1)>。"))
            .Add(3, 3, row => (row["CF_XDR_MC"], row["CF_WFXW"], row["CF_NR"]) = (LongName, LongName, LongName))
            .Add(4, 4, row => row["CF_SHYX"] = "否");
        var submission = await platform.ApproveAsync(await platform.SubmitAsync("CF_LP", file.ToString()));
        Assert.Equal(file.Rows, submission.Entered);

        var half = new PenaltyFile().Add(5, 5).Add(6, 6, row => row["CF_JDRQ"] = "去年六月").Add(7, 7, row => row["CF_XDR_SHXYM"] = "91990100XY00000001");
        var waiting = await platform.SubmitAsync("CF_LP", half.ToString());

        var draft = await DraftAsync(platform, new PenaltyFile().Add(11, 11).Add(12, 12, row => row["CF_JDRQ"] = "去年六月")
            .Add(13, 13, row => (row["CF_XDR_SHXYM"], row["CF_SXFL"]) = (PenaltyFile.Code(13)[..17] + (PenaltyFile.Code(13)[17] == '1' ? '2' : '1'), "一般失信")).ToString());
        var unlaid = await DraftAsync(platform, new PenaltyFile().Add(14, 14).ToString()
            .Replace("CF_WSH,", "单子编号,", StringComparison.Ordinal).Replace("CF_JDRQ,", "处罚日期,", StringComparison.Ordinal).Replace(",BZ,", ",经办人,", StringComparison.Ordinal));
        var severe = await platform.SubmitAsync("CF_LP", new PenaltyFile()
            .Add(1, 1, row => (row["CF_NR_FK"], row["CF_NR"], row["CF_CXYY"]) = ("0.3", "罚款三千元，没收违法所得一百元。", "复议变更"))
            .Add(15, 15, row => (row["CF_SXFL"], row["CF_GSJZQ"]) = ("严重", row["CF_JDRQ"].Replace("2026", "2029", StringComparison.Ordinal)))
            .Add(16, 16).Add(17, 17, row => row["CF_JDRQ"] = "").ToString());

        await using var connection = await platform.Database.Owner.OpenConnectionAsync();
        Task<Guid> RecordOfAsync(int subject) => connection.QuerySingleAsync<Guid>(
            "select r.record_id from records.record r join subjects.subject s on s.id = r.subject_id where s.code = @code",
            new { code = PenaltyFile.Code(subject) });
        var former = await connection.QueryFirstAsync<(string Name, string Now)>("""
            select n.name, s.name from publication.subject_name n join publication.subject s on s.id = n.subject_id
             where n.name <> s.name and s.code is not null order by length(n.name) desc, n.name limit 1
            """);
        return new Sights
        {
            Subject = PenaltyFile.Code(1), SubjectName = "云汀市信衡示例1号食品有限公司", Record = await RecordOfAsync(1),
            MarkupSubject = PenaltyFile.Code(2), MarkupRecord = await RecordOfAsync(2),
            LongSubject = PenaltyFile.Code(3), LongRecord = await RecordOfAsync(3),
            ThisMonth = platform.Clock.GetUtcNow().ToString("yyyy-MM", null), LastMonth = platform.Clock.GetUtcNow().AddMonths(-1).ToString("yyyy-MM", null),
            EmptySubject = PenaltyFile.Code(4), HiddenRecord = await RecordOfAsync(4), Waiting = waiting.Id, Draft = draft, Unlaid = unlaid, Severe = severe.Id,
            ManyRecords = await connection.QueryFirstAsync<string>(
                "select subject_code from publication.record group by subject_code order by count(*) desc, subject_code limit 1"),
            Registration = await connection.QueryFirstAsync<Guid>(
                "select record_id from publication.record where item = 'REG_ENT' order by subject_code limit 1"),
            FormerName = former.Name, FormerOf = former.Now,
            Article = await Written.NewsAsync(platform), Policy = await Written.PolicyAsync(platform),
            WithdrawnArticle = await Written.WithdrawnAsync(platform), WaitingArticle = await Written.WaitingAsync(platform),
        };
    }

    private static async Task<Guid> DraftAsync(TestPlatform platform, string csv)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(csv));
        var received = (await platform.Get<ReceiveSubmission>().RunAsync(
            new("CF_LP", TestPlatform.Authority, SubmissionFormat.Csv, content, IsDraft: true), platform.Maker, default)).Value;
        await platform.DrainAsync();
        return received.Id.Value;
    }
}
