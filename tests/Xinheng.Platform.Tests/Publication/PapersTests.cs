using System.Text;
using Dapper;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Model.Publication;
using Xinheng.Model.Records;
using Xinheng.Platform.Disclosure.Persons;
using Xinheng.Platform.Journal;
using Xinheng.Platform.Publication.Authentic;
using Xinheng.Platform.Publication.Papers;
using Xinheng.Platform.Records;
using Xinheng.Platform.Tests.Records;
using Xinheng.Testing;

namespace Xinheng.Platform.Tests.Publication;

/// <summary>Proofs in a subject's hand: that a record left, and that one is about somebody else.</summary>
public sealed class PapersTests : IAsyncLifetime
{
    private const string Reason = "原处罚决定主要证据不足", Document = "云府复〔2026〕3号";

    private TestPlatform platform = null!;
    private RecordId mine;
    private RecordId others;
    private Caller self = null!;

    public async ValueTask InitializeAsync()
    {
        platform = await TestPlatform.CreateAsync();
        (mine, others) = (await platform.EnterPenaltyAsync(1), await platform.EnterPenaltyAsync(2));
        self = new Caller(new Actor(ActorKind.Subject, new AccountId(Guid.CreateVersion7()), "oneself", null), [new Grant(Role.EnterpriseUser)])
        {
            Self = new SubjectId(await platform.AskAsync<Guid>("select subject_id from records.record where record_id = @Value", mine)),
        };
    }

    public ValueTask DisposeAsync() => platform.DisposeAsync();

    [Fact]
    public async Task What_is_current_has_no_proof_and_what_was_withdrawn_has_one_with_day_and_reason()
    {
        Assert.Empty((await ListAsync()).Value);
        Assert.Equal("publication.no-departure", OneRecord.CodeOf(await ProveAsync(mine)));

        await WithdrawAsync(mine);
        var left = Assert.Single((await ListAsync()).Value);
        var proof = (await ProveAsync(mine)).Value;

        Assert.Equal(("withdrawn", new DateOnly(2026, 6, 15)), (left.How, left.On));
        Assert.Contains(proof.Paper.Lines, line => line.Value.StartsWith(Reason, StringComparison.Ordinal));
        Assert.Contains(proof.Paper.Lines, line => line is { Name: "记录编号" } && line.Value == mine.Value.ToString());
        Assert.Contains("2026年6月15日起已撤下", proof.Paper.Sentence, StringComparison.Ordinal);
        Assert.Equal(proof.Paper.Sentence, SignedPaper.Parse(proof.File).Value.Verify(platform.Get<SigningKeys>().Current.Public).Value.Sentence);
        Assert.Equal(Authenticity.OfThatDay, (await platform.Get<AskAuthenticity>().OfCodeAsync(proof.Code, null, default)).Value.Answer);
        Assert.Equal(proof.Code, (await ProveAsync(mine)).Value.Code); // the same day, the same words
    }

