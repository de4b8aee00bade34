using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;

namespace Xinheng.Platform.People.Machines;

/// <summary>From now on an organisation must sign what it hands in, by whichever way it comes; or no longer has to.</summary>
public sealed class RequireSignature(Journal.Journal journal)
{
    public sealed record Command(string Organisation, bool Required);

    public async Task<Result<Done>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        if (Managing.Refuse(caller, "规定报送须签名") is { } forbidden)
        {
            return forbidden;
        }

        await using var work = await journal.OpenAsync(caller.Actor, Power.RequireSignature, ct);
        if (await work.FindAsync<string>("select code from people.organisation where code = @Organisation for update", command, ct) is null
            || !await Managing.CoversAsync(work, caller, command.Organisation, ct))
        {
            return Managing.NoOrganisation(command.Organisation);
        }

        await work.ExecuteAsync("""
            insert into people.signature_rule (organisation, required, entry, decided_at) values (@Organisation, @Required, @entry, @At)
                on conflict (organisation) do update set required = @Required, entry = @entry, decided_at = @At
            """, new { command.Organisation, command.Required, entry = work.Entry.Value, work.At }, ct);
        work.Tell(new { organisation = command.Organisation, required = command.Required });
        await work.CommitAsync(ct);
        return default(Done);
    }
}
