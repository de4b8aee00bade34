using Xinheng.Model.People;
using Xinheng.Platform.Collection;
using Xinheng.Platform.Publication;
using Xinheng.Testing;

namespace Xinheng.Platform.Tests.Collection;

/// <summary>Natural persons: entered, found again, sealed, never public.</summary>
public sealed class PersonIntakeTests(Intake intake) : IClassFixture<Intake>
{
    private readonly TestPlatform platform = intake.Platform;

    [Fact]
    public async Task A_persons_two_penalties_are_one_subjects_and_neither_is_public()
    {
        var (n, m) = (intake.Next(), intake.Next());
        var before = await PersonsAsync();

        var entered = await platform.EnterAsync("CF_NP", new TableFile().Add(TableFile.PersonPenalty(n, n)).Csv());
        var again = await platform.EnterAsync("CF_NP", new TableFile().Add(TableFile.PersonPenalty(n, m)).Csv());

        Assert.Equal((1, 0, 0, 0, 0), entered.Counts());
        Assert.Equal((1, 0, 0, 0, 0), again.Counts());
        Assert.Equal(before + 1, await PersonsAsync());
        Assert.Null(await platform.Get<PublicSubjects>().FindAsync(TableFile.PersonNumber(n), default));
        Assert.Equal(0, await platform.ScalarAsync<long>("select count(*) from publication.record where subject_kind = 'natural_person'"));
        Assert.Empty((await platform.Get<PublicSubjects>().SearchAsync(new("李示例", null, null, null), default)).Items);
    }

    [Fact]
    public async Task The_same_row_about_a_person_is_unchanged_and_another_is_a_correction()
    {
        var n = intake.Next();
        await platform.EnterAsync("CF_NP", new TableFile().Add(TableFile.PersonPenalty(n, n)).Csv());

        var same = await platform.SubmitAsync("CF_NP", new TableFile().Add(TableFile.PersonPenalty(n, n), row => row["BZ"] = "").Csv());
        var other = await platform.SubmitAsync("CF_NP", new TableFile().Add(TableFile.PersonPenalty(n, n), row => row["CF_WFXW"] = "另一行为").Csv());

        Assert.Equal((0, 0, 1, 0, 0), same.Counts());
        Assert.Equal((0, 1, 0, 0, 0), other.Counts());
    }

