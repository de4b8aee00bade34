using Xinheng.Platform.Disclosure.Persons;
using Xinheng.Platform.Publication;
using Xinheng.Platform.Tests.Collection;
using Xinheng.Testing;

namespace Xinheng.Platform.Tests.Disclosure.Persons;

public sealed class VetoTests(Counter counter) : IClassFixture<Counter>
{
    private readonly TestPlatform platform = counter.Platform;

    [Fact]
    public async Task What_the_subject_vetoed_leaves_the_public_at_once_and_comes_back_when_the_veto_is_lifted()
    {
        var n = counter.Next();
        await EnterHonourAsync(n);
        Assert.Single(await PublicAsync(n));
        var firm = platform.Get<SubjectOfNumber>().Read("uscc", PenaltyFile.Code(n)).Value;

        Assert.False((await platform.Get<VetoItem>().RunAsync(new(firm, "RY_BZ"), counter.Clerk, default)).IsRefused);
        Assert.Empty(await PublicAsync(n));
        Assert.Equal("persons.vetoed-already", Assert.Single((await platform.Get<VetoItem>().RunAsync(new(firm, "RY_BZ"), counter.Clerk, default)).Refusals).Code);
        Assert.False((await platform.Get<LiftVeto>().RunAsync(new(firm, "RY_BZ"), counter.Clerk, default)).IsRefused);

        Assert.Single(await PublicAsync(n));
    }

    [Fact]
    public async Task Who_signed_in_vetoes_and_lifts_of_the_own_file_only()
    {
        var n = counter.Next();
        await EnterHonourAsync(n);
        var me = await counter.SelfAsync(platform.Get<SubjectOfNumber>().Read("uscc", PenaltyFile.Code(n)).Value, Model.People.Role.EnterpriseUser);

        Assert.False((await platform.Get<VetoItem>().RunAsync(new(null, "RY_BZ"), me, default)).IsRefused);
        Assert.Empty(await PublicAsync(n));
        Assert.True((await platform.Get<Vetoes>().OfSubjectAsync(me.Self!.Value, default)).Single(c => c.Item.Code == "RY_BZ").IsVetoed);
        Assert.False((await platform.Get<LiftVeto>().RunAsync(new(null, "RY_BZ"), me, default)).IsRefused);
        Assert.Single(await PublicAsync(n));
        Assert.Equal("persons.not-counter-veto",
            Assert.Single((await platform.Get<VetoItem>().RunAsync(new(null, "RY_BZ"), counter.Analyst, default)).Refusals).Code);
    }

    [Fact]
    public async Task Authorised_readers_do_not_see_it_either_and_the_subject_does()
    {
        var n = counter.Next();
        await EnterHonourAsync(n);
        var firm = platform.Get<SubjectOfNumber>().Read("uscc", PenaltyFile.Code(n)).Value;
        var given = (await platform.Get<GiveAuthorisation>().RunAsync(new(
            firm, Counter.Bank, "credit", [], new DateOnly(2026, 6, 15), new DateOnly(2026, 7, 15), 5, "授2026-9", counter.NumberOf(5_000)), counter.Clerk, default)).Value;
        Assert.Single((await AskAsync(n, given.Id)).Records);

        await platform.Get<VetoItem>().RunAsync(new(firm, "RY_BZ"), counter.Clerk, default);

        Assert.Empty((await AskAsync(n, given.Id)).Records);
        Assert.Single(await counter.OwnFileAsync(firm));
    }

    [Fact]
    public async Task Only_what_the_catalogue_marks_may_be_vetoed()
    {
        var n = counter.Next();
        await platform.ApproveAsync(await platform.SubmitAsync("CF_LP", new PenaltyFile().Add(n, n).ToString()));
        var firm = platform.Get<SubjectOfNumber>().Read("uscc", PenaltyFile.Code(n)).Value;

        Assert.Equal("persons.not-vetoable", Assert.Single((await platform.Get<VetoItem>().RunAsync(new(firm, "CF_LP"), counter.Clerk, default)).Refusals).Code);
        Assert.Equal("persons.not-counter-veto", Assert.Single((await platform.Get<VetoItem>().RunAsync(new(firm, "RY_BZ"), counter.Analyst, default)).Refusals).Code);
    }

    private async Task<Model.Disclosure.Persons.PersonFile> AskAsync(int subject, Guid authorisation) => (await platform.Get<ReadPerson>().RunAsync(
        new("uscc", PenaltyFile.Code(subject), "credit", null, authorisation.ToString()), counter.Analyst, default)).Value;

    private Task<IReadOnlyList<PublicRecord>> PublicAsync(int subject) =>
        platform.Get<PublicRecords>().OfSubjectAsync(PenaltyFile.Code(subject), null, null, null, default);

    private async Task EnterHonourAsync(int subject)
    {
        var item = Catalogue.Draft.Item("RY_BZ");
        var row = item.Fields.Select((f, i) => (f.Code, Value: item.Example[i])).Where(f => f.Value is not null).ToDictionary(f => f.Code, f => f.Value!);
        row[item.Columns[item.Roles[Model.Catalogue.FieldRole.UnifiedCode]].Code] = PenaltyFile.Code(subject);
        Assert.Equal((1, 0, 0, 0, 0), (await platform.EnterAsync("RY_BZ", new TableFile().Add(row).Csv())).Counts());
    }
}
