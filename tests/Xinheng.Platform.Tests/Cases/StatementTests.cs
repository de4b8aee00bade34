using Dapper;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Model.Records;
using Xinheng.Platform.Cases.Stating;
using Xinheng.Platform.Disclosure;
using Xinheng.Platform.Disclosure.Persons;
using Xinheng.Platform.Journal;
using Xinheng.Platform.Procedures;
using Xinheng.Platform.Publication;
using Xinheng.Platform.Publication.OpenData;
using Xinheng.Platform.Records;
using Xinheng.Platform.Tests.Records;
using Xinheng.Testing;

namespace Xinheng.Platform.Tests.Cases;

/// <summary>本人声明 beside a record: whose, where it goes, and that nobody changes a word of it unnoticed.</summary>
public sealed class StatementTests : IAsyncLifetime
{
    private const string Words = "已于六月改正，欢迎到店查看。";

    private TestPlatform platform = null!;
    private RecordId record;
    private Caller self = null!;
    private Caller @operator = null!;

    public async ValueTask InitializeAsync()
    {
        platform = await TestPlatform.CreateAsync();
        record = await platform.EnterPenaltyAsync(1);
        self = new Caller(new Actor(ActorKind.Subject, new AccountId(Guid.CreateVersion7()), "oneself", null), [new Grant(Role.EnterpriseUser)])
        {
            Self = new SubjectId(await platform.AskAsync<Guid>("select subject_id from records.record where record_id = @Value", record)),
        };
        @operator = await platform.AppointAsync("desk", Role.Operator);
    }

    public ValueTask DisposeAsync() => platform.DisposeAsync();

    [Fact]
    public async Task It_stands_wherever_the_record_stands_and_leaves_with_it()
    {
        await platform.Get<OpenFeed>().CatchUpAsync(default);
        _ = (await SayAsync(Words)).Value;

        Assert.Equal(Words, (await platform.SeeAsync(record))!.SubjectStatement!.Text);
        Assert.Equal(new DateOnly(2026, 6, 15), (await platform.SeeAsync(record))!.SubjectStatement!.StatedOn);
        Assert.Equal(Words, (await platform.Get<PublicSubjects>().FindAsync(PenaltyFile.Code(1), default))!.Records.Single().SubjectStatement!.Text);
        Assert.Equal(Words, (await platform.Get<OwnFile>().ReadAsync(self.Self!.Value, self, default)).Value.Records.Single().Statement);
        Assert.Equal(1, await platform.Get<OpenFeed>().CatchUpAsync(default)); // a changed line is told once
        var clerk = await platform.AppointAsync("clerk", Role.CounterClerk);
        var answer = await platform.Get<ReadPerson>().RunAsync(new("uscc", PenaltyFile.Code(1), "approval", "受理2026-0001", null), clerk, default);
        Assert.Equal(Words, answer.Value.Records.Single().SubjectStatement);

        _ = (await platform.Get<WithdrawRecord>().RunAsync(
            new(record, WithdrawalKind.Mistake, "重复报送", "云市监更〔2026〕1号", null), platform.Reviewer, default)).Value;
        Assert.Null(await platform.SeeAsync(record));
        Assert.Equal("cases.statement-record-gone", OneRecord.CodeOf(await SayAsync("还想再说")));
    }

    [Fact]
    public async Task Said_again_the_former_words_end_and_all_versions_stay()
    {
        _ = (await SayAsync(Words)).Value;
        Assert.Equal("cases.statement-unchanged", OneRecord.CodeOf(await SayAsync($" {Words}\n")));
        platform.Clock.Advance(TimeSpan.FromMinutes(1));
        _ = (await SayAsync("已经结清。")).Value;

        Assert.Equal("已经结清。", (await platform.SeeAsync(record))!.SubjectStatement!.Text);
        _ = (await platform.Get<EndStatement>().RunAsync(new(record), self, default)).Value;
        Assert.Null((await platform.SeeAsync(record))!.SubjectStatement);
        Assert.Equal("cases.statement-none", OneRecord.CodeOf(await platform.Get<EndStatement>().RunAsync(new(record), self, default)));
        Assert.Equal("changed, withdrawn", await platform.AskAsync<string>("select string_agg(ended_how, ', ' order by said_at) from cases.statement"));
        Assert.DoesNotContain(Words, await platform.AskAsync<string>("select string_agg(content::text, '') from journal.entry"), StringComparison.Ordinal);
        await HoldsAsync();
    }

    [Fact]
    public async Task Another_hears_that_there_is_no_such_record_and_staff_have_no_say()
    {
        var other = await platform.EnterPenaltyAsync(2);

        Assert.Equal("cases.statement-no-record", OneRecord.CodeOf(await platform.Get<StateOwnView>().RunAsync(new(other, Words), self, default)));
        Assert.Equal("cases.statement-no-record", OneRecord.CodeOf(await platform.Get<StateOwnView>().RunAsync(new(new RecordId(Guid.NewGuid()), Words), self, default)));
        foreach (var caller in new[] { platform.Reviewer, platform.Maker, @operator })
        {
            Assert.Equal("cases.statement-not-own", OneRecord.CodeOf(await platform.Get<StateOwnView>().RunAsync(new(record, Words), caller, default)));
            Assert.Equal("cases.statement-not-own", OneRecord.CodeOf(await platform.Get<StateOwnView>().RunAsync(new(record, Words, self.Self), caller, default)));
        }
    }

