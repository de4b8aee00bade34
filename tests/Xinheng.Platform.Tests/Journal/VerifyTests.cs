using Dapper;
using Xinheng.Platform.Journal;
using Xinheng.Testing;

namespace Xinheng.Platform.Tests.Journal;

public sealed class VerifyTests
{
    [Fact]
    public async Task What_the_platform_wrote_holds()
    {
        await using var platform = await EnteredAsync();

        var report = await VerifyAsync(platform);

        Assert.Empty(report.Findings);
        Assert.Equal(6, report.Counts["revisions"]);
        Assert.Equal(5, report.Counts["records"]);
    }

    /// <summary>Each by SQL, past the program; what verification must say of it.</summary>
    public static TheoryData<string, string> Tampering => new()
    {
        { "update records.revision set open = replace(open::text, '0.25', '9.25')::json where no = 1", "records.revision-changed" },
        { "update records.revision set standing = replace(standing::text, '2027', '2037')::json where no = 1", "records.revision-changed" },
        { "delete from records.revision where leaf = 2 and no = 1", "records.revision-missing" },
        { "truncate records.revision", "records.revision-missing" },
        { "insert into records.revision select subject_id, record_id, no + 7, entry, leaf, edition, standing, open, closed, salt, closed_digest, commitment from records.revision where no = 1 limit 1", "records.revision-changed" },
        { "update records.record set state = 'current' where state = 'withdrawn'", "records.state-changed" },
        { "update records.record set public_until = '2039-01-01'", "records.state-changed" },
        { "update records.record set severity = 3", "records.state-changed" },
        { "update records.record set held = true", "records.state-changed" },
        { "delete from records.record where revision = 1", "records.record-missing" },
        { "truncate records.record", "records.record-missing" },
        { "delete from records.entry_tree", "records.tree-missing" },
        { "update records.tree_block set leaves = set_byte(leaves, 3, 7)", "records.tree-changed" },
        { "update journal.entry set content = replace(content::text, '云', '雨')::json, power = power || 'x'", "journal.entry-columns" },
        { "update journal.entry set content = replace(content::text, 'round', 'bound')::json", "journal.entry-changed" },
        { "delete from journal.entry where power = 'collection.approve'", "journal.entry-missing" },
        { "truncate journal.entry", "journal.entry-missing" },
        { "delete from journal.leaf where no = (select max(no) from journal.leaf)", "journal.entry-unnumbered" },
        { "truncate journal.leaf", "witness.log-shorter" },
        { "delete from journal.checkpoint where size = (select max(size) from journal.checkpoint)", "witness.head-wrong" },
        { "update journal.checkpoint set note = replace(note, 'Z', 'Y')", "journal.checkpoint-unreadable" },
        { "truncate journal.checkpoint", "journal.no-checkpoint" },
        { "insert into journal.entry select '0190a000-0000-7000-8000-000000000001', at, power, content from journal.entry limit 1", "journal.entry-unnumbered" },
        { "update catalogue.item set openness = 'public' where openness <> 'public'", "catalogue.item-changed" },
        { "update catalogue.edition set source = '{\"pack.yaml\":\"\"}'", "catalogue.edition-changed" },
        { "delete from catalogue.item where code = 'CF_LP'", "catalogue.item-missing" },
        { "update law.provision set content = replace(content::text, '\"7\"', '\"9\"')::json where name = 'DOUBLE_PUB_DEADLINE'", "law.provision-changed" },
        { "update law.provision set content = replace(content::text, '2026-10-07', '2026-10-08')::json where name = '2026'", "law.provision-changed" },
        { "update law.provision set content = replace(content::text, 'NationalRuleOnly', 'DeIdentified')::json where kind = 'profile'", "law.provision-changed" },
        { "update law.provision set valid_to = '2039-01-01' where name = 'ORDER58_MAX'", "law.provision-changed" },
        { "update law.provision set valid_from = '2020-01-01' where name = 'REPAIR_ORDINARY_MAX'", "law.provision-missing" },
        { "update law.provision set recorded_at = '2019-01-01' where kind = 'fine-threshold'", "law.provision-times" },
        { "update law.provision set ended_in = 1, recorded_until = recorded_at where name = 'REPAIR_SERIOUS_MAX'", "law.provision-times" },
        { "delete from law.provision where kind = 'calendar-year' and name = '2026'", "law.provision-missing" },
        { "insert into law.provision select kind, '410000', name, valid_from, valid_to, content, recorded_in, recorded_at from law.provision where name = 'REPAIR_ORDINARY_MAX'", "law.provision-changed" },
        { "update law.loading set digest = sha256('x')", "law.loading-changed" },
        { "update law.loading set entry = '0190a000-0000-7000-8000-000000000001'", "law.loading-changed" },
        { "truncate law.loading cascade", "law.loading-missing" },
        { "update people.role_grant set role = 'Reviewer'", "people.grant-foreign" },
        { "delete from people.role_grant", "people.grant-missing" },
        { "update people.account set organisation = null", "people.account-foreign" },
    };

    [Theory, MemberData(nameof(Tampering))]
    public async Task Changed_by_SQL_it_no_longer_holds_and_says_what(string sql, string code)
    {
        await using var platform = await EnteredAsync();
        await using (var connection = await platform.Database.Owner.OpenConnectionAsync())
        {
            await connection.ExecuteAsync(sql);
        }

        var report = await VerifyAsync(platform);

        Assert.Contains(report.Findings, f => f.Code == code);
    }

    [Fact]
    public async Task An_older_log_under_a_newer_witness_does_not_hold()
    {
        await using var platform = await EnteredAsync();
        var witness = await File.ReadAllTextAsync(platform.Get<CheckpointFile>().FullPath);
        await using (var connection = await platform.Database.Owner.OpenConnectionAsync())
        {
            // What an old backup put back would look like: the last act never happened, and nothing inside says otherwise.
            await connection.ExecuteAsync("""
                delete from journal.entry where id in (select entry from journal.leaf where no >= (select size from journal.checkpoint order by size limit 1));
                delete from journal.leaf where no >= (select size from journal.checkpoint order by size limit 1);
                delete from journal.checkpoint where size > (select min(size) from journal.checkpoint)
                """);
        }

        File.Delete(platform.Get<CheckpointFile>().FullPath);
        var report = (await platform.Get<Verify>().RunAsync(witness, default)).Value;

        Assert.Contains(report.Findings, f => f.Code == "witness.log-shorter");
    }

    private static async Task<VerificationReport> VerifyAsync(TestPlatform platform) =>
        (await platform.Get<Verify>().RunAsync(null, default)).Value;

    private static async Task<TestPlatform> EnteredAsync()
    {
        var platform = await TestPlatform.CreateAsync();
        await platform.Get<Sealer>().SealAsync(default);
        var file = new PenaltyFile();
        for (var i = 1; i <= 5; i++)
        {
            file.Add(i, i);
        }

        await platform.ApproveAsync(await platform.SubmitAsync("CF_LP", file.ToString()));
        await platform.ApproveAsync(await platform.SubmitAsync("CF_LP", new PenaltyFile().Add(3, 3, row =>
        {
            row["op"] = "D";
            row["CF_CXYY"] = "经复议撤销";
        }).ToString()));
        return platform;
    }
}