    [Fact]
    public async Task What_came_back_has_none_any_more_and_what_was_corrected_or_ended_has_one()
    {
        await WithdrawAsync(mine);
        _ = (await platform.Get<RestoreRecord>().RunAsync(new(mine, "维持原处罚", "云行终〔2026〕8号"), platform.Reviewer, default)).Value;
        Assert.Empty((await ListAsync()).Value);

        await platform.ApproveAsync(await platform.SubmitAsync("CF_LP", new PenaltyFile().Add(1, 1, row => row["CF_NR"] = "罚款二千四百元。").ToString()));
        Assert.Equal(["corrected"], (await ListAsync()).Value.Select(left => left.How));
        await platform.SetTodayAsync(new DateOnly(2027, 6, 10));
        Assert.Equal(["expired", "corrected"], (await ListAsync()).Value.Select(left => left.How));
        Assert.Contains("公示期已满", (await platform.Get<Departures>().ProveAsync(mine, "expired", self, null, default)).Value.Paper.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_else_gets_it_but_the_clerk_for_whoever_showed_the_document()
    {
        await WithdrawAsync(mine);
        await WithdrawAsync(others);
        var clerk = await platform.AppointAsync("clerk", Role.CounterClerk);
        var firm = (await platform.Get<SubjectAtCounter>().FindAsync("uscc", PenaltyFile.Code(1), clerk, default)).Value;

        Assert.Equal("publication.no-departure", OneRecord.CodeOf(await ProveAsync(others)));
        Assert.Equal("publication.paper-not-own", OneRecord.CodeOf(await platform.Get<Departures>().ListAsync(platform.Reviewer, null, default)));
        Assert.Equal("publication.paper-not-own", OneRecord.CodeOf(await platform.Get<Departures>().ListAsync(platform.Reviewer, firm, default)));
        Assert.False((await platform.Get<Departures>().ProveAsync(mine, null, clerk, firm, default)).IsRefused);
        Assert.Equal("publication.no-departure", OneRecord.CodeOf(await platform.Get<Departures>().ProveAsync(others, null, clerk, firm, default)));
    }

    [Fact]
    public async Task A_certificate_is_made_out_for_anothers_record_or_page_and_refused_for_ones_own()
    {
        var certificate = (await CertifyAsync($"https://credit.example/records/{others.Value}")).Value;

        Assert.Contains("不是同一主体", certificate.Paper.Sentence, StringComparison.Ordinal);
        Assert.Contains(certificate.Paper.Lines, line => line.Value == PenaltyFile.Code(1));
        Assert.Contains("示例2号", (await CertifyAsync($"/subjects/{PenaltyFile.Code(2)}")).Value.Paper.Lines.Single(l => l.Name == "单位").Value, StringComparison.Ordinal);
        Assert.Equal("publication.certificate-own", OneRecord.CodeOf(await CertifyAsync(mine.Value.ToString())));
        Assert.Equal("publication.certificate-own", OneRecord.CodeOf(await CertifyAsync($"/subjects/{PenaltyFile.Code(1)}")));
        Assert.Equal("publication.certificate-nothing", OneRecord.CodeOf(await CertifyAsync(Guid.NewGuid().ToString())));
        Assert.Equal("publication.certificate-about", OneRecord.CodeOf(await CertifyAsync("张三")));
        Assert.Equal("publication.paper-not-own", OneRecord.CodeOf(await platform.Get<CertifyOther>().RunAsync(new(others.Value.ToString()), platform.Reviewer, default)));

        // What is kept of it knows the file again and says nothing of what it says.
        var known = await platform.Get<AskAuthenticity>().OfFileAsync(Hash256.Of(certificate.File), default);
        Assert.Equal((Authenticity.OfThatDay, "certificate"), (known.Answer, known.Thing));
        Assert.Equal(Authenticity.NotOurs, (await platform.Get<AskAuthenticity>().OfFileAsync(Hash256.Of(Encoding.UTF8.GetBytes("forged")), default)).Answer);
        var entry = await platform.AskAsync<string>("select content::text from journal.entry where power = 'publication.certify-other' order by id limit 1");
        Assert.DoesNotContain(others.Value.ToString(), entry, StringComparison.Ordinal);
        Assert.DoesNotContain(self.Self!.Value.ToString(), entry, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_persons_certificate_names_the_last_four_places_and_no_more()
    {
        _ = await platform.SubmitAsync("CF_LP", new PenaltyFile().Add(9, 9).ToString()); // somebody else's submission changes nothing
        var clerk = await platform.AppointAsync("clerk", Role.CounterClerk);
        await platform.ApproveAsync(await platform.SubmitAsync("CF_NP", new TableFile().Add(TableFile.PersonPenalty(3, 3)).Csv()));
        var person = (await platform.Get<SubjectAtCounter>().FindAsync(null, TableFile.PersonNumber(3), clerk, default)).Value;

        var certificate = (await platform.Get<CertifyOther>().RunAsync(new(others.Value.ToString(), person), clerk, default)).Value;

        Assert.Equal(TableFile.PersonNumber(3)[^4..], certificate.Paper.Lines.Single(line => line.Name == "证件号码末四位").Value);
        Assert.DoesNotContain(TableFile.PersonNumber(3), Encoding.UTF8.GetString(certificate.File), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_account_gets_ten_in_a_day()
    {
        for (var n = 0; n < CertifyOther.MostADay; n++)
        {
            _ = (await CertifyAsync(others.Value.ToString())).Value;
        }

        Assert.Equal("publication.certificate-too-many", OneRecord.CodeOf(await CertifyAsync(others.Value.ToString())));
        platform.Clock.Advance(TimeSpan.FromHours(25));
        Assert.False((await CertifyAsync(others.Value.ToString())).IsRefused);
    }

    [Theory]
    [InlineData("delete from publication.certificate")]
    [InlineData("update publication.certificate set issued_on = issued_on - 30")]
    [InlineData("insert into publication.certificate select gen_random_uuid(), sha256(id::text::bytea), issued_on, gen_random_uuid() from publication.certificate")]
    public async Task Verify_names_a_certificate_that_was_tampered_with(string tampering)
    {
        _ = (await CertifyAsync(others.Value.ToString())).Value;
        Assert.Empty(await FindingsAsync());
        await using (var connection = await platform.Database.Owner.OpenConnectionAsync(TestContext.Current.CancellationToken))
        {
            await connection.ExecuteAsync(tampering);
        }

        Assert.Contains("publication.certificate-changed", await FindingsAsync());
    }

    private Task<Result<IReadOnlyList<Departure>>> ListAsync() => platform.Get<Departures>().ListAsync(self, null, default);

    private Task<Result<PaperInHand>> ProveAsync(RecordId record) => platform.Get<Departures>().ProveAsync(record, null, self, null, default);

    private Task<Result<PaperInHand>> CertifyAsync(string about) => platform.Get<CertifyOther>().RunAsync(new(about), self, default);

    private async Task WithdrawAsync(RecordId record) => _ = (await platform.Get<WithdrawRecord>().RunAsync(
        new(record, WithdrawalKind.Revoked, Reason, Document, new DateOnly(2026, 6, 12)), platform.Reviewer, default)).Value;

    private async Task<IEnumerable<string>> FindingsAsync()
    {
        await platform.Get<Sealer>().SealAsync(default);
        return (await platform.Get<Verify>().RunAsync(null, default)).Value.Findings.Select(f => f.Code);
    }
}
