using System.Text;
using Dapper;
using Xinheng.Model.Cases.Promising;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Platform.Cases.Promising;
using Xinheng.Platform.Journal;
using Xinheng.Platform.Tests.Collection;
using Xinheng.Testing;

namespace Xinheng.Platform.Tests.Cases.Promising;

/// <summary>Signing: the text that was shown, of free will, on the file, to be taken home, to be taken back.</summary>
public sealed class SigningTests(Intake intake) : IClassFixture<Intake>
{
    private readonly TestPlatform platform = intake.Platform;

    [Fact]
    public async Task What_is_signed_comes_on_the_file_with_its_type_and_in_public_where_it_is_open()
    {
        var n = intake.Next();
        var firm = await platform.FirmAsync(n);
        var template = await platform.OfferAsync(Promised.Template($"on-file-{n}"));

        var id = await platform.SignAsync(template, firm);

        var shown = await platform.ShownAsync(id);
        var record = Assert.Single(await platform.PublicAsync(n), r => r.Item == "CN_CNS");
        Assert.Equal(shown.Record, record.Id);
        Assert.Matches("^990100[0-9]{14}$", shown.Number);
        Assert.Equal(new DateOnly(2028, 6, 14), shown.ValidUntil);
        Assert.Contains("现场核查：2026年8月14日以前", shown.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_promise_shared_by_government_only_is_on_the_file_and_not_in_public()
    {
        var n = intake.Next();
        var firm = await platform.FirmAsync(n);
        var template = await platform.OfferAsync(Promised.Template($"shared-{n}", openness: PromiseOpenness.Government));

        var id = await platform.SignAsync(template, firm);

        Assert.NotNull((await platform.ShownAsync(id)).Record);
        Assert.DoesNotContain(await platform.PublicAsync(n), r => r.Item == "CN_CNS");
    }

    [Fact]
    public async Task The_signed_file_is_checked_off_line_and_a_changed_word_is_found()
    {
        var n = intake.Next();
        var firm = await platform.FirmAsync(n);
        var id = await platform.SignAsync(await platform.OfferAsync(Promised.Template($"offline-{n}")), firm);
        var key = platform.Get<SigningKeys>().Public[^1];

        var proof = (await platform.Get<Promises>().ProofAsync(id, firm, default)).Value;
        var changed = proof.Replace("冷藏", "冷冻", StringComparison.Ordinal);

        var read = SignedPromise.Parse(Encoding.UTF8.GetBytes(proof)).Value;
        Assert.False(read.Verify(key).IsRefused);
        Assert.Equal("promise.digest-wrong", Assert.Single(SignedPromise.Parse(Encoding.UTF8.GetBytes(changed)).Refusals).Code);
        var other = new SignedPromise(read.Promise with { Version = 2 }, read.Suite, read.KeyId, read.Signature);
        Assert.Equal("promise.signature-wrong", Assert.Single(other.Verify(key).Refusals).Code);
    }

    [Fact]
    public async Task A_text_that_was_not_shown_and_one_not_agreed_to_are_not_signed()
    {
        var n = intake.Next();
        var firm = await platform.FirmAsync(n);
        var template = await platform.OfferAsync(Promised.Template($"shown-{n}"));
        var sheet = (await platform.Get<PromiseSheet>().PrepareAsync(template.Code, null, firm.Self!.Value, default)).Value;

        var unseen = await platform.TrySignAsync(template, firm, new string('0', 64));
        var unasked = await platform.Get<SignPromise>().RunAsync(new(null, template.Code, null, null, sheet.Text.Digest.ToString(), false, []), firm, default);
        await platform.SetTodayAsync(new DateOnly(2026, 6, 16));
        var yesterdays = await platform.TrySignAsync(template, firm, sheet.Text.Digest.ToString());
        await platform.SetTodayAsync(new DateOnly(2026, 6, 15));

        Assert.Equal("cases.promise-other-text", Promised.CodeOf(unseen));
        Assert.Equal("cases.promise-not-agreed", Promised.CodeOf(unasked));
        Assert.Equal("cases.promise-other-text", Promised.CodeOf(yesterdays));
    }

    [Fact]
    public async Task Two_signings_of_one_matter_make_one_promise()
    {
        var n = intake.Next();
        var firm = await platform.FirmAsync(n);
        var template = await platform.OfferAsync(Promised.Template($"twice-{n}"));

        var both = await Task.WhenAll(platform.TrySignAsync(template, firm), platform.TrySignAsync(template, firm));

        Assert.Equal("procedures.already-open", Promised.CodeOf(Assert.Single(both, one => one.IsRefused)));
    }

    [Fact]
    public async Task A_promise_is_taken_back_before_its_matter_is_closed_and_leaves_the_file_and_not_after()
    {
        var (n, m) = (intake.Next(), intake.Next());
        var template = await platform.OfferAsync(Promised.Template($"back-{n}"));
        var (early, late) = (await platform.FirmAsync(n), await platform.FirmAsync(m));
        var (first, second) = (await platform.SignAsync(template, early), await platform.SignAsync(template, late));
        _ = (await platform.Get<ClosePromisedMatter>().RunAsync(new(second), platform.Reviewer, default)).Value;

        var back = await platform.Get<WithdrawPromise>().RunAsync(new(first, null), early, default);
        var tooLate = await platform.Get<WithdrawPromise>().RunAsync(new(second, null), late, default);
        await platform.DrainAsync();

        Assert.False(back.IsRefused);
        Assert.DoesNotContain(await platform.PublicAsync(n), r => r.Item == "CN_CNS");
        Assert.Equal("cases.promise-matter-closed", Promised.CodeOf(tooLate));
        Assert.Contains(await platform.PublicAsync(m), r => r.Item == "CN_CNS");
    }

    [Fact]
    public async Task Nobody_signs_takes_back_or_reads_for_another()
    {
        var (n, m) = (intake.Next(), intake.Next());
        var (firm, stranger) = (await platform.FirmAsync(n), await platform.FirmAsync(m));
        var id = await platform.SignAsync(await platform.OfferAsync(Promised.Template($"own-{n}")), firm);

        Assert.Equal("procedures.no-case", Promised.CodeOf(await platform.Get<WithdrawPromise>().RunAsync(new(id, null), stranger, default)));
        Assert.Equal("procedures.no-case", Promised.CodeOf(await platform.Get<Promises>().ProofAsync(id, stranger, default)));
        Assert.Equal("procedures.not-your-step", Promised.CodeOf(await platform.Get<WithdrawPromise>().RunAsync(new(id, null), platform.Reviewer, default)));
    }

    [Fact]
    public async Task At_the_counter_the_signed_sheet_belongs_to_it()
    {
        var n = intake.Next();
        var firm = await platform.FirmAsync(n);
        var clerk = await platform.AppointAsync($"clerk-{n}", Role.CounterClerk);
        var template = await platform.OfferAsync(Promised.Template($"counter-{n}"));
        var sheet = (await platform.Get<PromiseSheet>().PrepareAsync(template.Code, null, firm.Self!.Value, default)).Value;
        SignPromise.Command command = new(firm.Self, template.Code, null, null, sheet.Text.Digest.ToString(), true, []);

        var without = await platform.Get<SignPromise>().RunAsync(command, clerk, default);
        var with = await platform.Get<SignPromise>().RunAsync(command with { Paper = await platform.KeptAsync() }, clerk, default);
        var byMaker = await platform.Get<SignPromise>().RunAsync(command with { Paper = await platform.KeptAsync() }, platform.Maker, default);

        Assert.Equal("cases.promise-no-paper", Promised.CodeOf(without));
        Assert.Single((await platform.ShownAsync(with.Value.Case)).Case.Documents);
        Assert.Equal("cases.promise-not-signer", Promised.CodeOf(byMaker));
    }

    [Fact]
    public async Task A_person_signs_too_and_no_number_stands_in_the_text_or_in_public()
    {
        var n = intake.Next();
        await platform.EnterAsync("CF_NP", new TableFile().Add(TableFile.PersonPenalty(n, n)).Csv());
        var subject = (await platform.Get<Platform.Subjects.FindSubject>().ByNumberAsync(TableFile.PersonNumber(n), default))!.Value;
        var person = new Caller(new Actor(ActorKind.Subject, null, $"person-{n}", null), new HashSet<Role> { Role.Citizen }) { Self = subject };

        var id = await platform.SignAsync(await platform.OfferAsync(Promised.Template($"person-{n}", PromiseKind.OwnAccord)), person);

        var shown = await platform.ShownAsync(id);
        Assert.NotNull(shown.Record);
        Assert.Null(shown.Name);
        Assert.DoesNotContain(TableFile.PersonNumber(n), shown.Text, StringComparison.Ordinal);
        await using var connection = await platform.Database.Owner.OpenConnectionAsync();
        Assert.Equal(0, await connection.ExecuteScalarAsync<long>("select count(*) from publication.record where subject_kind = 'natural_person'"));
    }
}
