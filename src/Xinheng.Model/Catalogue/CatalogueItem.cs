using System.Collections.Immutable;
using Xinheng.Model.Catalogue.Checking;
using Xinheng.Model.Catalogue.Conditions;
using Xinheng.Model.Catalogue.Rules;

namespace Xinheng.Model.Catalogue;

/// <summary>A row of this item has another nature than the item where a condition holds (a commitment that was kept is positive).</summary>
public sealed record NatureCase(Condition When, Nature Nature);

/// <summary>
/// A record type of the catalogue (目录项): what may be collected, from whom, on what legal basis, shown to whom, kept how long.
/// Nothing enters without one (国办发〔2020〕49号; elements by 河南省社会信用条例 11, 深圳 34).
/// </summary>
public sealed class CatalogueItem
{
    private RowChecker? checker;
    private ImmutableArray<Field>? columns;

    public required string Code { get; init; }

    /// <summary>Code of the edition that holds it.</summary>
    public required string Edition { get; init; }

    public required string Name { get; init; }

    public required string EnglishName { get; init; }

    /// <summary>Our category (行政处罚, 失信 …).</summary>
    public required string Category { get; init; }

    /// <summary>One of the 13 categories of the national basic catalogue.</summary>
    public required string NationalCategory { get; init; }

    public required Nature Nature { get; init; }

    /// <summary>Rows whose own content decides their nature; the first that holds wins.</summary>
    public ImmutableArray<NatureCase> NatureCases { get; init; } = [];

    public required Openness Openness { get; init; }

    public required SubjectKinds Subjects { get; init; }

    /// <summary>Who hands it in (提供单位).</summary>
    public required string Authority { get; init; }

    public required UpdateCycle Update { get; init; }

    public required RetentionRule Retention { get; init; }

    public required ImmutableArray<Citation> LegalBasis { get; init; }

    /// <summary>The national rule by which rows about natural persons may be public; null: they never are.</summary>
    public Citation? PublicAboutPersons { get; init; }

    /// <summary>The subject may ask that its positive records of this item be shown to nobody, where the place's law gives that right.</summary>
    public bool MayBeVetoed { get; init; }

    /// <summary>Where the class of an adverse record comes from.</summary>
    public ClassRule? Class { get; init; }

    public ImmutableArray<string> Sectors { get; init; } = [];

    /// <summary>Why nothing may be handed in under it yet; null: active.</summary>
    public string? InactiveBecause { get; init; }

    public required DateOnly ValidFrom { get; init; }

    public DateOnly? ValidTo { get; init; }

    /// <summary>The item's own fields, in order.</summary>
    public required ImmutableArray<Field> Fields { get; init; }

    /// <summary>Required, immutable fields that say which fact about a subject this is.</summary>
    public required ImmutableArray<FieldRef> KeyFields { get; init; }

    public required FieldRoles Roles { get; init; }

    public ImmutableArray<RowRule> Rules { get; init; } = [];

    /// <summary>A worked row, given as a department would, in the order of the fields.</summary>
    public ImmutableArray<string?> Example { get; init; } = [];

    public required CommonTerms Terms { get; init; }

    public bool IsActive => InactiveBecause is null;

    /// <summary>The item's fields, then the envelope columns that it does not have itself.</summary>
    public ImmutableArray<Field> Columns => columns ??= [.. Fields, .. Terms.Envelope
        .Where(e => Fields.All(f => f.Code != e.Code && f.Name != e.Name))];

    /// <summary>Checks one row aligned to <see cref="Fields"/> or <see cref="Columns"/>.</summary>
    public CheckedRow Check(ReadOnlySpan<string?> values, CheckContext context) =>
        (checker ??= new RowChecker(this)).Check(values, context);

    /// <summary>Index of a column by its code, or -1.</summary>
    public int IndexOf(string code)
    {
        for (var i = 0; i < Columns.Length; i++)
        {
            if (Columns[i].Code == code)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>What a checked row says about its subject.</summary>
    public Nature NatureOf(CheckedRow row)
    {
        foreach (var one in NatureCases)
        {
            if (one.When.Holds(row.Values.AsSpan()))
            {
                return one.Nature;
            }
        }

        return Nature;
    }

    /// <summary>About whom a checked row speaks: its own word first, then what the item allows, then the number given.</summary>
    public SubjectCategory CategoryOf(CheckedRow row) => SubjectReading.Of(this, row.Values);
}
