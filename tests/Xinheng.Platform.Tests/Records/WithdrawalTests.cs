using System.Text;
using System.Text.Json;
using Dapper;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.Records;
using Xinheng.Platform.Journal;
using Xinheng.Platform.Publication;
using Xinheng.Platform.Records;
using Xinheng.Testing;
using static Xinheng.Platform.Tests.Records.OneRecord;

namespace Xinheng.Platform.Tests.Records;

public sealed class WithdrawalTests : IAsyncLifetime
{
    private const string Reason = "行政复议决定撤销原处罚决定";
    private const string Document = "云府复〔2026〕3号";

    private TestPlatform platform = null!;

    public async ValueTask InitializeAsync() => platform = await TestPlatform.CreateAsync();

    public async ValueTask DisposeAsync() => await platform.DisposeAsync();

    [Fact]
    public async Task A_withdrawn_record_is_gone_from_every_public_output_and_its_history_stays()
    {
        var record = await platform.EnterPenaltyAsync(1);
        Assert.NotNull(await platform.SeeAsync(record));

        var revision = (await WithdrawAsync(record)).Value;

        Assert.Equal(2, revision);
        Assert.Null(await platform.SeeAsync(record));
        Assert.Empty((await platform.Get<PublicSubjects>().FindAsync(PenaltyFile.Code(1), default))!.Records);
        Assert.Empty(await platform.Get<PublicRecords>().OfSubjectAsync(PenaltyFile.Code(1), null, null, null, default));
        Assert.Empty((await platform.Get<DisclosureLists>().PageAsync("penalty", null, null, null, null, default)).Items);
        Assert.All(await platform.Get<DisclosureLists>().CountsAsync(default), c => Assert.Equal(0, c.Shown));
        Assert.Equal("current, withdrawn", await platform.AskAsync<string>(
            "select string_agg(standing ->> 'state', ', ' order by no) from records.revision where record_id = @Value", record));
    }

    [Fact]
    public async Task Another_connection_sees_before_or_after_and_never_between()
    {
        var record = await platform.EnterPenaltyAsync(1);
        await using var watching = await platform.Database.Owner.OpenConnectionAsync();
        List<(bool Shown, int Revision, bool Told)> seen = [];
        var done = false;
        var watch = Task.Run(async () =>
        {
            // One statement is one instant: the public view, the revisions and the journal must agree in each.
            for (var last = false; !last;)
            {
                last = Volatile.Read(ref done);
                seen.Add(await watching.QuerySingleAsync<(bool, int, bool)>("""
                    select exists (select from publication.record p where p.record_id = @Value),
                           (select max(v.no) from records.revision v where v.record_id = @Value),
                           exists (select from journal.entry e where e.power = 'records.withdraw')
                    """, record));
            }
        });

        _ = (await WithdrawAsync(record)).Value;
        Volatile.Write(ref done, true);
        await watch;

        Assert.All(seen, s => Assert.Contains(s, new[] { (true, 1, false), (false, 2, true) }));
        Assert.Equal((false, 2, true), seen[^1]);
    }

    [Fact]
    public async Task An_act_that_does_not_commit_leaves_the_record_where_it_was()
    {
        var record = await platform.EnterPenaltyAsync(1);
        await using (var connection = await platform.Database.Owner.OpenConnectionAsync())
        {
            // The journal refuses the entry: the last thing an act writes.
            await connection.ExecuteAsync("alter table journal.entry add constraint full_disk check (power <> 'records.withdraw')");
        }

        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => WithdrawAsync(record));

