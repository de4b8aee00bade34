using System.Net;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.Subjects.Proofing;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.People.Binding;
using Xinheng.Platform.People.SigningIn;

namespace Xinheng.Platform.Subjects.Proofing;

/// <summary>
/// Opens one's own account with the code from the counter. Guesses are counted like guesses at passwords, and what is
/// wrong about a code is never said.
/// </summary>
public sealed class EnrolSubject(Journal.Journal journal, SubjectAccounts accounts, SignInBrakes brakes, Clock clock)
{
    private static readonly Refusal Wrong = Refusal.Invalid("subjects.enrolment-code",
        "登记码不对、已经用过，或者已过 24 小时。请对照纸条核对；仍然不行的，请带证件再到窗口核实一次。", "code");

    /// <param name="Code">As typed.</param>
    public sealed record Command(string Code, string Name, string Password);

    /// <param name="Wait">How long nothing can be tried again; zero unless too much was tried.</param>
    public sealed record Attempted(Result<AccountId> Answer, TimeSpan Wait);

    public async Task<Attempted> RunAsync(Command command, IPAddress address, CancellationToken ct)
    {
        var name = command.Name.Trim();
        var problems = AccountName.Problems(name).Concat(PasswordRules.Problems(command.Password, name)).ToList();
        if (problems.Count > 0)
        {
            return new Attempted(Result<AccountId>.Refuse(problems), TimeSpan.Zero);
        }

        var guess = $"enrol {command.Code}";
        if (await brakes.AttemptAsync(guess, address, ct) is { Ticks: > 0 } wait)
        {
            return new Attempted(Refusal.TooMuch("subjects.enrolment-wait",
                $"登记码不对的次数太多。请等待约 {Math.Ceiling(wait.TotalMinutes):0} 分钟再试。"), wait);
        }

        var opened = EnrolmentCode.Read(command.Code) is { } code ? await OpenAsync(code, name, command.Password, ct) : Wrong;
        if (!opened.IsRefused)
        {
            await brakes.SucceededAsync(guess, address, ct);
        }

        return new Attempted(opened, TimeSpan.Zero);
    }

    private async Task<Result<AccountId>> OpenAsync(string code, string name, string password, CancellationToken ct)
    {
        var account = new AccountId(clock.NewId());
        await using var work = await journal.OpenAsync(new Actor(ActorKind.Subject, account, name, null), Power.EnrolSubject, ct);
        if (await Enrolments.TakeAsync(work, code, ct) is not { } enrolment)
        {
            return Wrong;
        }

        if (await accounts.OpenAsync(work, enrolment, account, name, password, ct) is not { } opened)
        {
            return Refusal.Conflict("people.account-exists", $"账户名 {name} 已被使用，请换一个。登记码仍然有效。") with { Field = "name" };
        }

        work.Tell(new
        {
            account = opened.Account, organisation = (string?)null, holder = enrolment.Holder, role = opened.Role.ToString(),
            enterprise = opened.Code, enrolment = enrolment.Id, binding = opened.Commitment, password = opened.Password, replaced = opened.Replaced,
        });
        await work.CommitAsync(ct);
        return account;
    }
}
