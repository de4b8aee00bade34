using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Model.People.Tracing;
using Xinheng.Platform.People;
using Xinheng.Platform.People.Tracing;
using Xinheng.Platform.Subjects;
using Xinheng.Testing;

namespace Xinheng.Platform.Tests.People.Tracing;

public sealed class LooksTests
{
    private static readonly SubjectId Somebody = new(Guid.CreateVersion7());
    private static readonly SubjectId Another = new(Guid.CreateVersion7());

    private static readonly Look Ordinary = new(LookKind.Read, Somebody, ["CF_NP"], "办理许可", "7号", null, LookResult.Answered, 1) { SubjectRegion = "990100" };

    [Fact]
    public async Task Each_question_finds_its_rows_and_no_others()
    {
        await using var platform = await TestPlatform.CreateAsync();
        var auditor = await platform.AppointAsync("auditor", Role.Auditor);
        var elsewhere = await platform.AppointAsync("other", Role.Maker, TestPlatform.OtherAuthority);
        var authorisation = Guid.CreateVersion7();
        await WriteAsync(platform, platform.Maker, Ordinary);
        await WriteAsync(platform, platform.Maker, Ordinary with { Subject = Another, SubjectRegion = "990200" });
        platform.Clock.Advance(TimeSpan.FromDays(1));
        await WriteAsync(platform, elsewhere, Ordinary with { Subject = Another, Matter = null, Result = LookResult.Denied });
        await WriteAsync(platform, elsewhere, Ordinary with { Subject = Another, Matter = null, Authorisation = authorisation, IsMatterDue = false });
        platform.Clock.Advance(TimeSpan.FromDays(1));
        await platform.Get<EndAccount>().RunAsync(new("other"), Caller.TheProgram, default);
        await WriteAsync(platform, elsewhere, Ordinary with { Subject = Another, Matter = "8号", Result = LookResult.Denied });

        (Looks.Question Question, int[] Rows)[] asked =
        [
            (new(), [4, 3, 2, 1, 0]),
            (new() { Account = platform.Maker.Actor.Account }, [1, 0]),
            (new() { Organisation = TestPlatform.OtherAuthority }, [4, 3, 2]),
            (new() { From = new DateOnly(2026, 6, 16), To = new DateOnly(2026, 6, 16) }, [3, 2]),
            (new() { To = new DateOnly(2026, 6, 15) }, [1, 0]),
            (new() { WithoutMatter = true }, [2]),
            (new() { Elsewhere = true }, [1]),
            (new() { Lapsed = true }, [4]),
            (new() { Result = LookResult.Denied }, [4, 2]),
            (new() { Result = LookResult.Answered, Organisation = TestPlatform.OtherAuthority }, [3]),
            (new() { Matter = "8号" }, [4]),
            (new() { Authorisation = authorisation }, [3]),
            (new() { Account = elsewhere.Actor.Account, From = new DateOnly(2026, 6, 17) }, [4]),
            (new() { Machine = "nobody" }, []),
        ];
        var all = (await AskAsync(platform, new(), auditor)).Items.Select(f => f.Traced.Id).Reverse().ToList();
        foreach (var (question, rows) in asked)
        {
            Assert.Equal(rows.Select(row => all[row]), (await AskAsync(platform, question, auditor)).Items.Select(f => f.Traced.Id));
        }

        var newest = (await AskAsync(platform, new(), auditor)).Items[0];
        Assert.Equal(("other", "云汀市生态环境局", true, false), (newest.AccountName, newest.OrganisationName, newest.Traced.By.HadLapsed, newest.IsSealed));
        Assert.Equal(Ordinary with { Subject = Another, Matter = "8号", Result = LookResult.Denied, Items = newest.Traced.Look.Items }, newest.Traced.Look);
    }

