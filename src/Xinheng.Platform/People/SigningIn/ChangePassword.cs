using System.Net;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.People.SigningIn;

/// <summary>Somebody chooses another password for their own account, proving the old one; they stay signed in here and nowhere else.</summary>
public sealed class ChangePassword(Journal.Journal journal, SignIn signIn, SignInBrakes brakes, Clock clock)
{
    /// <param name="Session">The one that asks, which lives on.</param>
    public sealed record Command(string Old, string New, Guid Session);

    /// <param name="Wait">How long nothing can be tried again; zero unless too much was tried.</param>
    public sealed record Changed(Result<Done> Answer, TimeSpan Wait);

    public async Task<Changed> RunAsync(Command command, Caller caller, IPAddress address, CancellationToken ct)
    {
        if (caller.Actor.Account is not { } account)
        {
            return new(FactorTable.NotAnAccount, TimeSpan.Zero);
        }

        if (Problems(command, caller.Actor) is { Count: > 0 } problems)
        {
            return new(Result<Done>.Refuse(problems), TimeSpan.Zero);
        }

        // As at the entrance, and counted there: whoever sits down at another's desk guesses no more often than a stranger.
        var proved = await signIn.RunAsync(caller.Actor.Name, command.Old, address, ct);
        if (proved.Answer.IsRefused)
        {
            var refusal = proved.Answer.Refusals[0];
            return new(refusal.Code == "people.sign-in-failed"
                ? Refusal.Invalid("people.old-password-wrong", "现在的口令不对。忘记了，请找平台管理员重设。", "old")
                : refusal, proved.Wait);
        }

        await using var work = await journal.OpenAsync(caller.Actor, Power.ChangePassword, ct);
        var password = PasswordHash.Of(command.New);
        var replaces = await work.FindAsync<Guid>("select password_entry from people.account where id = @account for update", new { account = account.Value }, ct);
        await work.ExecuteAsync("""
            update people.account set password = @password, password_entry = @entry, password_lapses_at = null, stamp = @stamp where id = @account;
            update people.session set ended_at = @At where account = @account and ended_at is null and id <> @Session;
            update people.session set stamp = @stamp where account = @account and ended_at is null and id = @Session
            """, new { account = account.Value, password, entry = work.Entry.Value, stamp = clock.NewId(), work.At, command.Session }, ct);
        work.Tell(new { account = account.Value, password = PasswordHash.Digest(password), replaces });
        await work.CommitAsync(ct);
        await brakes.SucceededAsync(caller.Actor.Name, address, ct);
        return new(default(Done), TimeSpan.Zero);
    }

    private static List<Refusal> Problems(Command command, Actor actor)
    {
        List<Refusal> problems = [.. PasswordRules.Problems(command.New, actor.Name, actor.Organisation).Select(r => r with { Field = "new" })];
        if (command.New == command.Old)
        {
            problems.Add(Refusal.Invalid("people.password-same", "新口令与现在的相同。请另选一个。", "new"));
        }

        return problems;
    }
}
