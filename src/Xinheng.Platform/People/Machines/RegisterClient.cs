using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Model.People.Machines;

namespace Xinheng.Platform.People.Machines;

/// <summary>Makes a department's system known by its public key, and says what it may do. The private key is refused.</summary>
public sealed class RegisterClient(Journal.Journal journal)
{
    /// <param name="Id">The name the system signs in by.</param>
    /// <param name="Organisation">Whose system it is; registered already.</param>
    /// <param name="PublicKey">PEM, P-256 or RSA.</param>
    /// <param name="Scopes">Null: everything its organisation hands in.</param>
    /// <param name="Until">When the key ends by itself; null: never.</param>
    public sealed record Command(
        string Id, string Organisation, string PublicKey, IReadOnlyList<ClientScope>? Scopes = null, DateTimeOffset? Until = null);

    private sealed record Known(string Organisation, string Scope, bool Ended, bool HasKey);

    /// <summary>True when it is new; the same again changes nothing.</summary>
    public async Task<Result<bool>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        var read = ClientKey.FromPem(command.PublicKey);
        if (Problems(command, caller, read) is { Count: > 0 } problems)
        {
            return Result<bool>.Refuse(problems);
        }

        await using var work = await journal.OpenAsync(caller.Actor, Power.RegisterClient, ct);
        var (key, scope) = (read.Value, ClientScope.Write(command.Scopes ?? [ClientScope.SubmitAll]));
        if (await work.FindAsync<string>("select code from people.organisation where code = @Organisation", command, ct) is null
            || !await Managing.CoversAsync(work, caller, command.Organisation, ct))
        {
            return Managing.NoOrganisation(command.Organisation);
        }

        var rows = await work.ExecuteAsync("""
            insert into people.client (id, organisation, scope, scope_entry, entry, created_at)
            values (@Id, @Organisation, @scope, @entry, @entry, @At)
            on conflict (id) do nothing
            """, new { command.Id, command.Organisation, scope, entry = work.Entry.Value, work.At }, ct);
        if (rows == 0)
        {
            return await AgainAsync(work, command, key, ct);
        }

        var period = new KeyPeriod(work.At, command.Until?.ToUniversalTime());
        if (await KeyTable.InsertAsync(work, command.Id, key, period, ct) is { } refusal)
        {
            return refusal;
        }

        work.Tell(new
        {
            client = command.Id, organisation = command.Organisation, scope,
            key = key.Id, digest = key.Digest.ToString(), from = period.From, until = period.Until,
        });
        await work.CommitAsync(ct);
        return true;
    }

    /// <summary>Whether a text may name a client: what is not shaped so is not even looked up.</summary>
    public static bool IsName(string text) =>
        text.Length is >= 3 and <= 60 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_');

    private static async Task<Result<bool>> AgainAsync(Journal.Work work, Command command, ClientKey key, CancellationToken ct)
    {
        var known = (await work.FindAsync<Known>("""
            select organisation, scope, ended_at is not null as Ended,
                   exists (select from people.client_key k where k.id = @key and k.client = c.id) as HasKey
              from people.client c where id = @Id
            """, new { command.Id, key = key.Id }, ct))!;
        return known.Ended ? KeyTable.Ended(command.Id)
            : known.HasKey && known.Organisation == command.Organisation
                && (command.Scopes is null || ClientScope.Write(command.Scopes) == known.Scope) ? false
            : Refusal.Conflict("people.client-exists",
                $"接口账户 {command.Id} 已经登记，单位、密钥或授权范围与此不同。增加密钥请用 client key add，改授权范围请用 client scope。");
    }

    private static List<Refusal> Problems(Command command, Caller caller, Result<ClientKey> key)
    {
        List<Refusal> problems = [];
        if (Managing.Refuse(caller, "登记接口密钥") is { } forbidden)
        {
            problems.Add(forbidden);
        }

        if (!IsName(command.Id))
        {
            problems.Add(Refusal.Invalid("people.client-name", "接口账户名为 3 到 60 个英文字母、数字或 . - _。", "id"));
        }

        problems.AddRange(key.Refusals);
        return problems;
    }
}
