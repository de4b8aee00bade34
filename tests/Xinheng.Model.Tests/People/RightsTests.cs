using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;

namespace Xinheng.Model.Tests.People;

/// <summary>Who may do what, and how far, in a table that whoever answers for it can read.</summary>
public sealed class RightsTests
{
    // Reaches as the table of rights has them; what is not written here nobody may.
    private static readonly string[] Table =
    [
        "Administrator DraftCatalogue Installation",
        "Administrator ManageAccounts Region",
        "Administrator PublishCatalogue Installation",
        "Administrator ViewPeople Region",
        "Maker SeeQuality Organisation",
        "Maker Submit Organisation",
        "Maker ViewSubmissions Organisation",
        "Maker WriteArticles Organisation",
        "Reviewer Approve Organisation",
        "Reviewer DecideCases Organisation",
        "Reviewer DecideRecords Organisation",
        "Reviewer DelaySight Organisation",
        "Reviewer ReadArchive Organisation",
        "Reviewer RevealIdentifier Organisation",
        "Reviewer SeeCases Organisation",
        "Reviewer SeeDelays Organisation",
        "Reviewer SeeQuality Organisation",
        "Reviewer ViewSubmissions Organisation",
        "Operator ApproveArticles Region",
        "Operator CloseAlarm Region",
        "Operator DraftCatalogue Installation",
        "Operator HandleCases Region",
        "Operator ReadArchive Region",
        "Operator RunDesk Region",
        "Operator RunExchange Installation",
        "Operator SeeAlarms Region",
        "Operator SeeBulletin Region",
        "Operator SeeCases Region",
        "Operator SeeQuality Region",
        "Operator ViewPeople Region",
        "Operator ViewSubmissions Region",
        "Operator WriteArticles Region",
        "Auditor Audit Region",
        "Auditor ReadArchive Region",
        "Auditor ReadForTask Installation",
        "Auditor ReadPersons Installation",
        "Auditor ReadTrace Region",
        "Auditor SeeAlarms Region",
        "Auditor SeeBulletin Region",
        "Auditor SeeCases Region",
        "Auditor SeeDelays Region",
        "Auditor SeeQuality Region",
        "Auditor ViewPeople Region",
        "Auditor ViewSubmissions Region",
        "CounterClerk ProveIdentity Organisation",
        "CounterClerk ReadForTask Organisation",
        "CounterClerk ReadPersons Organisation",
        "CounterClerk ServeSubjects Organisation",
        "Inspector ReadForTask Organisation",
        "Inspector ReadPersons Organisation",
        "BankAnalyst ReadPersons Organisation",
        "InstitutionStaff ReadPersons Organisation",
        "EnterpriseUser ManageOwnAuthorisations Self",
        "EnterpriseUser OwnCases Self",
        "EnterpriseUser ViewOwnFile Self",
        "Citizen ManageOwnAuthorisations Self",
        "Citizen OwnCases Self",
        "Citizen ViewOwnFile Self",
    ];

    [Fact]
    public void The_table_is_this_and_everything_else_is_denied()
    {
        var said = from role in Enum.GetValues<Role>()
                   from permission in Enum.GetValues<Permission>()
                   where Rights.ReachOf(role, permission) != Reach.None
                   orderby role, permission.ToString()
                   select $"{role} {permission} {Rights.ReachOf(role, permission)}";

        Assert.Equal(Table, said);
    }

    [Fact]
    public void Nobody_who_reads_for_others_enters_anything_and_nobody_who_enters_approves()
    {
        foreach (var role in Enum.GetValues<Role>())
        {
            var captures = Enum.GetValues<Permission>().Where(p => Rights.ReachOf(role, p) != Reach.None && Permissions.SideOf(p) == PermissionSide.Capture).ToList();

            Assert.False(role is Role.Auditor or Role.Operator or Role.Administrator && captures.Count > 0, $"{role} enters or decides.");
            Assert.False(captures.Contains(Permission.Submit) && captures.Contains(Permission.Approve), $"{role} does both.");
        }
    }

    [Theory]
    [InlineData("990000", "990000", true)]
    [InlineData("990000", "990101", true)]
    [InlineData("990100", "990101", true)]
    [InlineData("990101", "990101", true)]
    [InlineData("990101", "990101004", true)]   // a township lies in its county
    [InlineData("990101", "990100", false)]
    [InlineData("990101", "990102", false)]
    [InlineData("990100", "990200", false)]
    [InlineData("990100", "991000", false)]
    [InlineData("990000", "410000", false)]
    public void A_region_holds_what_lies_in_it(string region, string code, bool holds) =>
        Assert.Equal(holds, Region.Parse(region).Value.Holds(code));

    [Theory]
    [InlineData("")]
    [InlineData("9901")]
    [InlineData("990101004")]
    [InlineData("99010x")]
    [InlineData("000000")]   // would be everywhere
    public void What_is_no_division_code_is_no_region(string code) =>
        Assert.Equal("people.region", Region.Parse(code).Refusals.Single().Code);

