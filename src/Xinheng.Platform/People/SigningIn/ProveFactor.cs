using System.Net;
using Dapper;
using Xinheng.Model.Foundation;
using Xinheng.Model.People.SigningIn;
using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.People.SigningIn;

/// <summary>
/// The second step: a code of the authenticator app, or one of the recovery codes. Either is good once, and wrong ones are
/// counted as wrong passwords are.
/// </summary>
public sealed class ProveFactor(Database database, SignInBrakes brakes, FactorSeals seals, RecoveryCodes recovery, Clock clock)
{
    private sealed record Row(string Name, Guid Stamp);

    private sealed record App(Guid Id, string Secret, long? LastStep);

    /// <param name="stamp">The account's stamp when the password was proven.</param>
    public async Task<SignIn.Attempted> RunAsync(AccountId account, Guid? stamp, string given, IPAddress address, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(
            "select name, stamp from people.account where id = @id and ended_in is null", new { id = account.Value }, cancellationToken: ct));
        if (row is null || (stamp is { } known && known != row.Stamp))
        {
            return new(Refusal.Forbidden("people.second-step-late", "登录的第二步要在 10 分钟内完成。请重新输入账户名和口令。"), TimeSpan.Zero);
        }

        if (await brakes.AttemptAsync(row.Name, address, ct) is { Ticks: > 0 } wait)
        {
            return SignIn.Attempted.TooOften(wait);
        }

        var code = string.Concat(given.Where(c => !char.IsWhiteSpace(c)));
        if (await WayOfAsync(connection, account, code, ct) is not { } way)
        {
            return new(Refusal.Forbidden("people.code-wrong",
                "验证码不对，或者已经用过。请输入手机上正显示的 6 位数字（用过的要等下一个），或一个没有用过的恢复码。") with
            { Field = "code" }, TimeSpan.Zero);
        }

        await brakes.SucceededAsync(row.Name, address, ct);
        return new(new SignIn.SignedIn(account, row.Name, row.Stamp) { Way = way }, TimeSpan.Zero);
    }

    private async Task<SignInWay?> WayOfAsync(Npgsql.NpgsqlConnection connection, AccountId account, string code, CancellationToken ct)
    {
        if (code.Length != OneTimeCode.Digits || !code.All(char.IsAsciiDigit))
        {
            return await recovery.UseAsync(account, code, ct) ? SignInWay.RecoveryCode : null;
        }

        foreach (var app in await connection.QueryAsync<App>(new CommandDefinition("""
            select id, secret, last_step as LastStep from people.factor
             where account = @account and kind = 'totp' and ended_at is null order by created_at
            """, new { account = account.Value }, cancellationToken: ct)))
        {
            // Two requests with one code at the same moment: the row takes the step from one of them.
            if (seals.Open(account, app.Secret) is { } secret
                && OneTimeCode.Match(secret, code, clock.Now, app.LastStep) is { } step
                && await connection.ExecuteAsync(new CommandDefinition("""
                    update people.factor set last_step = @step, used_at = @now
                     where id = @Id and ended_at is null and (last_step is null or last_step < @step)
                    """, new { app.Id, step, now = clock.Now }, cancellationToken: ct)) == 1)
            {
                return SignInWay.Code;
            }
        }

        return null;
    }
}