    [Fact]
    public async Task Pages_follow_each_other_without_gap_or_repetition_and_say_which_rows_are_sealed()
    {
        await using var platform = await TestPlatform.CreateAsync();
        var auditor = await platform.AppointAsync("auditor", Role.Auditor);
        for (var i = 0; i < 120; i++)
        {
            await WriteAsync(platform, platform.Maker, Ordinary);
        }

        platform.Clock.Advance(TimeSpan.FromHours(1));
        await platform.Get<SealLooks>().RunAsync(default);
        await WriteAsync(platform, platform.Maker, Ordinary);
        List<Looks.Found> read = [];
        for (LookId? before = null; ;)
        {
            var page = await AskAsync(platform, new() { Account = platform.Maker.Actor.Account, Before = before }, auditor);
            read.AddRange(page.Items);
            if ((before = page.Next) is null)
            {
                break;
            }
        }

        Assert.Equal(121, read.Select(r => r.Traced.Id).Distinct().Count());
        Assert.Equal((121, 120), (read.Count, read.Count(r => r.IsSealed)));
    }

    [Fact]
    public async Task The_auditors_own_question_about_somebody_is_in_the_trace_and_nobody_else_may_ask()
    {
        await using var platform = await TestPlatform.CreateAsync();
        var auditor = await platform.AppointAsync("auditor", Role.Auditor);
        await WriteAsync(platform, platform.Maker, Ordinary);

        Assert.Equal("people.no-trace", (await platform.Get<Looks>().ListAsync(new() { Subject = Somebody }, platform.Maker, default)).Refusals[0].Code);
        platform.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Single((await AskAsync(platform, new() { Subject = Somebody }, auditor)).Items);
        var second = await AskAsync(platform, new() { Subject = Somebody }, auditor);

        Assert.Equal((auditor.Actor.Account, LookKind.Search, false),
            (second.Items[0].Traced.By.Account, second.Items[0].Traced.Look.Kind, second.Items[0].Traced.Look.IsMatterDue));
        Assert.Equal(2, second.Items.Count);
    }

    [Fact]
    public async Task The_subject_sees_units_purposes_and_items_and_no_member_of_staff()
    {
        await using var platform = await TestPlatform.CreateAsync();
        await WriteAsync(platform, platform.Maker, Ordinary);
        await WriteAsync(platform, platform.Maker, Ordinary with { Subject = Another });

        var seen = Assert.Single((await platform.Get<LooksAtMe>().ListAsync(Somebody, null, default)).Items);

        Assert.Equal((TestPlatform.Authority, "云汀市市场监督管理局", "办理许可", LookResult.Answered),
            (seen.Organisation, seen.OrganisationName, seen.Purpose, seen.Result));
        Assert.Equal(["CF_NP"], seen.Items);
        Assert.DoesNotContain(typeof(LooksAtMe.Seen).GetProperties(), p => p.Name.Contains("Account", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_subject_is_found_by_its_number_a_persons_too_and_a_persons_name_is_not_told()
    {
        await using var platform = await TestPlatform.CreateAsync();
        await platform.ApproveAsync(await platform.SubmitAsync("CF_LP", new PenaltyFile().Add(1, 1).ToString()));
        await platform.ApproveAsync(await platform.SubmitAsync("CF_NP", new TableFile().Add(TableFile.PersonPenalty(7, 7)).Csv()));
        var find = platform.Get<FindSubject>();

        var organisation = (await find.ByNumberAsync($" {PenaltyFile.Code(1).ToLowerInvariant()} ", default))!.Value;
        var person = (await find.ByNumberAsync(TableFile.PersonNumber(7), default))!.Value;
        var names = await find.NamesAsync([organisation, person, Somebody], default);

        Assert.Equal((2, PenaltyFile.Code(1), null, null), (names.Count, names[organisation].Code, names[person].Name, names[person].Code));
        Assert.NotNull(names[organisation].Name);
        Assert.Equal(person, await find.ByNumberAsync(person.ToString(), default));
        Assert.Null(await find.ByNumberAsync(TableFile.PersonNumber(8), default));
    }

    private static async Task<Looks.Page> AskAsync(TestPlatform platform, Looks.Question question, Caller caller) =>
        (await platform.Get<Looks>().ListAsync(question, caller, default)).Value;

    private static Task<LookId> WriteAsync(TestPlatform platform, Caller caller, Look look)
    {
        platform.Clock.Advance(TimeSpan.FromMilliseconds(1)); // ids of one millisecond have no order among themselves
        return platform.Get<Trace>().WriteAsync(look, caller, default);
    }
}
