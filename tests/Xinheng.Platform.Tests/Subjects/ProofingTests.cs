using System.Net;
using Dapper;
using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Model.Subjects.Identifiers;
using Xinheng.Model.Subjects.Proofing;
using Xinheng.Platform.Journal;
using Xinheng.Platform.People;
using Xinheng.Platform.People.SigningIn;
using Xinheng.Platform.Subjects.Proofing;
using Xinheng.Testing;

namespace Xinheng.Platform.Tests.Subjects;

/// <summary>From the counter to one's own account: who may, who may not, and that the code is good for one thing once.</summary>
public sealed class ProofingTests : IAsyncLifetime
{
    private const string Password = "four plain words here";

    private static readonly string Citizen = Number("19580312");
    private static readonly string Agent = Number("19800101");

    private TestPlatform platform = null!;
    private Caller clerk = null!;

    public async ValueTask InitializeAsync()
    {
        platform = await TestPlatform.CreateAsync();
        clerk = await AppointClerkAsync("clerk", Number("19900505"));
    }

    public ValueTask DisposeAsync() => platform.DisposeAsync();

    [Fact]
    public async Task A_citizen_who_was_proved_opens_an_account_that_is_bound_to_that_file()
    {
        var proved = (await ProveAsync(new IdentityClaim("张阿姨", Citizen))).Value;
        Assert.True(proved.IsNewSubject);
        Assert.Matches("^[A-HJ-KM-NP-Z2-9]{5}-[A-HJ-KM-NP-Z2-9]{5}$", proved.Code);

        var account = (await EnrolAsync(proved.Code.ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal), "aunt.zhang")).Value;
        var caller = (await platform.Get<Accounts>().OfAsync(account, default))!;

        Assert.Equal([Role.Citizen], caller.Roles);
        Assert.True(caller.May(Permission.ViewOwnFile, new Target(Subject: caller.Self)));
        Assert.False(caller.May(Permission.ViewOwnFile, new Target(Subject: new SubjectId(Guid.CreateVersion7()))));

