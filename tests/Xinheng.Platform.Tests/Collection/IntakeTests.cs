using Xinheng.Platform.Collection;
using Xinheng.Platform.Publication;
using Xinheng.Testing;

namespace Xinheng.Platform.Tests.Collection;

public sealed class IntakeTests
{
    [Fact]
    public async Task A_checked_and_approved_file_is_on_the_portal_and_its_bad_rows_stay_with_reasons()
    {
        await using var platform = await TestPlatform.CreateAsync();
        var file = new PenaltyFile(chineseHeaders: true);
        for (var i = 1; i <= 19; i++)
        {
            file.Add(i, i);
        }

        file.Add(20, 20, row => row["CF_XDR_SHXYM"] = "91990100XY0000178M");

        var submitted = await platform.SubmitAsync("CF_LP", file.ToString());

        Assert.Equal(SubmissionState.Checked, submitted.Where);
        Assert.Equal((20, 19, 0, 0, 0, 1),
            (submitted.Rows, submitted.Entered, submitted.Corrected, submitted.Unchanged, submitted.Held, submitted.Refused));
        Assert.True(submitted.Partial);
        Assert.Null(await platform.Get<PublicSubjects>().FindAsync(PenaltyFile.Code(1), default));

        var entered = await platform.ApproveAsync(submitted);

        Assert.Equal(SubmissionState.Entered, entered.Where);
        Assert.Equal(19, entered.Entered);
        var subject = await platform.Get<PublicSubjects>().FindAsync(PenaltyFile.Code(1), default);
        Assert.NotNull(subject);
        var record = Assert.Single(subject.Records);
        Assert.Equal("云市监罚〔2026〕1号", record.DocumentNumber);
        Assert.Equal(new DateOnly(2027, 6, 10), record.PublicUntil);
        Assert.DoesNotContain(record.Fields, f => f.Code == "CF_FR_ZJHM");
        var kept = (await platform.Get<KeptRows>().PageAsync(entered.Key, "refused", 0, platform.Maker, default)).Value;
        Assert.Equal(20, Assert.Single(kept.Items).Number);
        Assert.Contains(kept.Items[0].Content.Problems, p => p.Number == "E05");
    }

    [Fact]
    public async Task The_same_bytes_again_are_the_same_submission_and_enter_nothing()
    {
        await using var platform = await TestPlatform.CreateAsync();
        var csv = new PenaltyFile().Add(1, 1).ToString();
        var first = await platform.ApproveAsync(await platform.SubmitAsync("CF_LP", csv));

        var second = await platform.SubmitAsync("CF_LP", csv);

        Assert.Equal(first.Id, second.Id);
        Assert.Equal(1, second.Entered);
        Assert.Single((await platform.Get<PublicSubjects>().FindAsync(PenaltyFile.Code(1), default))!.Records);
    }
}
