using FsCheck;
using FsCheck.Fluent;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Model.People.Machines;

namespace Xinheng.Model.Tests.People;

public sealed class ClientScopeTests
{
    [Theory]
    [InlineData("submit:CF_LP")]
    [InlineData("submit:*")]
    [InlineData("query:credit")]
    [InlineData("submit:CF_LP query:*")]
    [InlineData("serve:*")]
    [InlineData("submit:*  submit:CF_LP", "submit:* submit:CF_LP")]
    [InlineData("submit:CF_LP submit:CF_LP", "submit:CF_LP")]
    public void Scopes_are_written_as_they_are_read(string text, string? written = null) =>
        Assert.Equal(written ?? text, ClientScope.Write(ClientScope.ParseList(text).Value));

    [Theory]
    [InlineData("", "people.scope-missing")]
    [InlineData("  ", "people.scope-missing")]
    [InlineData("submit", "people.scope-unknown")]
    [InlineData("submit:", "people.scope-unknown")]
    [InlineData("approve:CF_LP", "people.scope-unknown")]
    [InlineData("SUBMIT:CF_LP", "people.scope-unknown")]
    [InlineData("submit:CF_LP submit:\"x\"", "people.scope-unknown")]
    [InlineData("submit:**", "people.scope-unknown")]
    [InlineData("serve:CF_LP", "people.scope-unknown")]
    public void What_is_no_scope_is_refused(string text, string code) =>
        Assert.Equal(code, Assert.Single(ClientScope.ParseList(text).Refusals).Code);

    [Fact]
    public void A_machine_may_what_its_token_names_and_nothing_else()
    {
        var caller = Machine("submit:CF_LP");

        Assert.True(caller.May(Permission.Submit, "A", "CF_LP"));
        Assert.True(caller.May(Permission.ViewSubmissions, "A", "CF_LP"));
        Assert.True(caller.MayEnter(Permission.Submit));
        Assert.False(caller.May(Permission.Submit, "A", "XK_LP"));
        Assert.False(caller.May(Permission.Submit, "B", "CF_LP"));
        Assert.False(caller.May(Permission.Submit, "A"));
        Assert.Equal(ClientScope.Insufficient, caller.OutOfScope(Permission.Submit, "XK_LP")!.Code);
        Assert.Null(caller.OutOfScope(Permission.Submit, "CF_LP"));
        Assert.All(Enum.GetValues<Permission>().Except([Permission.Submit, Permission.ViewSubmissions, Permission.SeeQuality]),
            permission => Assert.False(caller.MayEnter(permission) || caller.May(permission, "A", "CF_LP")));
    }

    [Fact]
    public void A_machine_asks_for_the_purposes_its_token_names_and_hands_in_nothing_by_it()
    {
        var caller = Machine("query:credit") with { Grants = [new Grant(Role.Maker), new Grant(Role.BankAnalyst)] };

        Assert.True(caller.MayEnter(Permission.ReadPersons));
        Assert.Null(caller.OutOfPurpose("credit"));
        Assert.Equal(ClientScope.Insufficient, caller.OutOfPurpose("employment")!.Code);
        Assert.False(caller.MayEnter(Permission.ReadForTask));
        Assert.False(caller.MayEnter(Permission.Submit));
        Assert.NotNull(Machine("submit:*").OutOfPurpose("credit"));
    }

    [Fact]
    public void A_machine_without_any_scope_left_may_nothing() =>
        Assert.All(Enum.GetValues<Permission>(), permission =>
            Assert.False(Machine("").MayEnter(permission) || Machine("").May(permission, "A", "CF_LP")));

    [Fact]
    public void What_both_lists_allow_is_allowed_by_either_and_nothing_more_is()
    {
        string[] items = ["A", "B", "C", "*"];
        var lists = from size in Gen.Choose(0, 3) from drawn in Gen.Elements(items).ListOf(size) select Scopes([.. drawn]);
        Prop.ForAll(lists.ToArbitrary(), lists.ToArbitrary(), (one, other) =>
        {
            var common = ClientScope.Common(one, other);
            return new[] { "A", "B", "C", "D", null }.All(item =>
                common.Any(s => s.Allows(Permission.Submit, item))
                == (one.Any(s => s.Allows(Permission.Submit, item)) && other.Any(s => s.Allows(Permission.Submit, item))));
        }).QuickCheckThrowOnFailure();
    }

    private static Caller Machine(string scopes) =>
        new(new Actor(ActorKind.Machine, null, "system", "A"), new HashSet<Role> { Role.Maker })
        {
            Scopes = scopes.Length == 0 ? [] : ClientScope.ParseList(scopes).Value,
        };

    private static IReadOnlyList<ClientScope> Scopes(IEnumerable<string> items) => [.. items.Select(i => ClientScope.Parse($"submit:{i}").Value)];
}