        // Proved again, the file is the same and the account of before is over.
        var again = (await ProveAsync(new IdentityClaim("张阿姨", Citizen))).Value;
        Assert.False(again.IsNewSubject);
        var second = (await EnrolAsync(again.Code, "aunt.zhang2")).Value;
        Assert.Equal(caller.Self, (await platform.Get<Accounts>().OfAsync(second, default))!.Self);
        Assert.Null(await platform.Get<Accounts>().OfAsync(account, default));
        Assert.Empty(await FindingsAsync());
    }

    [Fact]
    public async Task A_code_opens_one_account_once_and_only_for_a_day_and_only_the_newest()
    {
        var first = (await ProveAsync(new IdentityClaim("张阿姨", Citizen))).Value.Code;
        platform.Clock.Advance(TimeSpan.FromMinutes(1));
        var second = (await ProveAsync(new IdentityClaim("张阿姨", Citizen))).Value.Code;

        Assert.Equal("subjects.enrolment-code", Code(await EnrolAsync(first, "first")));
        Assert.False((await EnrolAsync(second, "second")).IsRefused);
        Assert.Equal("subjects.enrolment-code", Code(await EnrolAsync(second, "third")));

        var late = (await ProveAsync(new IdentityClaim("小赵云", Agent))).Value;
        platform.Clock.Advance(EnrolmentCode.Lifetime);
        Assert.Equal("subjects.enrolment-code", Code(await EnrolAsync(late.Code, "late")));
    }

    [Fact]
    public async Task A_taken_name_leaves_the_code_good()
    {
        var code = (await ProveAsync(new IdentityClaim("张阿姨", Citizen))).Value.Code;

        Assert.Equal("people.account-exists", Code(await EnrolAsync(code, "maker")));
        Assert.False((await EnrolAsync(code, "aunt")).IsRefused);
    }

    [Fact]
    public async Task Guessing_codes_is_counted_by_address()
    {
        Result<AccountId> answer = null!;
        for (var guess = 0; guess < 25; guess++)
        {
            answer = await EnrolAsync($"ABCDEFGH{(char)('A' + (guess % 8))}{(char)('J' + (guess / 8))}", "guesser");
        }

        Assert.Equal("subjects.enrolment-wait", Code(answer));
    }

    [Fact]
    public async Task An_enterprise_must_be_on_file_by_code_and_name()
    {
        await platform.ApproveAsync(await platform.SubmitAsync("CF_LP", new PenaltyFile().Add(1, 1).ToString()));
        var (code, name) = (PenaltyFile.Code(1), await NameOfAsync(PenaltyFile.Code(1)));

        Assert.Equal("subjects.enterprise-unknown", Code(await ProveAsync(Of(code, "别家有限公司"))));
        Assert.Equal("subjects.enterprise-unknown", Code(await ProveAsync(Of(PenaltyFile.Code(2), name))));
        var proved = (await ProveAsync(Of(code, name))).Value;
        var caller = (await platform.Get<Accounts>().OfAsync((await EnrolAsync(proved.Code, "agent")).Value, default))!;

        Assert.Equal([Role.EnterpriseUser], caller.Roles);
        Assert.Empty(await FindingsAsync());
    }

    [Fact]
    public async Task No_clerk_proves_themselves_and_a_member_of_staff_is_noted()
    {
        Assert.Equal("subjects.own-proof", Code(await ProveAsync(new IdentityClaim("云某", Number("19900505")))));
        await AppointClerkAsync("other.clerk", Number("19910606"));

        Assert.True((await ProveAsync(new IdentityClaim("云某", Number("19910606")))).Value.IsStaff);
        Assert.False((await ProveAsync(new IdentityClaim("张阿姨", Citizen))).Value.IsStaff);
    }

    [Fact]
    public async Task Minors_are_turned_away_until_the_day_after_the_eighteenth_birthday()
    {
        Assert.Equal("subjects.minor", Code(await ProveAsync(new IdentityClaim("小朋友", Number("20080615")))));   // today is 2026-06-15
        Assert.False((await ProveAsync(new IdentityClaim("大朋友", Number("20080614")))).IsRefused);
    }

    [Fact]
    public async Task Without_face_paper_or_role_nobody_is_proved()
    {
        var claim = new IdentityClaim("张阿姨", Citizen);

        Assert.Equal(["subjects.face-not-seen", "subjects.paper-not-seen"],
            (await platform.Get<ProveIdentity>().RunAsync(new(new Presented(claim)), clerk, default)).Refusals.Select(r => r.Code));
        Assert.Equal("subjects.not-clerk",
            Code(await platform.Get<ProveIdentity>().RunAsync(new(new Presented(claim, true, true)), platform.Maker, default)));
        Assert.Equal("subjects.proofing-not-connected",
            Code(await platform.Get<ProveIdentity>().RunAsync(new(new Presented(claim, Ticket: "t"), ProofMethod.NationalService), clerk, default)));
    }

    [Fact]
    public async Task On_file_under_another_name_is_not_proved()
    {
        _ = (await ProveAsync(new IdentityClaim("张阿姨", Citizen))).Value;

        Assert.Equal("subjects.name-differs", Code(await ProveAsync(new IdentityClaim("李阿姨", Citizen))));
    }

    [Fact]
    public async Task Each_door_knows_only_its_own_accounts()
    {
        _ = (await EnrolAsync((await ProveAsync(new IdentityClaim("张阿姨", Citizen))).Value.Code, "aunt")).Value;
        var signIn = platform.Get<SignIn>();

        Assert.False((await signIn.RunAsync("aunt", Password, IPAddress.Loopback, default, ofSubject: true)).Answer.IsRefused);
        Assert.True((await signIn.RunAsync("aunt", Password, IPAddress.Loopback, default)).Answer.IsRefused);
        Assert.True((await signIn.RunAsync("maker", "correct horse battery", IPAddress.Loopback, default, ofSubject: true)).Answer.IsRefused);
    }

    [Fact]
    public async Task No_administrator_gives_a_subjects_account_a_role_or_another_password()
    {
        _ = (await EnrolAsync((await ProveAsync(new IdentityClaim("张阿姨", Citizen))).Value.Code, "aunt")).Value;

        Assert.Equal("people.no-account", Code(await platform.Get<GrantRole>().RunAsync(new("aunt", Role.Auditor), Caller.TheProgram, default)));
        Assert.Equal("people.no-account", Code(await platform.Get<ResetPassword>().RunAsync(new("aunt"), Caller.TheProgram, default)));
    }

    [Fact]
    public async Task Verify_finds_an_account_that_was_bound_to_anothers_file()
    {
        _ = (await EnrolAsync((await ProveAsync(new IdentityClaim("张阿姨", Citizen))).Value.Code, "aunt")).Value;
        await ExecuteAsync("update people.subject_binding set subject = gen_random_uuid()");

        Assert.Contains("people.binding-foreign", await FindingsAsync());

        await ExecuteAsync("delete from people.subject_binding");
        Assert.Contains("people.binding-missing", await FindingsAsync());
    }

    [Fact]
    public async Task Neither_number_nor_name_stands_in_the_log_or_beside_the_sealed_number()
    {
        _ = (await EnrolAsync((await ProveAsync(new IdentityClaim("张阿姨", Citizen))).Value.Code, "aunt")).Value;
        await using var connection = await platform.Database.Owner.OpenConnectionAsync();
        var log = string.Concat(await connection.QueryAsync<string>("select content::text from journal.entry"));
        var subject = await connection.QuerySingleAsync<Guid>("select subject from people.subject_binding");

        Assert.DoesNotContain(Citizen, log, StringComparison.Ordinal);
        Assert.DoesNotContain("张阿姨", log, StringComparison.Ordinal);
        Assert.DoesNotContain(subject.ToString(), log, StringComparison.Ordinal);
    }

    private async Task<Caller> AppointClerkAsync(string name, string number)
    {
        _ = (await platform.Get<AppointAccount>().RunAsync(
            new(name, TestPlatform.Authority, "correct horse battery", new AccountHolder("云某", number)), Caller.TheProgram, default)).Value;
        _ = (await platform.Get<GrantRole>().RunAsync(new(name, Role.CounterClerk), Caller.TheProgram, default)).Value;
        return (await platform.Get<Accounts>().FindAsync(name, default))!;
    }

    private Task<Result<ProveIdentity.Proved>> ProveAsync(IdentityClaim claim) =>
        platform.Get<ProveIdentity>().RunAsync(new(new Presented(claim, FaceSeen: true, PaperSeen: true)), clerk, default);

    private async Task<Result<AccountId>> EnrolAsync(string code, string name) =>
        (await platform.Get<EnrolSubject>().RunAsync(new(code, name, Password), IPAddress.Loopback, default)).Answer;

    private static IdentityClaim Of(string code, string name) =>
        new("小赵云", Agent, new EnterpriseClaim(code, name, AuthorityPaper.PowerOfAttorney));

    private static string Code<T>(Result<T> result) => Assert.Single(result.Refusals).Code;

    private static string Number(string birth) => $"810000{birth}001" is var first ? first + ResidentId.CheckCharacter(first) : "";

    private async Task<string> NameOfAsync(string code)
    {
        await using var connection = await platform.Database.Owner.OpenConnectionAsync();
        return await connection.QuerySingleAsync<string>("select name from subjects.subject where code = @code", new { code });
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = await platform.Database.Owner.OpenConnectionAsync();
        await connection.ExecuteAsync(sql);
    }

    private async Task<IEnumerable<string>> FindingsAsync()
    {
        await platform.Get<Sealer>().SealAsync(default);
        return (await platform.Get<Verify>().RunAsync(null, default)).Value.Findings.Select(finding => finding.Code);
    }
}
