using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;

namespace Xinheng.Platform.People;

/// <summary>Makes an authority known, so that it can hand in and be named as a source.</summary>
public sealed class RegisterOrganisation(Journal.Journal journal)
{
    /// <param name="Code">Unified social credit code, already checked.</param>
    /// <param name="Region">Division code of its jurisdiction.</param>
    public sealed record Command(string Code, string Name, string Region, OrganisationKind Kind = OrganisationKind.Provider);

    /// <summary>True when it is new; the same again changes nothing.</summary>
    public async Task<Result<bool>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        if (Managing.Refuse(caller, "登记单位") is { } forbidden)
        {
            return forbidden;
        }

        var read = Region.Parse(command.Region);
        if (!read.TryGet(out var region))
        {
            return Result<bool>.Refuse(read.Refusals);
        }

        if (!caller.May(Permission.ManageAccounts, new Target(command.Code, region.Code)))
        {
            return Refusal.Forbidden("people.wider-than-own", $"区划 {region} 不在您管理的区域，请那里的平台管理员登记。");
        }

        await using var work = await journal.OpenAsync(caller.Actor, Power.RegisterOrganisation, ct);
        var rows = await work.ExecuteAsync("""
            insert into people.organisation (code, name, region, kind, entry, created_at)
            values (@Code, @Name, @Region, @kind, @entry, @At)
            on conflict (code) do nothing
            """, new { command.Code, command.Name, command.Region, kind = command.Kind.ToString(), entry = work.Entry.Value, work.At }, ct);
        if (rows == 0)
        {
            return false;
        }

        work.Tell(new { organisation = command.Code, name = command.Name, region = command.Region, kind = command.Kind.ToString() });
        await work.CommitAsync(ct);
        return true;
    }
}
