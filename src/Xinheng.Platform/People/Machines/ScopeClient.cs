using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Model.People.Machines;

namespace Xinheng.Platform.People.Machines;

/// <summary>Says anew what a department's system may do. What is taken away is gone from tokens already given, too.</summary>
public sealed class ScopeClient(Journal.Journal journal)
{
    public sealed record Command(string Client, IReadOnlyList<ClientScope> Scopes);

    public async Task<Result<Done>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        if (Managing.Refuse(caller, "改定授权范围") is { } forbidden)
        {
            return forbidden;
        }

        await using var work = await journal.OpenAsync(caller.Actor, Power.ScopeClient, ct);
        if (await KeyTable.LockAsync(work, caller, command.Client, ct) is { } refusal)
        {
            return refusal;
        }

        var scope = ClientScope.Write(command.Scopes);
        await work.ExecuteAsync("update people.client set scope = @scope, scope_entry = @entry where id = @Client",
            new { scope, entry = work.Entry.Value, command.Client }, ct);
        work.Tell(new { client = command.Client, scope });
        await work.CommitAsync(ct);
        return default(Done);
    }
}
