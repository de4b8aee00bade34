using System.Collections.Immutable;
using Xinheng.Model.Catalogue.Checking;

namespace Xinheng.Model.Catalogue.Rules;

/// <summary>
/// Numbers of persons inside sentences: a row with one waits for a person, because the sentence would be published with it.
/// About natural persons also words of religion, genes, illness and the like (征信业管理条例 14).
/// </summary>
public sealed record PersonsInText : RowRule
{
    private static readonly Fault IdInText = new("text.person-id", "E18",
        "里有疑似公民身份号码的内容。为保护个人信息，这一行等待人工核对；请把号码删去后重新报送。", ProblemSeverity.Hold);

    // A subject is named on the portal whether or not the record that brought its name is shown: nobody can let such a name pass.
    private static readonly Fault IdInName = new("text.person-id", "E18",
        "里有疑似公民身份号码的内容。名称会随主体公示，不能夹带个人的号码；请把号码删去后重新报送。", Silent: true);

    private static readonly Fault PhoneInName = new("text.phone", "E18",
        "里有疑似手机号码的内容。名称会随主体公示，不能夹带个人的号码；请把号码删去后重新报送。", Silent: true);

    private static readonly Fault PhoneInText = new("text.phone", "E18",
        "里有疑似手机号码的内容。为保护个人信息，这一行等待人工核对；请把号码删去后重新报送。", ProblemSeverity.Hold);

    private static readonly Fault ForbiddenInText = new("text.forbidden-personal-data", "E11",
        "疑似涉及宗教信仰、基因、指纹、血型、疾病等不得归集的个人信息，等待人工核对。", ProblemSeverity.Hold);

    private readonly NumberChecks checks;
    private readonly ImmutableArray<string> forbidden;
    private readonly bool personsOnly;
    private readonly FieldRoles roles;
    private readonly int category;

    public PersonsInText(ImmutableArray<FieldRef> texts, CatalogueItem item)
    {
        Fields = texts;
        checks = item.Terms.Checks;
        forbidden = item.Terms.ForbiddenWords;
        personsOnly = item.Subjects == SubjectKinds.NaturalPerson;
        roles = item.Roles;
        category = item.Roles[FieldRole.SubjectCategory];
    }

    public override ImmutableArray<FieldRef> Fields { get; }

    public override string Signature => $"persons-in-text({string.Join(',', Fields)})";

    public override string Explain => "文字内容里不得出现公民身份号码和手机号码";

    internal override void Apply(RowDraft row)
    {
        var isPerson = personsOnly
            || (category >= 0 && row[category] is { } said && SubjectReading.FromCode(said) == SubjectCategory.Person);
        foreach (var field in Fields)
        {
            if (row[field.Index] is not { } text)
            {
                continue;
            }

            switch (NumberScan.Find(text, checks.ResidentNumber))
            {
                case NumberScan.Found.ResidentNumber:
                    row.Find(field.Index, null, IdIn(roles, field.Index));
                    break;
                case NumberScan.Found.Phone:
                    row.Find(field.Index, null, IsName(roles, field.Index) ? PhoneInName : PhoneInText);
                    break;
                default:
                    break;
            }

            if (isPerson && SaysForbidden(text))
            {
                row.Find(field.Index, null, ForbiddenInText);
            }
        }
    }

    /// <summary>What is said of a resident's number found in a column.</summary>
    internal static Fault IdIn(FieldRoles roles, int column) => IsName(roles, column) ? IdInName : IdInText;

    private static bool IsName(FieldRoles roles, int column) =>
        column == roles[FieldRole.SubjectName] || column == roles[FieldRole.FormerName];

    private bool SaysForbidden(string text)
    {
        foreach (var word in forbidden)
        {
            if (text.Contains(word, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
