using System.Collections.Immutable;
using Xinheng.Model.Catalogue;
using Xinheng.Model.Catalogue.Checking;
using Xinheng.Model.Catalogue.Types;
using Xinheng.Platform.Programmes.FictionalProvince.Land;

namespace Xinheng.Platform.Programmes.FictionalProvince.Rows;

/// <summary>
/// How any item of a catalogue is filled: its worked example says what stands in each column, and whatever may stand
/// there instead without a problem is tried once, with the item's own check.
/// </summary>
internal sealed class ItemShape
{
    public ItemShape(CatalogueItem item, DateOnly today)
    {
        Item = item;
        Columns = [.. item.Fields.Select(f => f.Code)];
        Makers = [.. item.Fields.Select((field, i) => Particulars.For(item.Code, field.Code)
            ?? (item.Example[i] is { } example ? MakerOf(field, i, example, today) : null))];
        IsAboutPersons = item.Subjects == SubjectKinds.NaturalPerson;
        HasSerial = item.KeyFields.Any(k => item.Example[k.Index] is { } example && ColumnMakers.HoldsSerial(example));
    }

    public CatalogueItem Item { get; }

    public ImmutableArray<string> Columns { get; }

    /// <summary>One a column; null where the example leaves the column empty.</summary>
    public ImmutableArray<Func<Facts, string?>?> Makers { get; }

    public bool IsAboutPersons { get; }

    /// <summary>Its key holds a number that grows; without one a subject can have only one row.</summary>
    public bool HasSerial { get; }

    /// <summary>Whether the item is collected about such an organisation.</summary>
    public bool Allows(Organisation of) => IsAboutGovernment ? of.Kind == OrganisationKind.Institution : Item.Subjects.HasFlag(
        of.IsIndividualBusiness ? SubjectKinds.IndividualBusiness : SubjectKinds.LegalPerson);

    // 政务失信: no firm can break the government's word.
    private bool IsAboutGovernment => Item.Code == "ZW_SX";

    private Func<Facts, string?> MakerOf(Field field, int column, string example, DateOnly today)
    {
        // A class comes with its period, a number with its kind of document, and the example's two fit each other.
        if (column == Item.Roles[FieldRole.Severity] || column == Item.Roles[FieldRole.SubjectCategory] || IsKindOfDocument(field))
        {
            return ColumnMakers.Fixed(field, example);
        }

        if (column == Item.Roles[FieldRole.PublicUntil] && Item.Class is not ClassRule.Fixed { Class: AdverseClass.Serious })
        {
            return facts => facts.Province.Days.Text(facts.Day.AddYears(1));
        }

        return field.Type switch
        {
            CodeField { Set: var set } => ColumnMakers.OneOf(Passing(column, [.. set.Values.Where(v => !v.TakesRemark).Select(v => v.Text)], example, today)),
            BooleanField => ColumnMakers.OneOf(Passing(column, ["是", "否"], example, today)),
            DecimalField or IntegerField => ColumnMakers.Amount(example),
            _ => ColumnMakers.Of(field, example),
        };
    }

    private bool IsKindOfDocument(Field field) => Item.Fields.Any(f => f.Type is IdNumberField { KindField: var kind } && kind == field.Code);

    private ImmutableArray<string> Passing(int column, ImmutableArray<string> candidates, string example, DateOnly today)
    {
        var context = new CheckContext(today > Examples.Latest ? today : Examples.Latest);
        return [.. candidates.Where(Passes).DefaultIfEmpty(example)];

        bool Passes(string candidate)
        {
            var row = Item.Example.ToArray();
            row[column] = candidate;
            return Item.Check(row, context).Problems.IsEmpty;
        }
    }
}
