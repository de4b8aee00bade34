using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Model.Records;
using Xinheng.Platform.Records;
using Xinheng.Testing;
using static Xinheng.Platform.Tests.Records.OneRecord;

namespace Xinheng.Platform.Tests.Records;

/// <summary>A row handed in by one authority about another's decision is hidden until that other confirms its class.</summary>
public sealed class ConfirmationTests : IAsyncLifetime
{
    private TestPlatform platform = null!;
    private Caller decider = null!;

    public async ValueTask InitializeAsync()
    {
        platform = await TestPlatform.CreateAsync();
        decider = await platform.StrangerAsync();
    }

    public async ValueTask DisposeAsync() => await platform.DisposeAsync();

    [Theory]
    [InlineData(Severity.Ordinary, "2027-06-10")]
    [InlineData(Severity.Serious, "2027-12-31")]
    public async Task A_confirmed_class_is_published_until_its_lawful_end_or_the_earlier_one_handed_in(Severity severity, string until)
    {
        var record = await EnterOthersAsync(1, "2027-12-31");
        Assert.Null(await platform.SeeAsync(record));

        var revision = (await ConfirmAsync(record, severity)).Value;

        var shown = (await platform.SeeAsync(record))!;
        Assert.Equal((2, DateOnly.Parse(until, null)), (revision, shown.PublicUntil));
        Assert.Equal(1, await platform.AskAsync<int>("select count(*)::int from journal.entry where power = 'records.confirm-severity'"));
    }

    [Fact]
    public async Task A_minor_one_stays_hidden()
    {
        var record = await EnterOthersAsync(1, "2027-06-10");

        _ = (await ConfirmAsync(record, Severity.Minor)).Value;

        Assert.Null(await platform.SeeAsync(record));
    }

    [Fact]
    public async Task An_earlier_end_is_followed_and_a_later_one_than_the_law_allows_is_refused_by_name()
    {
        var record = await EnterOthersAsync(1, "2027-06-10");

        var late = await ConfirmAsync(record, Severity.Ordinary, new DateOnly(2027, 6, 11));
        var before = await ConfirmAsync(record, Severity.Ordinary, new DateOnly(2026, 6, 9));

        Assert.Equal("records.publicity-too-long", CodeOf(late));
        Assert.StartsWith("E14", late.Refusals[0].Message, StringComparison.Ordinal);
        Assert.Contains("2027-06-10", late.Refusals[0].Message, StringComparison.Ordinal);
        Assert.Equal("publicity.end-before-document", CodeOf(before));
        Assert.Null(await platform.SeeAsync(record));

        _ = (await ConfirmAsync(record, Severity.Ordinary, new DateOnly(2026, 12, 1))).Value;
        Assert.Equal(new DateOnly(2026, 12, 1), (await platform.SeeAsync(record))!.PublicUntil);
    }

    [Fact]
    public async Task Only_a_reviewer_of_the_body_that_decided_confirms()
    {
        var record = await EnterOthersAsync(1, "2027-06-10");
        var confirm = platform.Get<ConfirmSeverity>();

        Assert.Equal("records.not-reviewer", CodeOf(await confirm.RunAsync(new(record, Severity.Ordinary), platform.Maker, default)));
        Assert.Equal("records.not-found", CodeOf(await confirm.RunAsync(new(record, Severity.Ordinary), platform.Reviewer, default)));
        Assert.Null(await platform.SeeAsync(record));
    }

    [Fact]
    public async Task A_class_is_confirmed_once_and_changed_only_with_a_reason_and_never_for_longer()
    {
        var record = await EnterOthersAsync(1, "2029-06-10");
        _ = (await ConfirmAsync(record, Severity.Ordinary)).Value;

        Assert.Equal("records.class-already-confirmed", CodeOf(await ConfirmAsync(record, Severity.Ordinary)));
        Assert.Equal("records.grounds-missing", CodeOf(await ConfirmAsync(record, Severity.Serious)));
        Assert.Equal(3, (await ConfirmAsync(record, Severity.Serious, reason: "原分类有误")).Value);

        var shown = (await platform.SeeAsync(record))!;
        Assert.Equal(("serious", new DateOnly(2027, 6, 10)), (shown.Severity, shown.PublicUntil));
    }

    [Fact]
    public async Task A_withdrawn_record_has_no_class_to_confirm()
    {
        var record = await EnterOthersAsync(1, "2027-06-10");
        _ = (await platform.Get<WithdrawRecord>().RunAsync(new(record, WithdrawalKind.Mistake, "录入有误", "云市监更〔2026〕1号", null), platform.Reviewer, default)).Value;

        Assert.Equal("records.not-current", CodeOf(await ConfirmAsync(record, Severity.Ordinary)));
    }

    [Fact]
    public async Task A_class_that_is_not_one_of_the_three_is_refused()
    {
        var record = await EnterOthersAsync(1, "2027-06-10");

        Assert.Equal("records.no-class", CodeOf(await ConfirmAsync(record, (Severity)7)));
    }

    private Task<RecordId> EnterOthersAsync(int subject, string givenEnd) => platform.EnterPenaltyAsync(subject, row =>
    {
        row["CF_CFJG"] = "云汀市生态环境局";
        row["CF_CFJGDM"] = TestPlatform.OtherAuthority;
        row["CF_GSJZQ"] = givenEnd;
    });

    private Task<Result<int>> ConfirmAsync(RecordId record, Severity severity, DateOnly? until = null, string? reason = null) =>
        platform.Get<ConfirmSeverity>().RunAsync(new(record, severity, until, reason), decider, default);
}
