using Dapper;
using Xinheng.Model.People;
using Xinheng.Platform.Journal;
using Xinheng.Platform.People.SigningIn;
using Xinheng.Testing;

namespace Xinheng.Platform.Tests.People.SigningIn;

/// <summary>Whoever writes into the tables by hand gets in, and is found.</summary>
public sealed class FactorsVerificationTests
{
    [Theory]
    [InlineData("select 1", null)]
    [InlineData("update people.account set password = (select password from people.account where name = 'maker') where name = 'reviewer'", "people.password-foreign")]
    [InlineData("update people.account set password_lapses_at = null where name = 'third'", "people.password-foreign")]
    [InlineData("update people.account a set password_entry = entry where name = 'third'", "people.password-foreign")]
    [InlineData("update people.factor set account = (select id from people.account where name = 'reviewer') where ended_at is null", "people.factor-foreign")]
    [InlineData("update people.factor set public_key = '\\x01' where kind = 'passkey'", "people.factor-foreign")]
    [InlineData("delete from people.factor where kind = 'passkey'", "people.factor-missing")]
    [InlineData("update people.factor set ended_at = now(), ended_in = entry where kind = 'passkey'", "people.factor-end-foreign")]
    [InlineData("update people.factor set ended_at = null, ended_in = null, secret = 'x' where ended_at is not null", "people.factor-foreign people.factor-end-missing")]
    [InlineData("update people.recovery_code set digest = '\\x01' where digest = (select min(digest) from people.recovery_code)", "people.codes-foreign")]
    [InlineData("insert into people.recovery_code (account, digest, entry) select id, '\\x01', entry from people.account where name = 'reviewer'", "people.codes-foreign")]
    public async Task What_is_put_into_the_tables_by_SQL_is_found(string sql, string? codes)
    {
        await using var platform = await TestPlatform.CreateAsync();
        var ended = await Phone.PairAsync(platform, platform.Maker);
        _ = await Phone.PairAsync(platform, platform.Maker);
        _ = (await platform.Get<EndFactor>().RunAsync(new("maker", ended.Factor), platform.Maker, default)).Value;
        _ = (await platform.Get<AddPasskey>().RunAsync(new("电脑", [7, 7], [8, 8], 0, ["internal"], true, false), platform.Maker, default)).Value;
        _ = (await platform.Get<RenewRecoveryCodes>().RunAsync(platform.Maker, default)).Value;
        _ = (await platform.Get<RenewRecoveryCodes>().RunAsync(platform.Maker, default)).Value;
        _ = await platform.AppointAsync("third", Role.Auditor);
        _ = (await platform.Get<ResetPassword>().RunAsync(new("third"), Caller.TheProgram, default)).Value;
        await using (var connection = await platform.Database.Owner.OpenConnectionAsync())
        {
            Assert.NotEqual(0, await connection.ExecuteAsync(sql));
        }

        await platform.Get<Sealer>().SealAsync(default);
        var report = (await platform.Get<Verify>().RunAsync(null, default)).Value;

        Assert.Equal(codes?.Split(' ') ?? [], report.Findings.Select(f => f.Code).Distinct());
    }

    [Fact]
    public async Task The_log_names_no_password_secret_or_code()
    {
        await using var platform = await TestPlatform.CreateAsync();
        var phone = await Phone.PairAsync(platform, platform.Maker);
        var codes = (await platform.Get<RenewRecoveryCodes>().RunAsync(platform.Maker, default)).Value;
        var reset = (await platform.Get<ResetPassword>().RunAsync(new("maker"), Caller.TheProgram, default)).Value;

        await using var connection = await platform.Database.Owner.OpenConnectionAsync();
        var log = string.Concat(await connection.QueryAsync<string>("select content::text from journal.entry"));
        Assert.Contains("people.reset-password", log, StringComparison.Ordinal);
        Assert.DoesNotContain(reset.OneTimePassword, log, StringComparison.Ordinal);
        Assert.DoesNotContain("pbkdf2", log, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToBase64String(phone.Secret), log, StringComparison.Ordinal);
        Assert.All(codes, code => Assert.DoesNotContain(code, log, StringComparison.Ordinal));
    }
}
