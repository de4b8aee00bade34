using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.People.SigningIn;

namespace Xinheng.Platform.People;

/// <summary>Opens an account for one person of one organisation; without a given password, one is made and shown once.</summary>
public sealed class AppointAccount(Journal.Journal journal, Holders holders, Clock clock)
{
    /// <param name="Organisation">Null for the platform's own staff.</param>
    /// <param name="Holder">The person it is for; without one it can be neither maker nor reviewer.</param>
    public sealed record Command(string Name, string? Organisation, string? Password, AccountHolder? Holder = null);

    public sealed record Appointed(AccountId Id, string Name, string? OneTimePassword);

    public async Task<Result<Appointed>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        if (Problems(command, caller) is { Count: > 0 } problems)
        {
            return Result<Appointed>.Refuse(problems);
        }

        await using var work = await journal.OpenAsync(caller.Actor, Power.AppointAccount, ct);
        if (await ElsewhereAsync(work, command, caller, ct) is { } refusal)
        {
            return refusal;
        }

        var holder = command.Holder is { } person ? await holders.OfAsync(work, person, ct) : (Guid?)null;
        var made = command.Password is null ? OneTimePassword.Make() : null;
        var password = PasswordHash.Of(command.Password ?? made!);
        DateTimeOffset? lapses = made is null ? null : work.At + OneTimePassword.Lifetime;
        var id = new AccountId(clock.NewId());
        var rows = await work.ExecuteAsync("""
            insert into people.account (id, name, organisation, holder, password, password_entry, password_lapses_at, stamp, entry, created_at)
            values (@id, @Name, @Organisation, @holder, @password, @entry, @lapses, @stamp, @entry, @At)
            on conflict (name) do nothing
            """, new
        {
            id = id.Value, command.Name, command.Organisation, holder, password, lapses, stamp = clock.NewId(), entry = work.Entry.Value, work.At,
        }, ct);
        if (rows == 0)
        {
            return Refusal.Conflict("people.account-exists", $"账户名 {command.Name} 已被使用，请换一个。");
        }

        work.Tell(new
        {
            account = id.Value, organisation = command.Organisation, holder,
            password = PasswordHash.Digest(password), lapses = lapses?.ToUnixTimeSeconds(),
        });
        await work.CommitAsync(ct);
        return new Appointed(id, command.Name, made);
    }

    private static async Task<Refusal?> ElsewhereAsync(Journal.Work work, Command command, Caller caller, CancellationToken ct) =>
        await Managing.CoversAsync(work, caller, command.Organisation, ct)
            && (command.Organisation is not { } code
                || await work.FindAsync<string>("select code from people.organisation where code = @code", new { code }, ct) is not null) ? null
        : command.Organisation is { } unknown ? Managing.NoOrganisation(unknown)
        : Refusal.Forbidden("people.platform-staff", "平台本身的账户只能由全平台的管理员开立。区域管理员请写明账户所属的单位。");

    private static List<Refusal> Problems(Command command, Caller caller)
    {
        List<Refusal> problems = [];
        if (Managing.Refuse(caller, "开立账户") is { } refusal)
        {
            problems.Add(refusal);
        }

        if (command.Holder is { } holder && Holders.Check(holder) is { } unnamed)
        {
            problems.Add(unnamed);
        }

        if (command.Name.Length is < 3 or > 40 || !command.Name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_'))
        {
            problems.Add(Refusal.Invalid("people.account-name", "账户名为 3 到 40 个英文字母、数字或 . - _。", "name"));
        }

        if (command.Password is { } password)
        {
            problems.AddRange(PasswordRules.Problems(password, command.Name, command.Organisation));
        }

        return problems;
    }
}
