using Dapper;
using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Platform.Publication;
using Xinheng.Testing;

namespace Xinheng.Platform.Tests.Records;

/// <summary>A platform with single records to act on, and eyes for what became of them.</summary>
internal static class OneRecord
{
    /// <summary>Enters one penalty and returns its record.</summary>
    public static async Task<RecordId> EnterPenaltyAsync(
        this TestPlatform platform, int subject, Action<Dictionary<string, string>>? change = null)
    {
        var submission = await platform.SubmitAsync("CF_LP", new PenaltyFile().Add(subject, subject, change).ToString());
        Assert.True(submission.Refused == 0, $"refused: {await WhyAsync(platform, submission.Key)}");
        await platform.ApproveAsync(submission);
        await using var connection = await platform.Database.Owner.OpenConnectionAsync();
        return new RecordId(await connection.ExecuteScalarAsync<Guid>("""
            select r.record_id from records.record r join subjects.subject s on s.id = r.subject_id where s.code = @code
             order by r.entered_at desc, r.record_id desc limit 1
            """, new { code = PenaltyFile.Code(subject) }));
    }

    /// <summary>A reviewer of another authority.</summary>
    public static Task<Caller> StrangerAsync(this TestPlatform platform) =>
        platform.AppointAsync("stranger", Role.Reviewer, TestPlatform.OtherAuthority);

    public static Task<PublicRecord?> SeeAsync(this TestPlatform platform, RecordId record) =>
        platform.Get<PublicRecords>().FindAsync(record.Value, default);

    public static async Task<T> AskAsync<T>(this TestPlatform platform, string sql, object? parameters = null)
    {
        await using var connection = await platform.Database.Owner.OpenConnectionAsync();
        return await connection.QuerySingleAsync<T>(sql, parameters);
    }

    public static string CodeOf<T>(Result<T> result) => Assert.Single(result.Refusals).Code;

    private static async Task<string> WhyAsync(TestPlatform platform, SubmissionId submission) => string.Join("; ",
        (await platform.Get<Platform.Collection.KeptRows>().PageAsync(submission, "refused", 0, platform.Maker, default)).Value.Items
        .SelectMany(i => i.Content.Problems).Select(p => $"{p.Field} {p.Code} {p.Message}"));
}
