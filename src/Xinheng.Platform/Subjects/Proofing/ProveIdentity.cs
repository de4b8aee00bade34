using System.Security.Cryptography;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Model.Subjects.Proofing;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.People;
using Xinheng.Platform.People.Binding;

namespace Xinheng.Platform.Subjects.Proofing;

/// <summary>
/// Establishes who somebody is and makes the code with which that person opens their own account. Nobody proves
/// themselves; that a member of staff was proved is noted.
/// </summary>
public sealed class ProveIdentity(
    Journal.Journal journal, ClaimChecks checks, IEnumerable<IIdentityProofing> proofings, KnownSubjects subjects, Holders holders, Clock clock)
{
    public sealed record Command(Presented Presented, ProofMethod Method = ProofMethod.Counter);

    /// <param name="Code">As it is handed over, in groups; it is shown once.</param>
    /// <param name="IsStaff">The same person has an account as staff, which the log now says.</param>
    public sealed record Proved(string Code, DateTimeOffset Until, bool IsNewSubject, bool IsStaff);

    public async Task<Result<Proved>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        if (!caller.May(Permission.ProveIdentity, caller.Actor.Organisation))
        {
            return Refusal.Forbidden("subjects.not-clerk", "核实身份需要窗口工作人员角色。");
        }

        var read = checks.Check(command.Presented.Claim);
        var proved = await proofings.Single(p => p.Method == command.Method).ProveAsync(command.Presented, ct);
        if (!read.TryGet(out var claim) || proved.IsRefused)
        {
            return Result<Proved>.Refuse([.. read.Refusals, .. proved.Refusals]);
        }

        await using var work = await journal.OpenAsync(caller.Actor, Power.ProveIdentity, ct);
        var known = await holders.FindAsync(work, claim.Number, ct);
        if (known is { } person && caller.Actor.Account is { } clerk && await Holders.IsBehindAsync(work, person, clerk, ct))
        {
            return Refusal.Forbidden("subjects.own-proof", "不能给自己核实身份。请另一位窗口工作人员办理。");
        }

        var isStaff = known is { } holder && await Holders.HasStaffAccountAsync(work, holder, ct);
        return claim.Enterprise is null
            ? await CitizenAsync(work, claim, command.Method, isStaff ? known : null, ct)
            : await EnterpriseAsync(work, claim, command.Method, isStaff ? known : null, ct);
    }

    private async Task<Result<Proved>> CitizenAsync(Journal.Work work, CheckedClaim claim, ProofMethod method, Guid? staff, CancellationToken ct)
    {
        if (await subjects.CitizenAsync(work, claim, ct) is not var (subject, isNew))
        {
            return Refusal.Conflict("subjects.name-differs",
                "姓名与平台在册的不一致。请再对照证件核对；证件无误的，先按异议更正在册的姓名，再来登记。");
        }

        return await KeepAsync(work, new Enrolment(clock.NewId(), Role.Citizen, subject, null, null, null, method.ToString()), isNew, staff, ct);
    }

    private async Task<Result<Proved>> EnterpriseAsync(Journal.Work work, CheckedClaim claim, ProofMethod method, Guid? staff, CancellationToken ct)
    {
        var enterprise = claim.Enterprise!;
        if (await KnownSubjects.EnterpriseAsync(work, enterprise.Code, enterprise.Name, ct) is not { } subject)
        {
            return Refusal.Conflict("subjects.enterprise-unknown",
                $"平台没有代码为 {enterprise.Code}、名称为“{enterprise.Name}”的单位。请对照营业执照核对；无误的，是登记信息还没有报送，请过几天再来。");
        }

        var agent = await holders.OfAsync(work, new AccountHolder(claim.Name, claim.Number), ct);
        return await KeepAsync(work, new Enrolment(
            clock.NewId(), Role.EnterpriseUser, subject, enterprise.Code, agent, enterprise.Paper.ToString(), method.ToString()), false, staff, ct);
    }

    private static async Task<Result<Proved>> KeepAsync(Journal.Work work, Enrolment enrolment, bool isNew, Guid? staff, CancellationToken ct)
    {
        var code = RandomNumberGenerator.GetString(EnrolmentCode.Alphabet, EnrolmentCode.Length);
        var until = work.At + EnrolmentCode.Lifetime;
        await Enrolments.KeepAsync(work, enrolment, code, until, ct);
        work.Tell(new
        {
            enrolment = enrolment.Id, role = enrolment.Role.ToString(), enterprise = enrolment.Code, holder = enrolment.Holder,
            paper = enrolment.Paper, method = enrolment.Method, registered = isNew, staff,
        });
        await work.CommitAsync(ct);
        return new Proved(EnrolmentCode.Written(code), until, isNew, staff is not null);
    }
}