        Assert.NotNull(await platform.SeeAsync(record));
        Assert.Equal(1, await platform.AskAsync<int>("select count(*)::int from records.revision where record_id = @Value", record));
    }

    [Fact]
    public async Task Makers_may_not_and_others_reviewers_hear_only_that_there_is_no_such_record()
    {
        var record = await platform.EnterPenaltyAsync(1);
        var withdraw = platform.Get<WithdrawRecord>();
        var nobodys = new RecordId(Guid.NewGuid());

        var maker = await withdraw.RunAsync(new(record, WithdrawalKind.Mistake, Reason, Document, null), platform.Maker, default);
        var makerOfNothing = await withdraw.RunAsync(new(nobodys, WithdrawalKind.Mistake, Reason, Document, null), platform.Maker, default);
        var stranger = await withdraw.RunAsync(new(record, WithdrawalKind.Mistake, Reason, Document, null), await platform.StrangerAsync(), default);
        var nothing = await withdraw.RunAsync(new(nobodys, WithdrawalKind.Mistake, Reason, Document, null), platform.Reviewer, default);

        Assert.Equal((RefusalKind.Forbidden, "records.not-reviewer"), (maker.Refusals[0].Kind, CodeOf(maker)));
        Assert.Equal(maker.Refusals, makerOfNothing.Refusals);
        Assert.Equal((RefusalKind.NotFound, "records.not-found"), (stranger.Refusals[0].Kind, CodeOf(stranger)));
        Assert.Equal(stranger.Refusals, nothing.Refusals);
        Assert.NotNull(await platform.SeeAsync(record));
    }

    [Fact]
    public async Task Reason_and_document_are_needed_and_no_number_of_a_person_may_stand_in_them()
    {
        var record = await platform.EnterPenaltyAsync(1);
        var withdraw = platform.Get<WithdrawRecord>();

        var empty = await withdraw.RunAsync(new(record, WithdrawalKind.Mistake, " ", "", null), platform.Reviewer, default);
        var telling = await withdraw.RunAsync(new(record, WithdrawalKind.Mistake, "当事人 13800000000 来电说明", Document, null), platform.Reviewer, default);

        Assert.Equal(["reason", "basis"], empty.Refusals.Select(r => r.Field));
        Assert.All(empty.Refusals, r => Assert.Equal("records.grounds-missing", r.Code));
        Assert.Equal("records.grounds-personal", CodeOf(telling));
        Assert.DoesNotContain("138", telling.Refusals[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_journal_is_told_and_the_revision_stands_in_the_sealed_log()
    {
        var record = await platform.EnterPenaltyAsync(1);
        _ = (await WithdrawAsync(record)).Value;
        await platform.Get<Sealer>().SealAsync(default);

        var (content, root, unsealed) = await platform.AskAsync<(string, byte[], long)>("""
            select e.content::text, t.root, (select count(*) from journal.unsealed)
              from journal.entry e join records.entry_tree t on t.entry = e.id where e.power = 'records.withdraw'
            """);
        using var entry = JsonDocument.Parse(content);

        Assert.Equal(0, unsealed);
        Assert.Equal(record.Value, entry.RootElement.GetProperty("facts").GetProperty("record").GetGuid());
        Assert.Equal(Document, entry.RootElement.GetProperty("facts").GetProperty("act").GetProperty("basis").GetString());
        Assert.DoesNotContain(Reason, content, StringComparison.Ordinal); // words about somebody belong where they can be erased
        Assert.Equal(platform.Reviewer.Actor.Identity, entry.RootElement.GetProperty("actor").GetString());
        Assert.Equal(Convert.ToBase64String(root), entry.RootElement.GetProperty("root").GetString());
        Assert.Equal(new Hash256(root), (await LeafOfAsync(record, 2)).LeafHash); // a tree of one leaf is its leaf
    }

    [Fact]
    public async Task The_content_is_committed_to_again_byte_for_byte_under_new_salts()
    {
        var record = await platform.EnterPenaltyAsync(1);
        _ = (await WithdrawAsync(record)).Value;

        var rows = (await platform.AskAsync<(string, string, bool)>("""
            select string_agg(distinct v.open::text, '|'), string_agg(distinct v.closed::text, '|'), count(distinct v.salt) = 2
              from records.revision v where v.record_id = @Value
            """, record));

        Assert.DoesNotContain('|', rows.Item1);
        Assert.DoesNotContain('|', rows.Item2);
        Assert.True(rows.Item3);
    }

    [Fact]
    public async Task What_was_withdrawn_stays_so_however_often_the_row_comes_again()
    {
        var record = await platform.EnterPenaltyAsync(1);
        _ = (await WithdrawAsync(record)).Value;

        var again = await platform.SubmitAsync("CF_LP", new PenaltyFile().Add(1, 1, r => r["CF_NR"] = "罚款二千五百元。").ToString());

        Assert.Equal(1, again.Held);
        Assert.Null(await platform.SeeAsync(record));
    }

    [Fact]
    public async Task A_restored_record_is_back_with_its_old_end_and_only_a_withdrawn_one_can_be()
    {
        var record = await platform.EnterPenaltyAsync(1);
        var until = (await platform.SeeAsync(record))!.PublicUntil;

        Assert.Equal("records.not-withdrawn", CodeOf(await RestoreAsync(record)));
        _ = (await WithdrawAsync(record)).Value;
        Assert.Equal("records.already-withdrawn", CodeOf(await WithdrawAsync(record)));
        Assert.Equal(3, (await RestoreAsync(record)).Value);

        var shown = (await platform.SeeAsync(record))!;
        Assert.Equal((until, 3), (shown.PublicUntil, shown.Revision));
        Assert.Equal(1, await platform.AskAsync<int>("select count(*)::int from journal.entry where power = 'records.restore'"));
    }

    [Fact]
    public async Task Restoring_does_not_bring_back_what_has_run_out_meanwhile()
    {
        var record = await platform.EnterPenaltyAsync(1);
        _ = (await WithdrawAsync(record)).Value;
        await platform.SetTodayAsync(new DateOnly(2027, 6, 10));

        _ = (await RestoreAsync(record)).Value;

        Assert.Null(await platform.SeeAsync(record));
    }

    [Fact]
    public async Task A_repaired_record_is_neither_withdrawn_nor_restored()
    {
        var record = await platform.EnterPenaltyAsync(1);
        await SetStateAsync(record, "repaired");

        Assert.Equal("records.not-withdrawable", CodeOf(await WithdrawAsync(record)));
        Assert.Equal("records.not-withdrawn", CodeOf(await RestoreAsync(record)));

        // Even if some other way led from repaired to withdrawn, there is none from there to the public.
        await SetStateAsync(record, "withdrawn", revise: false);
        Assert.Equal("records.was-repaired", CodeOf(await RestoreAsync(record)));
    }

    [Fact]
    public async Task A_shielded_record_that_was_withdrawn_comes_back_shielded()
    {
        var record = await platform.EnterPenaltyAsync(1);
        await SetStateAsync(record, "shielded");
        _ = (await WithdrawAsync(record)).Value;

        _ = (await RestoreAsync(record)).Value;

        Assert.Equal("shielded", await platform.AskAsync<string>("select state from records.record where record_id = @Value", record));
        Assert.Null(await platform.SeeAsync(record));
    }

    [Fact]
    public async Task Two_at_once_withdraw_once()
    {
        var record = await platform.EnterPenaltyAsync(1);

        var both = await Task.WhenAll(WithdrawAsync(record), WithdrawAsync(record));

        Assert.Single(both, r => !r.IsRefused);
        Assert.Equal("records.already-withdrawn", CodeOf(both.Single(r => r.IsRefused)));
    }

    private Task<Result<int>> WithdrawAsync(RecordId record) =>
        platform.Get<WithdrawRecord>().RunAsync(new(record, WithdrawalKind.Revoked, Reason, Document, new DateOnly(2026, 6, 12)), platform.Reviewer, default);

    private Task<Result<int>> RestoreAsync(RecordId record) =>
        platform.Get<RestoreRecord>().RunAsync(new(record, "复议决定经再审维持原处罚", "云行终〔2026〕8号"), platform.Reviewer, default);

    // Stands in for the acts of room Cases, which come later.
    private async Task SetStateAsync(RecordId record, string state, bool revise = true)
    {
        await using var connection = await platform.Database.Owner.OpenConnectionAsync();
        await connection.ExecuteAsync("update records.record set state = @state where record_id = @Value", new { state, record.Value });
        if (revise)
        {
            await connection.ExecuteAsync("""
                update records.revision set standing = (standing::jsonb || jsonb_build_object('state', @state))::json where record_id = @Value
                """, new { state, record.Value });
        }
    }

    private async Task<Commitment> LeafOfAsync(RecordId record, int no)
    {
        var row = await platform.AskAsync<(string Standing, string Open, string Closed, byte[] Salt, string Item, int Edition)>("""
            select v.standing::text, v.open::text, v.closed::text, v.salt, r.item, v.edition
              from records.revision v join records.record r on r.record_id = v.record_id where v.record_id = @id and v.no = @no
            """, new { id = record.Value, no });
        var open = new System.Buffers.ArrayBufferWriter<byte>();
        RevisionContent.WriteOpen(open, record.Value, no, row.Item, row.Edition, Encoding.UTF8.GetBytes(row.Standing), Encoding.UTF8.GetBytes(row.Open));
        return Commitment.Of(open.WrittenSpan, Encoding.UTF8.GetBytes(row.Closed), row.Salt);
    }
}
