using System.Security.Cryptography;
using System.Text;
using Dapper;
using Xinheng.Model.Foundation;
using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.People.SigningIn;

/// <summary>Ten codes on paper for the day the phone is lost: kept as digests, each good once.</summary>
public sealed class RecoveryCodes(Database database, Clock clock)
{
    public const int HowMany = 10;

    // No i, l, o and u: what is read from paper is read right.
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    private const int Length = 16;

    public static string Make()
    {
        var characters = RandomNumberGenerator.GetItems<char>(Alphabet, Length);
        return string.Join('-', characters.Chunk(4).Select(four => new string(four)));
    }

    /// <summary>80 random bits need no slow hash; the account is in it so that equal codes would not look equal.</summary>
    public static byte[] Digest(AccountId account, string code)
    {
        var plain = string.Concat(code.ToLowerInvariant().Where(char.IsAsciiLetterOrDigit)).Replace('o', '0').Replace('i', '1').Replace('l', '1');
        return SHA256.HashData(Encoding.ASCII.GetBytes($"recovery|{account.Value:N}|{plain}"));
    }

    /// <summary>Takes the code; false when there is none such, or it was taken before.</summary>
    public async Task<bool> UseAsync(AccountId account, string code, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return await connection.ExecuteAsync(new CommandDefinition("""
            update people.recovery_code set used_at = @now where account = @account and digest = @digest and used_at is null
            """, new { account = account.Value, digest = Digest(account, code), now = clock.Now }, cancellationToken: ct)) == 1;
    }
}
