using Dapper;
using Xinheng.Model.Assessment;
using Xinheng.Model.People;
using Xinheng.Platform.Assessment.Auditing;
using Xinheng.Platform.Collection;
using Xinheng.Platform.Journal;
using Xinheng.Testing;

namespace Xinheng.Platform.Tests.Assessment;

/// <summary>Any number in, the whole history out, with how each entry stands to the log.</summary>
public sealed class TrailsTests : IAsyncLifetime
{
    private TestPlatform platform = null!;
    private Submission submission = null!;
    private Caller auditor = null!;
    private Guid record;
    private Guid subject;

    public async ValueTask InitializeAsync()
    {
        platform = await TestPlatform.CreateAsync();
        auditor = await platform.AppointAsync("auditor", Role.Auditor);
        submission = await platform.ApproveAsync(await platform.SubmitAsync("CF_LP", new PenaltyFile().Add(1, 1).Add(2, 2).ToString()));
        await platform.ApproveAsync(await platform.SubmitAsync("CF_LP", new PenaltyFile().Add(1, 1, row => row["CF_WFXW"] = "另一行为").ToString()));
        await using var connection = await platform.Database.Owner.OpenConnectionAsync();
        (record, subject) = await connection.QuerySingleAsync<(Guid, Guid)>("select record_id, subject_id from records.record where revision = 2");
    }

    public async ValueTask DisposeAsync() => await platform.DisposeAsync();

    [Fact]
    public async Task A_record_is_told_from_its_entering_on_by_its_id_and_by_its_documents_number()
    {
        foreach (var number in new[] { record.ToString(), "云市监罚〔2026〕1号", "云市监罚(2026)1号" })
        {
            var trail = await FollowAsync(number);

            Assert.Equal((TrailKind.Record, record), (trail.About.Kind, trail.About.Id));
            Assert.Equal(["第 1 版：入库", "第 2 版：更正"], trail.Events.Select(e => e.Detail));
            Assert.All(trail.Events, e => Assert.Equal(EvidenceState.Sealed, e.Evidence));
            Assert.Contains(trail.Parts, p => p.Id == submission.Id);
            Assert.Contains(trail.Parts, p => p.Id == subject);
        }
    }

    [Fact]
    public async Task A_submission_is_told_by_its_id_and_by_its_files_digest()
    {
        foreach (var number in new[] { submission.Id.ToString(), Convert.ToHexStringLower(submission.Digest), Convert.ToHexString(submission.Digest) })
        {
            var trail = await FollowAsync(number);

            Assert.Equal([("信用信息入库", "program"), ("审核通过报送", "reviewer"), ("接收报送", "maker")], trail.Events.Select(e => (e.What, e.Who)).Order());
            Assert.Contains(trail.Parts, p => p.Id == record);
        }
    }

    [Fact]
    public async Task An_entry_by_its_place_an_account_by_its_name_and_a_subject_by_its_code_are_told()
    {
        var first = Assert.Single((await FollowAsync("0")).Events);
        Assert.Equal((0L, EvidenceState.Sealed), (first.Line!.No!.Value, first.Evidence!.Value));

        Assert.Contains((await FollowAsync("maker")).Events, e => e.What == "接收报送");
        var about = await FollowAsync(PenaltyFile.Code(1));
        Assert.Equal((TrailKind.Subject, subject), (about.About.Kind, about.About.Id));
        Assert.Contains(about.Parts, p => p.Id == record);
    }

    [Fact]
    public async Task Following_is_itself_traced_and_a_look_can_be_followed()
    {
        _ = await FollowAsync(PenaltyFile.Code(1));

        var again = await FollowAsync(PenaltyFile.Code(1));
        var look = Assert.Single(again.Events, e => e.What == "被查询");
        Assert.Equal((EvidenceState.NotYet, "审计：追溯主体"), (look.Evidence!.Value, look.Detail!.Split('，')[0]));
        Assert.Equal(TrailKind.Look, (await FollowAsync(look.Leads[0].Id.ToString())).About.Kind);
    }

