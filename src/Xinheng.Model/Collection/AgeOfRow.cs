using Xinheng.Model.Catalogue;
using Xinheng.Model.Foundation;
using Xinheng.Model.Law;
using Xinheng.Model.Records;
using Xinheng.Model.Subjects;

namespace Xinheng.Model.Collection;

/// <summary>
/// Keeps minors out: nothing is collected about somebody who is one, and nothing adverse that was decided about somebody who
/// was one then, however old by now. Basis: 个人信息保护法 28, 31 (V, under 14); 预防未成年人犯罪法 59 (V, criminal records);
/// for the rest a rule of this platform on the side of the child.
/// </summary>
public sealed class AgeOfRow(SubmissionTerms terms)
{
    private readonly Lazy<Rule?> adult = new(() =>
        terms.Law.Rules.Find(Adulthood.RuleId, terms.Profile, terms.ReceivedOn).TryGet(out var rule) ? rule : null);

    /// <summary>Null when the person may be collected about, or nothing in the row says how old he is.</summary>
    public Refusal? Refuses(SubjectReference about, Standing standing, string? number, string? birthDate)
    {
        if (about.Kind != SubjectKind.NaturalPerson || adult.Value is not { } rule
            || Adulthood.Of(about.Scheme, number, birthDate, rule) is not { } adultFrom)
        {
            return null;
        }

        return terms.ReceivedOn < adultFrom
            ? Refusal.Invalid("subject.minor",
                "E10 当事人是未成年人。平台不归集未成年人的信用信息（个人信息保护法第28、31条及平台保护规则），请不要报送；与证件不符的，请核对证件号码。")
            : standing.Nature == Nature.Adverse && standing.DecidedOn < adultFrom
                ? Refusal.Invalid("subject.minor-then",
                    "E10 作出决定时当事人是未成年人。这类失信信息不归集（预防未成年人犯罪法第59条及平台保护规则），成年后也不补报。")
                : null;
    }
}
