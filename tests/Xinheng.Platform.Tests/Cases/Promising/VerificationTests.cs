using Dapper;
using Xinheng.Platform.Cases.Promising;
using Xinheng.Platform.Journal;
using Xinheng.Testing;

namespace Xinheng.Platform.Tests.Cases.Promising;

/// <summary>Templates, promises and outcomes against the journal: what was changed in the database is named.</summary>
public sealed class VerificationTests
{
    [Theory]
    [InlineData(null, "select 1")]
    [InlineData("cases.promise-changed", "update cases.promise set valid_until = '2099-12-31' where state = 'fulfilled'")]
    [InlineData("cases.promise-changed", "update cases.promise set proof = replace(proof, '冷藏', '冷冻') where state = 'fulfilled'")]
    [InlineData("cases.promise-changed", "update cases.promise set subject_code = '91990100XY00000000' where state = 'fulfilled'")]
    [InlineData("cases.promise-moved", "update cases.promise set state = 'signed' where state = 'fulfilled'")]
    [InlineData("cases.promise-outcome-changed", "update cases.promise set performance = 2 where state = 'fulfilled'")]
    [InlineData("cases.promise-outcome-changed", "update cases.promise set unkept = '没有' where state = 'broken'")]
    [InlineData("cases.promise-follow-up-changed", "update cases.promise_follow_up set due_on = due_on + 1")]
    [InlineData("cases.promise-follow-up-changed", "update cases.promise_follow_up set kept = not kept where checked_on is not null")]
    [InlineData("cases.promise-record-foreign", "update cases.promise set outcome_record = record where state = 'broken'")]
    [InlineData("cases.promise-template-changed", "update cases.promise_template set content = replace(content, '冷藏', '冷冻')")]
    public async Task What_was_changed_behind_the_journals_back_is_named(string? code, string sql)
    {
        await using var platform = await TestPlatform.CreateAsync();
        var template = await platform.OfferAsync(Promised.Template("verified"));
        var (kept, broken) = (await platform.FirmAsync(1), await platform.FirmAsync(2));
        var (one, other) = (await platform.SignAsync(template, kept), await platform.SignAsync(template, broken));
        _ = (await platform.Get<CheckPromise>().RunAsync(new(one, 1, true, ""), platform.Reviewer, default)).Value;
        _ = (await platform.Get<FulfilPromise>().RunAsync(new(one, null), platform.Reviewer, default)).Value;
        _ = (await platform.DoubtAsync(other)).Value;
        _ = (await platform.Get<AnswerDoubt>().RunAsync(new(other, "认可。", []), broken, default)).Value;
        _ = (await platform.BreakAsync(other, 1)).Value;
        await platform.DrainAsync();
        await using (var connection = await platform.Database.Owner.OpenConnectionAsync())
        {
            await connection.ExecuteAsync(sql);
        }

        await platform.Get<Sealer>().SealAsync(default);
        var report = (await platform.Get<Verify>().RunAsync(null, default)).Value;

        Assert.Equal(code is null ? [] : [code], report.Findings.Select(f => f.Code).Distinct());
        Assert.Equal(2, report.Counts["promises"]);
    }
}
