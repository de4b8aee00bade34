using Xinheng.Platform.Publication;
using Xinheng.Testing;

namespace Xinheng.Platform.Tests.Collection;

/// <summary>Registration records make and rename subjects, and vouch for their older numbers.</summary>
public sealed class RegistrationIntakeTests(Intake intake) : IClassFixture<Intake>
{
    private readonly TestPlatform platform = intake.Platform;

    [Fact]
    public async Task A_registration_makes_a_subject_that_is_found_by_its_name()
    {
        var n = intake.Next();

        await platform.EnterAsync("REG_ENT", new TableFile().Add(TableFile.Registration(n, "云汀市青禾示例有限公司")).Csv());

        var hit = Assert.Single((await SearchAsync("青禾示例")).Items);
        Assert.Equal((PenaltyFile.Code(n), "云汀市青禾示例有限公司"), (hit.Identifier, hit.Name));
    }

    [Fact]
    public async Task A_changed_name_is_the_new_one_and_the_old_name_and_number_still_find_the_subject()
    {
        var n = intake.Next();
        await platform.EnterAsync("REG_ENT", new TableFile().Add(TableFile.Registration(n, "云汀市旧柳示例有限公司", "2026-06-01")).Csv());

        var renamed = await platform.EnterAsync("REG_ENT", new TableFile().Add(TableFile.Registration(n, "云汀市新槐示例有限公司")).Csv());

        Assert.Equal((0, 1, 0, 0, 0), renamed.Counts());
        var subject = (await platform.Get<PublicSubjects>().FindAsync(PenaltyFile.Code(n), default))!;
        Assert.Equal("云汀市新槐示例有限公司", subject.Name);
        Assert.Equal(("云汀市旧柳示例有限公司", new DateOnly(2026, 6, 14)), subject.FormerNames.Select(f => (f.Name, f.Until!.Value)).Single());
        Assert.Equal(PenaltyFile.Code(n), Assert.Single((await SearchAsync("旧柳示例")).Items).Identifier);
        Assert.Equal(PenaltyFile.Code(n), Assert.Single((await SearchAsync(TableFile.Registration(n, "")["REGNO"])).Items).Identifier);
        Assert.NotNull(await platform.Get<PublicSubjects>().FindAsync(TableFile.Registration(n, "")["REGNO"], default));
    }

    [Fact]
    public async Task A_row_that_names_a_subject_by_its_older_number_is_about_that_subject()
    {
        var n = intake.Next();
        await platform.EnterAsync("REG_ENT", new TableFile().Add(TableFile.Registration(n, "云汀市桑梓示例有限公司")).Csv());

        await platform.EnterAsync("CF_LP", new TableFile().Add(PenaltyFile.Row(n, n), row =>
            (row["CF_XDR_SHXYM"], row["CF_XDR_GSZC"]) = ("", TableFile.Registration(n, "")["REGNO"])).Csv());

        Assert.Contains(await platform.PublicAsync(n), r => r.Item == "CF_LP");
    }

    [Fact]
    public async Task A_penalty_gives_a_subject_its_name_only_until_the_register_speaks()
    {
        var n = intake.Next();
        await platform.EnterAsync("CF_LP", new PenaltyFile().Add(n, n, row => row["CF_XDR_MC"] = "云汀市误写示例公司").ToString());

        await platform.EnterAsync("REG_ENT", new TableFile().Add(TableFile.Registration(n, "云汀市正名示例有限公司")).Csv());
        await platform.EnterAsync("CF_LP", new PenaltyFile().Add(n, intake.Next(), row => row["CF_XDR_MC"] = "云汀市又误示例公司").ToString());

        Assert.Equal("云汀市正名示例有限公司", (await platform.Get<PublicSubjects>().FindAsync(PenaltyFile.Code(n), default))!.Name);
    }

    private Task<SubjectHits> SearchAsync(string text) =>
        platform.Get<PublicSubjects>().SearchAsync(new(text, null, null, null), default);
}
