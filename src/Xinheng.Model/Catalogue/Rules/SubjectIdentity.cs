using System.Collections.Immutable;
using Xinheng.Model.Catalogue.Checking;
using Xinheng.Model.Catalogue.Types;

namespace Xinheng.Model.Catalogue.Rules;

/// <summary>The category that a row declares is one the item collects, and the number given is of that category.</summary>
public sealed record SubjectIdentity : RowRule
{
    private static readonly Fault NotCollected = new("subject.category-not-collected", "E10", "不属于这一目录项归集的主体，请报送到相应的目录项。");

    private static readonly Fault NoCode = new("subject.code-missing", "E01",
        "没有填写。组织和个体工商户须有统一社会信用代码（或历史代码）才能归集。");

    private static readonly Fault NoPersonNumber = new("subject.person-id-missing", "E01",
        "没有填写。自然人须有证件号码才能归集，姓名不能用来识别身份。");

    private static readonly Fault NumberOfPerson = new("subject.person-id-for-organisation", "E05",
        "填了自然人证件号码，但主体类别是组织。请核对主体类别，或删去证件号码。", Silent: true);

    private static readonly Fault CodeOfOrganisation = new("subject.code-for-person", "E06",
        "填了统一社会信用代码，但主体类别是自然人。请核对主体类别。");

    private static readonly Fault BadPersonNumber = new("person-id.invalid", "E06",
        "不是有效的公民身份号码，请核对。", Silent: true);

    private readonly SubjectKinds kinds;
    private readonly NumberChecks checks;
    private readonly ImmutableArray<int> codes;
    private readonly int category;
    private readonly int code;
    private readonly int person;
    private readonly int kind;

    public SubjectIdentity(CatalogueItem item)
    {
        kinds = item.Subjects;
        checks = item.Terms.Checks;
        category = item.Roles[FieldRole.SubjectCategory];
        code = item.Roles[FieldRole.UnifiedCode];
        person = item.Roles[FieldRole.PersonIdNumber];
        kind = item.Roles[FieldRole.PersonIdType];
        codes = [.. item.Roles.Legacy.Select(l => l.Column).Append(code).Where(c => c >= 0)];
        Fields = [.. codes.Append(category).Append(person).Where(c => c >= 0).Distinct().Select(c => StandingRules.Ref(item, c))];
        IsShared = code >= 0 && item.Columns[code].Type is SubjectCodeField;
    }

    public override ImmutableArray<FieldRef> Fields { get; }

    /// <summary>Organisations' and persons' numbers stand in the same column.</summary>
    public bool IsShared { get; }

    public override string Signature => "subject-identity";

    public override string Explain => "主体类别与所填的代码或证件号码一致";

    internal override void Apply(RowDraft row)
    {
        if (row.IsSpoiled(Fields))
        {
            return;
        }

        var said = category >= 0 && row[category] is { } value ? SubjectReading.FromCode(value) : SubjectCategory.Unknown;
        if (!SubjectReading.Allows(kinds, said))
        {
            row.Find(category, row[category], NotCollected);
        }
        else if (IsShared)
        {
            CheckShared(row, said);
        }
        else if (said == SubjectCategory.Person)
        {
            CheckPerson(row);
        }
        else if (said != SubjectCategory.Unknown)
        {
            CheckOrganisation(row);
        }
    }

    private void CheckPerson(RowDraft row)
    {
        // What is required by the field itself has been asked for already.
        if (person >= 0 && row[person] is null && !row.IsAskedFor(person))
        {
            row.Find(person, null, NoPersonNumber);
        }

        if (code >= 0 && row[code] is { } given)
        {
            row.Find(code, given, CodeOfOrganisation);
        }
    }

    private void CheckOrganisation(RowDraft row)
    {
        if (person >= 0 && row[person] is not null)
        {
            row.Find(person, null, NumberOfPerson);
        }

        foreach (var column in codes)
        {
            if (row[column] is not null || row.IsAskedFor(column))
            {
                return;
            }
        }

        if (code >= 0)
        {
            row.Find(code, null, NoCode);
        }
    }

    private void CheckShared(RowDraft row, SubjectCategory said)
    {
        if (row[code] is not { } given)
        {
            return;
        }

        var unified = checks.UnifiedCode(given);
        if (said == SubjectCategory.Person || (said == SubjectCategory.Unknown && unified.Normalised is null))
        {
            // A kind of document other than the identity card has no arithmetic.
            var isCard = kind < 0 || row[kind] is null or "01";
            if (isCard && checks.ResidentNumber(given).Normalised is null)
            {
                row.Find(code, null, BadPersonNumber);
            }
        }
        else if (unified.Normalised is { } normal)
        {
            row.Set(code, normal);
        }
        else
        {
            row.Find(code, null, checks.ResidentNumber(given).Normalised is not null
                ? UnifiedCodeField.ResidentNumber
                : unified.Fault ?? NoCode);
        }
    }
}
