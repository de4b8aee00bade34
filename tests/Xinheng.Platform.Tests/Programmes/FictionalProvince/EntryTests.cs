using Xinheng.Model.Catalogue;
using Xinheng.Model.Collection;
using Xinheng.Model.Records;
using Xinheng.Model.Subjects;
using Xinheng.Platform.Law;
using Xinheng.Platform.Tests.Catalogue;

namespace Xinheng.Platform.Tests.Programmes.FictionalProvince;

/// <summary>What the rows of the fictional province count for once they enter.</summary>
public sealed class EntryTests
{
    private static readonly IReadOnlyList<(string Item, string Provider, Candidate Candidate)> Entered = Enter();

    [Fact]
    public void Penalties_are_of_every_class_and_none_is_public_longer_than_law_allows()
    {
        // A period that is too long would have refused the row, and Enter would have failed.
        var penalties = Entered.Where(e => e.Item == "CF_LP").Select(e => e.Candidate.Standing).ToList();

        Assert.Equal([Severity.Minor, Severity.Ordinary, Severity.Serious], penalties.Select(p => p.Severity!.Value).Distinct().Order());
        Assert.All(penalties, p => Assert.True(p.Confirmed));
        Assert.Contains(penalties, p => p.Severity == Severity.Minor && p.Impact == true);
        Assert.Contains(penalties, p => p.PublicUntil < Draft.Today);
        Assert.Contains(penalties, p => p.PublicUntil > Draft.Today);
    }

    [Fact]
    public void There_are_records_for_and_against_a_subject() =>
        Assert.Equal(Enum.GetValues<Nature>(), Entered.Select(e => e.Candidate.Standing.Nature).Distinct().Order());

    [Fact]
    public void Withdrawals_come_before_their_restorations()
    {
        var withdrawn = new HashSet<Guid>();
        foreach (var (_, _, candidate) in Entered)
        {
            if (candidate.Standing.Operation == Operation.Withdraw)
            {
                withdrawn.Add(candidate.Key);
            }
            else if (candidate.Standing.Operation == Operation.Restore)
            {
                Assert.Contains(candidate.Key, withdrawn);
            }
        }

        Assert.NotEmpty(withdrawn);
    }

    [Fact]
    public void Some_penalties_know_their_subject_by_its_old_number_alone_and_that_number_is_registered()
    {
        var known = Entered.Where(e => e.Item == "REG_ENT").SelectMany(e => e.Candidate.Registration!.Others).ToHashSet();
        var old = Entered.Where(e => e.Item == "CF_LP" && e.Candidate.Subject.Scheme != "uscc").Select(e => e.Candidate.Subject).ToList();

        Assert.NotEmpty(old);
        Assert.All(old, subject => Assert.Contains((subject.Scheme, subject.Lookup), known));
    }

    private static List<(string Item, string Provider, Candidate Candidate)> Enter()
    {
        var law = LawFiles.Load(Path.Combine(Draft.Root, "catalogue", "law")).Value;
        var numbers = new Dictionary<(string, string), NumberToken>();
        NumberTokens persons = (scheme, number) => numbers.TryGetValue((scheme, number), out var token)
            ? token
            : numbers[(scheme, number)] = new NumberToken(Guid.CreateVersion7());
        var entered = new List<(string, string, Candidate)>();
        foreach (var file in Worlds.Small.Files())
        {
            var reader = new CandidateOfRow(new SubmissionTerms(
                Draft.Item(file.Item), 1, law, law.Profiles["990000"], file.Provider.Code, Draft.Today, persons), keepsFields: true);
            var number = 0;
            foreach (var (row, problem) in file.Expected())
            {
                number++;
                if (problem is null)
                {
                    var candidate = reader.Make(number, Worlds.Check(file, row));
                    Assert.True(candidate.TryGet(out var made), $"{file.FileName} {number}: {string.Join(';', candidate.IsRefused ? candidate.Refusals.Select(r => r.Message) : [])}");
                    entered.Add((file.Item, file.Provider.Code, made));
                }
            }
        }

        return entered;
    }
}