    [Fact]
    public async Task At_the_counter_a_clerk_takes_it_down_for_whoever_showed_the_document()
    {
        var clerk = await platform.AppointAsync("clerk", Role.CounterClerk);
        var counter = platform.Get<SubjectAtCounter>();
        var firm = (await counter.FindAsync("uscc", PenaltyFile.Code(1), clerk, default)).Value;
        var stranger = (await counter.FindAsync(null, TableFile.PersonNumber(77), clerk, default)).Value;

        Assert.Equal("cases.statement-no-record", OneRecord.CodeOf(await platform.Get<StateOwnView>().RunAsync(new(record, Words, stranger), clerk, default)));
        _ = (await platform.Get<StateOwnView>().RunAsync(new(record, Words, firm), clerk, default)).Value;
        Assert.True(await platform.AskAsync<bool>("select counter from cases.statement"));
        Assert.Equal("persons.not-counter-served", OneRecord.CodeOf(await counter.FindAsync("uscc", PenaltyFile.Code(1), platform.Reviewer, default)));
        await HoldsAsync();
    }

    [Fact]
    public async Task The_operator_takes_one_down_with_a_reason_that_the_subject_reads()
    {
        _ = (await SayAsync(Words)).Value;
        var take = platform.Get<TakeDownStatement>();

        Assert.Equal("cases.statement-reason", OneRecord.CodeOf(await take.RunAsync(new(record, " "), @operator, default)));
        Assert.Equal("cases.statement-not-operator", OneRecord.CodeOf(await take.RunAsync(new(record, "广告"), platform.Reviewer, default)));
        Assert.Single(await platform.Get<Statements>().NewestAsync(@operator, default));
        _ = (await take.RunAsync(new(record, "含有广告"), @operator, default)).Value;

        Assert.Null((await platform.SeeAsync(record))!.SubjectStatement);
        Assert.Equal(("taken-down", "含有广告"), (await platform.Get<Statements>().FindOwnAsync(record, self, default))!.Stated is { } ended ? (ended.EndedHow, ended.EndReason) : default);
        Assert.Contains("含有广告", Assert.Single(await platform.Get<Notices>().OfSubjectAsync(self.Self!.Value, default)).Text, StringComparison.Ordinal);
        Assert.Equal("cases.statement-not-found", OneRecord.CodeOf(await take.RunAsync(new(record, "再来一次"), @operator, default)));
        await HoldsAsync();
    }

    [Theory]
    [InlineData("update cases.statement set text = '我承认'", "cases.statement-changed")]
    [InlineData("delete from cases.statement", "cases.statement-missing")]
    [InlineData("update cases.statement set ended_at = now(), ended_in = gen_random_uuid(), ended_how = 'withdrawn'", "cases.statement-end-foreign")]
    [InlineData("insert into cases.statement (id, record_id, subject_id, text, salt, said_at, counter, entry) select gen_random_uuid(), gen_random_uuid(), subject_id, text, salt, said_at, counter, gen_random_uuid() from cases.statement", "cases.statement-foreign")]
    public async Task Verify_names_what_was_tampered_with(string tampering, string finding)
    {
        _ = (await SayAsync(Words)).Value;
        await HoldsAsync();
        await using (var connection = await platform.Database.Owner.OpenConnectionAsync(TestContext.Current.CancellationToken))
        {
            await connection.ExecuteAsync(tampering);
        }

        Assert.Contains(finding, (await VerifyAsync()).Findings.Select(f => f.Code));
    }

    [Fact]
    public async Task A_taken_back_statement_that_stands_again_is_named()
    {
        _ = (await SayAsync(Words)).Value;
        _ = (await platform.Get<EndStatement>().RunAsync(new(record), self, default)).Value;
        await using (var connection = await platform.Database.Owner.OpenConnectionAsync(TestContext.Current.CancellationToken))
        {
            await connection.ExecuteAsync("update cases.statement set ended_at = null, ended_in = null, ended_how = null");
        }

        Assert.Contains("cases.statement-end-missing", (await VerifyAsync()).Findings.Select(f => f.Code));
    }

    [Fact]
    public async Task Two_at_once_leave_one_in_force()
    {
        await Task.WhenAll(Enumerable.Range(0, 6).Select(n => SayAsync($"第{n}种说法。")));

        Assert.Equal((6, 1), await platform.AskAsync<(int, int)>("select count(*)::int, (count(*) filter (where ended_in is null))::int from cases.statement"));
        await HoldsAsync();
    }

    private Task<Result<Guid>> SayAsync(string text) => platform.Get<StateOwnView>().RunAsync(new(record, text), self, default);

    private async Task HoldsAsync() => Assert.Empty((await VerifyAsync()).Findings);

    private async Task<VerificationReport> VerifyAsync()
    {
        await platform.Get<Sealer>().SealAsync(default);
        return (await platform.Get<Verify>().RunAsync(null, default)).Value;
    }
}
