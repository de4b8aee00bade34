using System.Net;
using Xinheng.Model.People;
using Xinheng.Platform.People;
using Xinheng.Platform.People.SigningIn;
using Xinheng.Platform.Programmes.FictionalProvince;
using Xinheng.Platform.Subjects.Proofing;

namespace Xinheng.Web.Commands;

/// <summary>The accounts with which one signs in to the fictional province on the first day, each with a password of its own.</summary>
internal static class FirstAccounts
{
    public sealed record Opened(string Name, string Password, string For);

    public static async Task<IReadOnlyList<Opened>> OpenAsync(Installation installation, CancellationToken ct)
    {
        var office = World.FirstOffice;
        List<Opened> opened = [];
        foreach (var (name, organisation, role, what) in new (string, string?, Role, string)[]
        {
            ("admin", null, Role.Administrator, "平台管理员"),
            ("operator", null, Role.Operator, "信用中心值班员"),
            ("auditor", null, Role.Auditor, "审计员"),
            ("maker", office.Code, Role.Maker, $"{office.Name}数据管理员"),
            ("reviewer", office.Code, Role.Reviewer, $"{office.Name}审核员"),
            ("clerk", office.Code, Role.CounterClerk, $"{office.Name}窗口工作人员"),
        })
        {
            // Given, not one-time: whoever looks at a demonstration next week still gets in.
            var password = OneTimePassword.Make();
            var appointed = await installation.Get<AppointAccount>().RunAsync(
                new(name, organisation, password, World.Clerk(name)), Caller.CommandLine(), ct);
            if (!appointed.IsRefused)
            {
                _ = (await installation.Get<GrantRole>().RunAsync(new(name, role), Caller.CommandLine(), ct)).Value;
                opened.Add(new Opened(name, password, what));
            }
        }

        opened.AddRange(await SubjectsAsync(installation, ct));
        await WriteAsync(installation, opened, ct);
        return opened;
    }

    // The way everybody goes: proved at the counter, enrolled by code.
    private static async Task<IReadOnlyList<Opened>> SubjectsAsync(Installation installation, CancellationToken ct)
    {
        var inhabitants = installation.Get<Inhabitants>();
        if (await installation.Get<Accounts>().FindAsync("clerk", ct) is not { } clerk
            || await inhabitants.PersonAsync(ct) is not { } person || await inhabitants.FirmAsync(ct) is not { } firm)
        {
            return [];
        }

        List<Opened> opened = [];
        foreach (var (name, claim, what) in new[]
        {
            ("citizen", person, "一位公民，在 /me 登录"), ("firm", person with { Enterprise = firm }, $"{firm.Name}经办人，在 /me 登录"),
        })
        {
            var proved = await installation.Get<ProveIdentity>().RunAsync(new(new Presented(claim, FaceSeen: true, PaperSeen: true)), clerk, ct);
            var password = OneTimePassword.Make();
            if (proved.TryGet(out var code)
                && !(await installation.Get<EnrolSubject>().RunAsync(new(code.Code, name, password), IPAddress.Loopback, ct)).Answer.IsRefused)
            {
                opened.Add(new Opened(name, password, what));
            }
        }

        return opened;
    }

    private static async Task WriteAsync(Installation installation, List<Opened> opened, CancellationToken ct)
    {
        var file = Path.Combine(installation.Options.DataDirectory, "first-sign-in.txt");
        await using var stream = new FileStream(file, new FileStreamOptions
        {
            Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
        await using var writer = new StreamWriter(stream);
        foreach (var account in opened)
        {
            await writer.WriteLineAsync($"{account.Name}\t{account.Password}\t{account.For}".AsMemory(), ct);
        }
    }
}