    [Theory]
    [InlineData("update journal.entry set content = replace(content::text, 'CF_LP', 'CF_NP')::json where power = 'collection.approve'")]
    [InlineData("update journal.entry set at = at + interval '1 hour' where power = 'collection.approve'")]
    [InlineData("delete from journal.leaf where entry in (select id from journal.entry where power = 'collection.approve')")]
    public async Task An_entry_that_is_not_what_was_sealed_does_not_verify(string sql)
    {
        await Tampering.RunAsync(platform, sql.Replace("CF_LP", "digest", StringComparison.Ordinal).Replace("CF_NP", "digests", StringComparison.Ordinal));

        var trail = await FollowAsync(submission.Id.ToString());

        Assert.True(trail.IsBroken);
        Assert.Equal(EvidenceState.Broken, trail.Events.Single(e => e.Line!.PowerCode == "collection.approve").Evidence);
    }

    [Fact]
    public async Task A_record_whose_content_was_changed_does_not_verify()
    {
        await Tampering.RunAsync(platform, $"update records.revision set open = replace(open::text, '食品', '药品')::json where record_id = '{record}' and no = 1");

        Assert.Equal([EvidenceState.Broken, EvidenceState.Sealed], (await FollowAsync(record.ToString())).Events.Select(e => e.Evidence!.Value));
    }

    [Fact]
    public async Task What_is_not_sealed_yet_says_so()
    {
        var fresh = await platform.SubmitAsync("CF_LP", new PenaltyFile().Add(9, 9).ToString());

        Assert.Equal(EvidenceState.NotYet, Assert.Single((await FollowAsync(fresh.Id.ToString())).Events).Evidence);
    }

    [Fact]
    public async Task An_auditor_of_another_region_finds_nothing_and_whoever_is_none_is_refused()
    {
        var far = new Caller(auditor.Actor, [new Grant(Role.Auditor, Region.Parse("990200").Value)]);
        foreach (var number in new[] { submission.Id.ToString(), record.ToString(), "maker", "云市监罚〔2026〕1号", Guid.CreateVersion7().ToString() })
        {
            Assert.Equal("assessment.audit-unknown", Assert.Single((await platform.Get<FindTrail>().RunAsync(number, far, default)).Refusals).Code);
        }

        Assert.Equal("assessment.no-audit", (await platform.Get<FindTrail>().RunAsync("maker", platform.Maker, default)).Refusals[0].Code);
        Assert.Equal("assessment.audit-nothing", (await platform.Get<FindTrail>().RunAsync(" ", auditor, default)).Refusals[0].Code);
    }

    [Fact]
    public async Task A_person_is_followed_only_by_an_auditor_of_the_whole_installation_and_never_named()
    {
        await platform.ApproveAsync(await platform.SubmitAsync("CF_NP", new TableFile().Add(TableFile.PersonPenalty(1, 1)).Csv()));
        var near = new Caller(auditor.Actor, [new Grant(Role.Auditor, Region.Parse("990100").Value)]);

        Assert.True((await platform.Get<FindTrail>().RunAsync(TableFile.PersonNumber(1), near, default)).IsRefused);
        var found = Assert.Single((await platform.Get<FindTrail>().RunAsync(TableFile.PersonNumber(1), auditor, default)).Value);

        Assert.StartsWith("自然人", found.Name, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_evidence_taken_away_is_checked_by_a_stranger_and_a_changed_one_is_not_believed()
    {
        var pack = (await platform.Get<EvidencePacks>().OfAsync(await FollowAsync(record.ToString()), default)).Value;
        var json = pack.ToCanonicalJson();
        var key = platform.Get<SigningKeys>().Current.Public;

        var read = EvidencePack.Parse(json).Value;
        Assert.Equal((2, 1), (read.Entries.Count, read.Records.Count));
        Assert.False(read.Verify(key).IsRefused);

        var changed = new EvidencePack(read.About, read.MadeAt, [read.Entries[0] with { Entry = read.Entries[1].Entry }], read.Records);
        Assert.Equal("proof.entry-not-in-log", changed.Verify(key).Refusals[0].Code);
        Assert.True(EvidencePack.Parse(System.Text.Encoding.UTF8.GetBytes(System.Text.Encoding.UTF8.GetString(json).Replace("另一行为", "第三行为", StringComparison.Ordinal)))
            .Value.Verify(key).IsRefused);
        Assert.True(EvidencePack.Parse("{}"u8.ToArray()).IsRefused);
    }

    private async Task<Trail> FollowAsync(string number)
    {
        var found = Assert.Single((await platform.Get<FindTrail>().RunAsync(number, auditor, default)).Value);
        return await platform.Get<Trails>().OfAsync(found, auditor, default);
    }
}
