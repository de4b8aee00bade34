using System.Security.Cryptography;
using Dapper;
using Xinheng.Model.Journal;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Records;
using Xinheng.Testing;

namespace Xinheng.Platform.Tests.Records;

public sealed class StoredTreeTests : IAsyncLifetime
{
    private const int BlockLeaves = 1024;

    private Database database = null!;

    public async ValueTask InitializeAsync() => database = await TestDatabase.CreateAsync();

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(1023)]
    [InlineData(1024)]
    [InlineData(1025)]
    [InlineData(2051)]
    [InlineData(4096)]
    [InlineData(5000)]
    public async Task Every_leaf_is_proved_from_its_block_the_last_one_and_the_roots_of_the_others(int leaves)
    {
        var commitments = RandomNumberGenerator.GetBytes(leaves * Hash256.Length);
        var hashes = Enumerable.Range(0, leaves)
            .Select(i => MerkleTree.LeafHash(new Hash256(commitments.AsSpan(i * Hash256.Length, Hash256.Length)))).ToList();
        var root = MerkleTree.Root(hashes);
        var entry = Guid.NewGuid();
        await using var connection = await database.Owner.OpenConnectionAsync();
        await StoreAsync(connection, entry, commitments, hashes, root);

        foreach (var leaf in new[] { 0, 1, leaves / 3, 1023, 1024, leaves - 2, leaves - 1 }.Where(i => i >= 0 && i < leaves))
        {
            var proof = await StoredTree.ProveAsync(connection, entry, leaf, default);
            Assert.True(proof.Holds(hashes[leaf], root), $"{leaf} of {leaves}");
            Assert.Equal(InclusionProof.Of(hashes, leaf).Path, proof.Path);
        }
    }

    private static async Task StoreAsync(Npgsql.NpgsqlConnection connection, Guid entry, byte[] commitments, List<Hash256> hashes, Hash256 root)
    {
        await connection.ExecuteAsync("insert into records.entry_tree (entry, leaves, root) values (@entry, @leaves, @root)",
            new { entry, leaves = hashes.Count, root = root.ToArray() });
        for (var from = 0; from < hashes.Count; from += BlockLeaves)
        {
            var to = Math.Min(from + BlockLeaves, hashes.Count);
            await connection.ExecuteAsync("insert into records.tree_block (entry, no, leaves, root) values (@entry, @no, @leaves, @root)",
                new
                {
                    entry, no = from / BlockLeaves, leaves = commitments[(from * Hash256.Length)..(to * Hash256.Length)],
                    root = MerkleTree.Root(hashes[from..to]).ToArray(),
                });
        }
    }
}
