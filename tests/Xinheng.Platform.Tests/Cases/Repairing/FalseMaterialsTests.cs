using Dapper;
using Xinheng.Model.Cases.Repairing;
using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Platform.Cases.Repairing;
using Xinheng.Platform.Tests.Records;
using Xinheng.Testing;
using static Xinheng.Platform.Tests.Cases.Repairing.RepairGround;
using static Xinheng.Platform.Tests.Records.OneRecord;

namespace Xinheng.Platform.Tests.Cases.Repairing;

/// <summary>False materials, and who files for whom.</summary>
public sealed class FalseMaterialsTests : OnRepairGround
{
    [Fact]
    public async Task An_undecided_application_ends_and_new_ones_are_barred_as_long_as_the_places_rule_says()
    {
        var second = await ground.AnotherAsync(78);
        var id = await ground.FiledAsync();

        Assert.Equal("refused", (await NoteAsync(id)).Value.Stage);

        var barred = await ground.FileAsync(null, null, second);
        Assert.Equal("cases.repair-barred", CodeOf(barred));
        Assert.Contains("2027-09-10", barred.Refusals[0].Message, StringComparison.Ordinal);
        Assert.Contains(await ground.ToldAsync(), text => text.Contains("2027-09-10之前不受理", StringComparison.Ordinal));
        Assert.Empty(await ground.VerifyAsync());
    }

    [Fact]
    public async Task A_granted_repair_stands_and_the_notice_says_so()
    {
        var id = await ground.AcceptedAsync();
        _ = (await ground.GrantAsync(id)).Value;

        Assert.Equal("granted", (await NoteAsync(id)).Value.Stage);

        Assert.Equal("repaired", await ground.StateAsync());
        Assert.Null(await platform.SeeAsync(ground.Record));
        Assert.Contains(await ground.ToldAsync(), text => text.Contains("不因此自动恢复公示", StringComparison.Ordinal));
        Assert.Equal("cases.falsehood-already-noted", CodeOf(await NoteAsync(id)));
        Assert.Empty(await ground.VerifyAsync());
    }

    [Fact]
    public async Task It_takes_the_determining_body_and_evidence()
    {
        var id = await ground.FiledAsync();
        var operators = await platform.AppointAsync("operator", Role.Operator);

        Assert.Equal("procedures.not-your-step", CodeOf(await NoteAsync(id, operators)));
        Assert.Equal("procedures.no-case", CodeOf(await NoteAsync(id, await platform.StrangerAsync())));
        Assert.Equal("cases.falsehood-no-evidence", CodeOf(await platform.Get<NoteFalseMaterials>().RunAsync(new(id, "理由", []), platform.Reviewer, default)));
    }

    [Theory]
    [InlineData("update cases.repair_bar set until = until + 365", "cases.bar-foreign")]
    [InlineData("delete from cases.repair_bar", "cases.bar-missing")]
    [InlineData("update cases.repair_bar set subject_id = gen_random_uuid()", "cases.bar-foreign")]
    public async Task A_changed_bar_is_named(string sql, string code)
    {
        _ = (await NoteAsync(await ground.FiledAsync())).Value;
        await using (var connection = await platform.Database.Owner.OpenConnectionAsync())
        {
            await connection.ExecuteAsync(sql);
        }

        Assert.Contains(code, await ground.VerifyAsync());
    }

    [Fact]
    public async Task A_proxy_is_sealed_counted_and_seen_behind_many_subjects_only()
    {
        List<RepairGround> others = [await RepairGround.MakeAsync(platform, 2), await RepairGround.MakeAsync(platform, 3)];
        await platform.SetTodayAsync(Earliest);
        var proxy = new RepairProxies.Given("代某某", "990100199003070019", "138 0000 1234", ProxyRelation.Other);
        var valid = proxy with { Number = Valid() };
        var operators = await platform.AppointAsync("operator", Role.Operator);

        Assert.Equal(["cases.proxy-number"], (await ground.FileAsync(null, proxy with { Number = "12345" })).Refusals.Select(r => r.Code));
        Assert.Equal(["cases.proxy-name", "cases.proxy-phone"], (await ground.FileAsync(null, valid with { Name = "某", Phone = "110" })).Refusals.Select(r => r.Code));
        var id = (await ground.FileAsync(null, valid)).Value.Single().Case;
        Assert.Equal(ProxyRelation.Other, (await platform.Get<RepairReader>().FindAsync(id, platform.Reviewer, default)).Value.Relation);
        Assert.Empty(await platform.Get<RepairProxies>().PatternsAsync(operators, default));
        foreach (var other in others)
        {
            _ = (await other.FileAsync(null, valid)).Value;
        }

        var patterns = await platform.Get<RepairProxies>().PatternsAsync(operators, default);

        Assert.Equal([("代办人", 3), ("联系电话", 3)], patterns.Select(p => (p.Kind, p.Subjects)).Order());
        Assert.Empty(await platform.Get<RepairProxies>().PatternsAsync(platform.Reviewer, default));
        var dump = await WholeDump.TakeAsync(platform.Database);
        Assert.DoesNotContain(dump, table => table.Text.Contains("13800001234", StringComparison.Ordinal) || table.Text.Contains("代某某", StringComparison.Ordinal)
            || table.Text.Contains(valid.Number, StringComparison.Ordinal));
        Assert.Empty(await ground.VerifyAsync());
        await using (var connection = await platform.Database.Owner.OpenConnectionAsync())
        {
            await connection.ExecuteAsync("update cases.repair_proxy set person = gen_random_uuid()");
        }

        Assert.Contains("cases.proxy-foreign", await ground.VerifyAsync());
    }

    [Fact]
    public async Task Nobody_files_for_strangers_by_the_dozen()
    {
        var proxy = new RepairProxies.Given("代某某", Valid(), "13800001234", ProxyRelation.Other);
        List<RecordId> records = [ground.Record];
        for (var i = 0; i < 10; i++)
        {
            records.Add(await ground.AnotherAsync(500 + i));
        }

        await platform.SetTodayAsync(Earliest);
        Assert.Equal(10, (await ground.FileAsync(null, proxy, [.. records])).Value.Count);
        var last = (await platform.Get<RepairOutlooks>().OfSubjectAsync(ground.Subject, default)).Values.Single(r => r.OpenCase is null);

        Assert.Equal("cases.repair-proxy-limit", CodeOf(await ground.FileAsync(null, proxy, last.Id)));
        Assert.False((await ground.FileAsync(null, null, last.Id)).IsRefused);   // oneself: as many as one likes
    }

    private async Task<Result<Model.Procedures.CaseFile>> NoteAsync(CaseId id, Caller? caller = null) => await platform.Get<NoteFalseMaterials>().RunAsync(
        new(id, "出具单位函复：该缴款凭证系伪造。", await ground.PapersAsync("复函.pdf")), caller ?? platform.Reviewer, default);

    private static string Valid() => TableFile.PersonNumber(31);
}