    [Fact]
    public async Task A_persons_number_stands_in_the_clear_nowhere()
    {
        var (n, m, held) = (intake.Next(), intake.Next(), intake.Next());
        var (number, refused, inText) = (TableFile.PersonNumber(n), TableFile.PersonNumber(m), TableFile.PersonNumber(held));
        var file = new TableFile()
            .Add(TableFile.PersonPenalty(n, n))
            .Add(TableFile.PersonPenalty(m, m), row => row["CF_JDRQ"] = refused)
            .Add(TableFile.PersonPenalty(held, held), row => row["CF_SY"] = $"当事人证号{inText}，已改正。")
            .Add(TableFile.PersonPenalty(m, m + 1000), row => (row["CF_CFJGDM"], row["CF_WSH"]) = (refused, ""));

        var entered = await platform.EnterAsync("CF_NP", file.Csv());
        await platform.EnterAsync("CF_LP", new PenaltyFile().Add(n, n, row => (row["CF_FRDB"], row["BZ"]) = ("王示例", "")).ToString());

        Assert.Equal((1, 0, 0, 1, 2), entered.Counts());
        Assert.NotEmpty(await DatabaseDump.FindAsync(platform, PenaltyFile.Code(n)));
        foreach (var secret in new[] { number, refused, inText })
        {
            Assert.Empty(await DatabaseDump.FindAsync(platform, secret));
            Assert.DoesNotContain((await platform.KeptAsync(entered)).SelectMany(r => r.Content.Problems),
                p => $"{p.Message}{p.Value}".Contains(secret, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_header_that_is_somebodys_number_is_not_repeated()
    {
        var number = TableFile.PersonNumber(intake.Next());

        var submission = await platform.SubmitAsync("CF_NP", $"CF_WSH,{number}\r\n一号,二\r\n");

        Assert.Equal(SubmissionState.Returned, submission.Where);
        Assert.DoesNotContain(number, submission.Fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Those_who_handed_it_in_read_the_number_back_to_correct_it()
    {
        var n = intake.Next();
        var submission = await platform.SubmitAsync("CF_NP", new TableFile().Add(TableFile.PersonPenalty(n, n), row => row["CF_JDRQ"] = "").Csv());

        var kept = Assert.Single((await platform.Get<KeptRows>().PageAsync(submission.Key, null, 0, platform.Maker, default)).Value.Items);

        Assert.Equal(TableFile.PersonNumber(n), kept.Content.Values["CF_XDR_ZJHM"]);
        Assert.True((await platform.Get<KeptRows>().PageAsync(submission.Key, null, 0,
            await platform.AppointAsync($"nosy-{n}", Role.Reviewer, TestPlatform.OtherAuthority), default)).IsRefused);
    }

    [Fact]
    public async Task A_tax_number_that_is_its_owners_own_number_identifies_no_business()
    {
        var n = intake.Next();
        var owner = TableFile.PersonNumber(n);
        var former = owner[..6] + owner[8..17];

        var submission = await platform.SubmitAsync("CF_LP", new TableFile().Add(PenaltyFile.Row(n, n), row =>
            (row["CF_XDR_LB"], row["CF_XDR_SHXYM"], row["CF_XDR_SWDJ"]) = ("个体工商户", "", former)).Csv());

        Assert.Equal((0, 0, 0, 0, 1), submission.Counts());
        Assert.Contains(await platform.ProblemsAsync(submission), p => p.Code == "subject.no-number");
    }

    [Fact]
    public async Task A_tax_number_that_is_its_owners_own_number_is_sealed_beside_a_unified_code()
    {
        var (n, m) = (intake.Next(), intake.Next());
        var owner = TableFile.PersonNumber(n);
        var former = owner[..6] + owner[8..17];
        const string companys = "990100XY0001012";

        var entered = await platform.EnterAsync("CF_LP", new TableFile()
            .Add(PenaltyFile.Row(n, n), row => (row["CF_XDR_LB"], row["CF_XDR_SWDJ"]) = ("个体工商户", former))
            .Add(PenaltyFile.Row(m, m), row => row["CF_XDR_SWDJ"] = companys).Csv());

        Assert.Equal((2, 0, 0, 0, 0), entered.Counts());
        Assert.Empty(await DatabaseDump.FindAsync(platform, former));
        Assert.NotEmpty(await DatabaseDump.FindAsync(platform, companys));
        Assert.Equal(1, await platform.ScalarAsync<long>("select count(*) from records.revision where closed ->> 'CF_XDR_SWDJ' like 'number:%'"));
    }

    [Fact]
    public async Task A_persons_number_in_a_name_or_document_number_waits_for_a_person_and_stands_in_the_clear_nowhere()
    {
        var (n, m) = (intake.Next(), intake.Next());
        var number = TableFile.PersonNumber(n);

        var submission = await platform.SubmitAsync("CF_LP", new TableFile()
            .Add(PenaltyFile.Row(n, n), row => row["CF_WSH"] = $"云市监罚{number}号")
            .Add(PenaltyFile.Row(m, m), row => row["CF_FRDB"] = $"张示例{number}").Csv());

        Assert.Equal((0, 0, 0, 2, 0), submission.Counts());
        Assert.Empty(await DatabaseDump.FindAsync(platform, number));
        Assert.All(await platform.KeptAsync(submission), row => Assert.Equal("text.person-id", Assert.Single(row.Content.Problems).Code));
    }

    private Task<long> PersonsAsync() => platform.ScalarAsync<long>("select count(*) from subjects.natural_persons");
}
