using System.Security.Cryptography;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;

namespace Xinheng.Platform.People;

/// <summary>Makes a department's system known by its public key. The private one never comes here, and is refused when it does.</summary>
public sealed class RegisterClient(Journal.Journal journal)
{
    private const int SmallestRsaKey = 2048;
    private const string NistP256 = "1.2.840.10045.3.1.7";

    /// <param name="Id">The name the system signs in by.</param>
    /// <param name="Organisation">Whose system it is; registered already.</param>
    /// <param name="PublicKey">PEM, P-256 or RSA.</param>
    public sealed record Command(string Id, string Organisation, string PublicKey);

    /// <summary>True when it is new; the same again changes nothing.</summary>
    public async Task<Result<bool>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        if (Problems(command, caller) is { Count: > 0 } problems)
        {
            return Result<bool>.Refuse(problems);
        }

        await using var work = await journal.OpenAsync(caller.Actor, Power.RegisterClient, ct);
        if (await work.FindAsync<string>("select code from people.organisation where code = @Organisation", command, ct) is null)
        {
            return Refusal.NotFound("people.no-organisation", $"单位 {command.Organisation} 还没有登记。请先登记单位，再登记它的接口密钥。");
        }

        var rows = await work.ExecuteAsync("""
            insert into people.client (id, organisation, public_key, entry, created_at)
            values (@Id, @Organisation, @PublicKey, @entry, @At)
            on conflict (id) do nothing
            """, new { command.Id, command.Organisation, command.PublicKey, entry = work.Entry.Value, work.At }, ct);
        if (rows == 0)
        {
            return await IsSameAsync(work, command, ct)
                ? false
                : Refusal.Conflict("people.client-exists", $"接口账户 {command.Id} 已经登记了别的密钥或单位。更换密钥请用新的账户名，再停用旧的。");
        }

        work.Tell(new { client = command.Id, organisation = command.Organisation, key = Fingerprint(command.PublicKey) });
        await work.CommitAsync(ct);
        return true;
    }

    /// <summary>Whether a text may name a client: what is not shaped so is not even looked up.</summary>
    public static bool IsName(string text) =>
        text.Length is >= 3 and <= 60 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_');

    private static async Task<bool> IsSameAsync(Journal.Work work, Command command, CancellationToken ct) =>
        await work.FindAsync<(string Organisation, string Key)>(
            "select organisation, public_key from people.client where id = @Id and revoked_at is null", command, ct)
        is var (organisation, key) && organisation == command.Organisation && key == command.PublicKey;

    private static List<Refusal> Problems(Command command, Caller caller)
    {
        List<Refusal> problems = [];
        if (!caller.May(Permission.ManageAccounts))
        {
            problems.Add(Refusal.Forbidden("people.not-administrator", "登记接口密钥需要平台管理员角色。"));
        }

        if (!IsName(command.Id))
        {
            problems.Add(Refusal.Invalid("people.client-name", "接口账户名为 3 到 60 个英文字母、数字或 . - _。", "id"));
        }

        if (command.PublicKey.Contains("PRIVATE KEY", StringComparison.Ordinal))
        {
            problems.Add(Refusal.Invalid("people.private-key-given",
                "这是私钥。私钥不要交给任何人，请改用新的密钥对，只提交以 BEGIN PUBLIC KEY 开头的公钥。", "publicKey"));
        }
        else if (!IsUsable(command.PublicKey))
        {
            problems.Add(Refusal.Invalid("people.client-key",
                $"不是可用的公钥。请提交以 BEGIN PUBLIC KEY 开头的 PEM：P-256 椭圆曲线，或至少 {SmallestRsaKey} 位的 RSA。", "publicKey"));
        }

        return problems;
    }

    private static bool IsUsable(string pem) => ReadEcdsa(pem) || ReadRsa(pem);

    private static bool ReadEcdsa(string pem)
    {
        try
        {
            using var key = ECDsa.Create();
            key.ImportFromPem(pem);
            return key.ExportParameters(false).Curve.Oid.Value == NistP256;
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            return false;
        }
    }

    private static bool ReadRsa(string pem)
    {
        try
        {
            using var key = RSA.Create();
            key.ImportFromPem(pem);
            return key.KeySize is >= SmallestRsaKey and <= 8192;
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            return false;
        }
    }

    private static string Fingerprint(string pem) =>
        Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(pem)))[..16];
}
