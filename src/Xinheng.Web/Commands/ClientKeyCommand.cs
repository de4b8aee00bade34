using System.CommandLine;
using System.Globalization;
using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Platform.People.Machines;
using Xinheng.Web.Hosting;

namespace Xinheng.Web.Commands;

/// <summary>Keys of machines on the command line: a new one beside the old, then the old one's end.</summary>
internal static class ClientKeyCommand
{
    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    public static Command Create() => new("key", "接口账户的密钥：先增加新的，系统换用后再终止旧的") { Add(), End() };

    public static Option<FileInfo> KeyFile() =>
        new("--key") { Description = "公钥文件（PEM，BEGIN PUBLIC KEY）；私钥留在单位自己的系统里", Required = true };

    public static Option<string?> Time(string name, string what) => new(name) { Description = $"{what}（如 2026-07-01 或 2026-07-01T18:00:00+08:00）" };

    public static async Task<Result<string>> ReadAsync(FileInfo file, CancellationToken ct) => file.Exists
        ? await File.ReadAllTextAsync(file.FullName, ct)
        : Refusal.NotFound("people.no-key-file", $"没有找到公钥文件 {file.Name}。");

    /// <summary>A day stands for its first moment in China.</summary>
    public static Result<DateTimeOffset?> Instant(string? text) =>
        text is null ? Result<DateTimeOffset?>.Of(null)
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), China)
        : DateTimeOffset.TryParseExact(text, "yyyy-MM-dd'T'HH:mm:ssK", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            ? instant
        : Refusal.Invalid("people.key-time", $"时间“{text}”不合写法。请写 2026-07-01（当日零时）或 2026-07-01T18:00:00+08:00。");

    public static string Words(DateTime utc) =>
        ShanghaiDay.Of(new DateTimeOffset(DateTime.SpecifyKind(utc, DateTimeKind.Utc))).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static Command Add()
    {
        var client = new Argument<string>("id") { Description = "接口账户名" };
        var key = KeyFile();
        var (from, until) = (Time("--from", "何时启用；不给则即刻"), Time("--until", "何时终止；不给则用到终止它为止"));
        var command = new Command("add", "增加一把公钥；旧的照常有效，直到终止它") { client, key, from, until };
        command.Over(async (installation, parsed, answer, ct) =>
        {
            var pem = await ReadAsync(parsed.GetRequiredValue(key), ct);
            var (begins, ends) = (Instant(parsed.GetValue(from)), Instant(parsed.GetValue(until)));
            if (pem.IsRefused || begins.IsRefused || ends.IsRefused)
            {
                return answer.Refuse([.. pem.Refusals, .. begins.Refusals, .. ends.Refusals]);
            }

            var name = parsed.GetRequiredValue(client);
            var added = await installation.Get<AddClientKey>().RunAsync(new(name, pem.Value, begins.Value, ends.Value), Caller.CommandLine(), ct);
            return added.TryGet(out var id)
                ? answer.Say(new { id = name, key = id }, $"接口账户 {name} 增加了密钥 {id}。系统换用之后，请终止旧的：client key end {name} 旧密钥。")
                : answer.Refuse(added.Refusals);
        });
        return command;
    }

    private static Command End()
    {
        var client = new Argument<string>("id") { Description = "接口账户名" };
        var key = new Argument<string>("key") { Description = "密钥编号，见 client list" };
        var at = Time("--at", "何时终止；不给则即刻");
        var command = new Command("end", "终止一把密钥；用它换得的令牌一并作废，它作出的签名仍作数") { client, key, at };
        command.Over(async (installation, parsed, answer, ct) =>
        {
            var when = Instant(parsed.GetValue(at));
            if (when.IsRefused)
            {
                return answer.Refuse(when.Refusals);
            }

            var (name, id) = (parsed.GetRequiredValue(client), parsed.GetRequiredValue(key));
            var ended = await installation.Get<EndClientKey>().RunAsync(new(name, id, when.Value), Caller.CommandLine(), ct);
            return ended.TryGet(out var end)
                ? answer.Say(new { id = name, key = id, endsAt = end.At, keysLeft = end.Left },
                    $"密钥 {id} 于 {Words(end.At.UtcDateTime)} 终止，此后接口账户 {name} 还有 {end.Left} 把密钥。"
                    + (end.Left == 0 ? "没有密钥，系统将不能再换取令牌。" : ""))
                : answer.Refuse(ended.Refusals);
        });
        return command;
    }
}
