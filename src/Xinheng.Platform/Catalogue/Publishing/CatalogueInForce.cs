using Dapper;
using Xinheng.Model.Catalogue.Checking;
using Xinheng.Model.Foundation;
using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.Catalogue.Publishing;

/// <summary>Reads the edition in force from the database, once per edition, whichever program published it.</summary>
public sealed class CatalogueInForce(Database database, NumberChecks checks) : IDisposable
{
    private readonly SemaphoreSlim turn = new(1);
    private readonly Dictionary<int, InForce> editions = [];

    /// <summary>The newest published edition; a platform without one can do nothing and says so.</summary>
    public async Task<InForce> CurrentAsync(CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var newest = await connection.ExecuteScalarAsync<int?>(
            new CommandDefinition("select max(no) from catalogue.edition", cancellationToken: ct));
        return newest is { } no
            ? await EditionAsync(no, ct)
            : throw new UnusableException(Refusal.NotFound("catalogue.none-published", "还没有发布任何目录。请运行 xinheng catalogue load。"));
    }

    public async Task<InForce> EditionAsync(int no, CancellationToken ct)
    {
        await turn.WaitAsync(ct);
        try
        {
            if (!editions.TryGetValue(no, out var edition))
            {
                await using var connection = await database.Owner.OpenConnectionAsync(ct);
                var source = await connection.QuerySingleAsync<string>(new CommandDefinition(
                    "select source::text from catalogue.edition where no = @no", new { no }, cancellationToken: ct));
                edition = new InForce(no, PublishedPack.Load(CatalogueSource.FromJson(source), checks).Value);
                editions[no] = edition;
            }

            return edition;
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();
}