    [Fact]
    public void A_countys_administrator_manages_the_county_and_nothing_beside_or_above_it()
    {
        var caller = Somebody(new Grant(Role.Administrator, Region.Parse("990101").Value));

        Assert.True(caller.May(Permission.ManageAccounts, new Target("A", "990101")));
        Assert.False(caller.May(Permission.ManageAccounts, new Target("B", "990102")));
        Assert.False(caller.May(Permission.ManageAccounts, new Target("C", "990100")));
        Assert.False(caller.May(Permission.ManageAccounts, new Target("D", Region: null)));
        Assert.False(caller.May(Permission.ManageAccounts, default(Target)));
        Assert.False(caller.May(Permission.PublishCatalogue, default(Target)));
        Assert.True(Somebody(new Grant(Role.Administrator)).May(Permission.PublishCatalogue, default(Target)));
    }

    [Fact]
    public void Whoever_is_bound_to_a_file_sees_that_one_and_no_other_and_staff_see_none_this_way()
    {
        var (own, other) = (new SubjectId(Guid.CreateVersion7()), new SubjectId(Guid.CreateVersion7()));
        foreach (var role in Enum.GetValues<Role>())
        {
            var caller = Somebody(new Grant(role)) with { Self = own };

            Assert.Equal(role.IsOfSubject(), caller.May(Permission.ViewOwnFile, new Target(Subject: own)));
            Assert.False(caller.May(Permission.ViewOwnFile, new Target(Subject: other)));
            Assert.False(caller.May(Permission.ViewOwnFile, new Target("A", "990101")));
        }

        var citizen = Somebody(new Grant(Role.Citizen)) with { Self = own };
        Assert.Equal("denied.other-subject", Rights.Decide(citizen, Permission.ViewOwnFile, new Target(Subject: other)).Rule);
        Assert.Equal("citizen.view-own-file.self", Rights.Decide(citizen, Permission.ViewOwnFile, new Target(Subject: own)).Rule);

        // Bound to nobody, nothing is one's own; nor is what is nobody's.
        Assert.False(Somebody(new Grant(Role.Citizen)).May(Permission.ViewOwnFile, new Target(Subject: own)));
        Assert.False(Somebody(new Grant(Role.Citizen)).May(Permission.ViewOwnFile, default(Target)));
    }

    [Fact]
    public void A_denial_says_by_which_rule_and_what_would_change_it()
    {
        var maker = Somebody(new Grant(Role.Maker));
        var lapsed = Somebody() with { Lapsed = [new Grant(Role.Reviewer)] };

        Assert.Equal("denied.no-role", Rights.Decide(maker, Permission.Approve, new Target("A")).Rule);
        Assert.Contains("审核员", RightsWords.Of(Rights.Decide(maker, Permission.Approve, new Target("A"))), StringComparison.Ordinal);
        Assert.Equal("denied.other-organisation", Rights.Decide(maker, Permission.Submit, new Target("B")).Rule);
        Assert.Equal("denied.lapsed", Rights.Decide(lapsed, Permission.Approve, new Target("A")).Rule);
        Assert.Contains("确认", RightsWords.Of(Rights.Decide(lapsed, Permission.Approve, new Target("A"))), StringComparison.Ordinal);
        Assert.Equal("maker.submit.organisation", Rights.Decide(maker, Permission.Submit, new Target("A")).Rule);
    }

    [Fact]
    public void Every_role_permission_and_denial_has_words()
    {
        foreach (var role in Enum.GetValues<Role>())
        {
            Assert.NotEmpty(RightsWords.Of(role));
        }

        foreach (var permission in Enum.GetValues<Permission>())
        {
            Assert.NotEmpty(RightsWords.Of(permission));
            foreach (var denial in Enum.GetValues<DenialRule>().Where(d => d != DenialRule.None))
            {
                Assert.EndsWith("。", RightsWords.Of(RightsDecision.Denied(denial, permission, Role.Maker)), StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void A_grant_holds_for_a_quarter_to_the_instant()
    {
        var granted = new DateTimeOffset(2026, 6, 15, 2, 0, 0, TimeSpan.Zero);
        var grant = new Grant(Role.Maker, LapsesAt: Grant.EndOf(granted));

        Assert.Equal(new DateTimeOffset(2026, 9, 15, 2, 0, 0, TimeSpan.Zero), grant.LapsesAt);
        Assert.True(grant.IsLive(grant.LapsesAt!.Value.AddTicks(-1)));
        Assert.False(grant.IsLive(grant.LapsesAt!.Value));
        Assert.False(grant.LapsesSoon(granted));
        Assert.True(grant.LapsesSoon(grant.LapsesAt!.Value.AddDays(-13)));
    }

    private static Caller Somebody(params Grant[] grants) =>
        new(new Actor(ActorKind.Staff, new AccountId(Guid.Empty), "somebody", "A"), grants);
}
