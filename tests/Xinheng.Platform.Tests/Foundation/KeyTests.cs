using System.Security.Cryptography;
using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.Tests.Foundation;

public sealed class KeyTests : IDisposable
{
    private readonly Place place = new();

    private static readonly int Purposes = Enum.GetValues<KeyPurpose>().Length;

    private KeyRing Ring => new(place.Options);

    [Fact]
    public void Keys_are_readable_by_their_owner_only()
    {
        Ring.CreateMissing();

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(place.Options.Keys));
        var files = Directory.GetFiles(place.Options.Keys);
        Assert.Equal(Purposes, files.Length);
        Assert.All(files, f => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(f)));
    }

    [Fact]
    public void Keys_are_made_once()
    {
        Assert.Equal(Purposes, Ring.CreateMissing().Count);
        Assert.Empty(Ring.CreateMissing());
    }

    [Fact]
    public void The_newest_is_used_and_the_old_stays()
    {
        var ring = Ring;
        ring.CreateMissing();
        var first = ring.Current(KeyPurpose.Files);
        var second = ring.Rotate(KeyPurpose.Files);

        Assert.Equal(2, ring.Current(KeyPurpose.Files).Version);
        Assert.NotEqual(first.Bytes, second.Bytes);
        Assert.Equal(first.Bytes, Ring.Get(KeyPurpose.Files, 1).Bytes); // another program reads it, too
        Assert.Equal([1], ring.Versions(KeyPurpose.Signing));
    }

    [Fact]
    public void A_version_is_never_given_twice()
    {
        var ring = Ring;
        ring.CreateMissing();
        var before = ring.Get(KeyPurpose.Files, 1).Bytes;

        Assert.Throws<IOException>(() => ring.Store(KeyPurpose.Files, 1, new byte[32]));
        Assert.Equal(before, Ring.Get(KeyPurpose.Files, 1).Bytes);
    }

    [Fact]
    public void A_destroyed_key_is_gone_from_memory_and_disk()
    {
        var ring = Ring;
        ring.CreateMissing();
        ring.Rotate(KeyPurpose.Persons);
        ring.Get(KeyPurpose.Persons, 1);

        Assert.True(ring.Destroy(KeyPurpose.Persons, 1));
        Assert.False(ring.Destroy(KeyPurpose.Persons, 1));

        Assert.Equal("foundation.keys.version-missing", Assert.Throws<UnusableException>(() => ring.Get(KeyPurpose.Persons, 1)).Refusal.Code);
        Assert.Equal([2], ring.Versions(KeyPurpose.Persons));
    }

    [Fact]
    public void Without_keys_it_is_said_where_they_were_looked_for()
    {
        var missing = Assert.Throws<UnusableException>(() => Ring.Current(KeyPurpose.Signing));

        Assert.Equal("foundation.keys.missing", missing.Refusal.Code);
        Assert.Contains(place.Options.Keys, missing.Refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void From_escrow_every_key_comes_back_as_it_was()
    {
        Ring.CreateMissing();
        Ring.Rotate(KeyPurpose.Signing);
        var before = All(Ring);
        var escrow = new KeyEscrow(Ring).Seal("a long passphrase");
        Directory.Delete(place.Options.Keys, recursive: true);

        Assert.Equal(Purposes + 1, new KeyEscrow(Ring).Open(escrow, "a long passphrase").Value);
        Assert.Equal(before, All(Ring));
        Assert.Equal(0, new KeyEscrow(Ring).Open(escrow, "a long passphrase").Value);
    }

    [Fact]
    public void A_wrong_passphrase_or_a_damaged_escrow_puts_nothing_back()
    {
        Ring.CreateMissing();
        var escrow = new KeyEscrow(Ring).Seal("a long passphrase");
        Directory.Delete(place.Options.Keys, recursive: true);
        var damaged = escrow.ToArray();
        damaged[^1] ^= 1;

        Assert.Equal("foundation.escrow.wrong-passphrase", Assert.Single(new KeyEscrow(Ring).Open(escrow, "another").Refusals).Code);
        Assert.Equal("foundation.escrow.wrong-passphrase", Assert.Single(new KeyEscrow(Ring).Open(damaged, "a long passphrase").Refusals).Code);
        Assert.Equal("foundation.escrow.unreadable", Assert.Single(new KeyEscrow(Ring).Open([1, 2, 3], "a long passphrase").Refusals).Code);
        Assert.Empty(All(Ring));
    }

    [Fact]
    public void Escrow_does_not_pass_over_other_keys_of_the_same_number_in_silence()
    {
        Ring.CreateMissing();
        var escrow = new KeyEscrow(Ring).Seal("a long passphrase");
        Directory.Delete(place.Options.Keys, recursive: true);
        Ring.CreateMissing();

        Assert.Equal("foundation.escrow.other-keys", Assert.Single(new KeyEscrow(Ring).Open(escrow, "a long passphrase").Refusals).Code);
    }

    [Fact]
    public void A_signing_key_signs()
    {
        Ring.CreateMissing();
        using var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(Ring.Current(KeyPurpose.Signing).Bytes, out _);
        byte[] said = [1, 2, 3];

        Assert.True(key.VerifyData(said, key.SignData(said, HashAlgorithmName.SHA256), HashAlgorithmName.SHA256));
    }

    public void Dispose() => place.Dispose();

    private static List<string> All(KeyRing ring) =>
    [
        .. from purpose in Enum.GetValues<KeyPurpose>()
           from version in ring.Versions(purpose)
           select $"{purpose} {version} {Convert.ToHexString(ring.Get(purpose, version).Bytes)}",
    ];
}
