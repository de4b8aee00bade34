using System.Collections.Immutable;
using Xinheng.Model.Catalogue.Types;

namespace Xinheng.Model.Catalogue.Rules;

/// <summary>The rules that hold for every item by what its fields are and which parts they play; no pack can forget them.</summary>
internal static class StandingRules
{
    public static ImmutableArray<RowRule> For(CatalogueItem item)
    {
        var rules = ImmutableArray.CreateBuilder<RowRule>();
        rules.Add(new SubjectIdentity(item));
        for (var i = 0; i < item.Columns.Length; i++)
        {
            var field = item.Columns[i];
            if (field.Type is IdNumberField number)
            {
                var kind = number.KindField is null ? -1 : item.IndexOf(number.KindField);
                rules.Add(new ResidentNumber(Ref(item, i), kind < 0 ? null : Ref(item, kind), item.Terms.Checks));
            }
        }

        if (item.Roles[FieldRole.DecidedOn] is >= 0 and var decided)
        {
            rules.Add(new NotInFuture(Ref(item, decided)));
        }

        rules.Add(new PersonsInText(Columns(item, i => item.Columns[i].Type is TextField { Scanned: true }), item));
        rules.Add(new PersonsInShortText(
            Columns(item, i => IsShortText(item.Columns[i].Type) && !IsForNumbers(item, i)),
            Columns(item, i => IsForSerials(item, i)), item));
        return rules.ToImmutable();
    }

    // “其他-补充说明” continues a code with whatever somebody writes.
    private static bool IsShortText(FieldType type) => type is TextField { Scanned: false }
        || (type is CodeField { Set.Values: var values } && values.Any(v => v.TakesRemark));

    private static bool IsForSerials(CatalogueItem item, int column) => item.Columns[column].Type is DocumentNumberField
        || (item.Columns[column].Type is TextField { Scanned: false } && IsForNumbers(item, column) && !IsOwnersOwn(item, column));

    private static bool IsForNumbers(CatalogueItem item, int column) => item.Roles.Legacy.Any(l => l.Column == column);

    // An individual business was taxed under its owner's own number: kept closed, that one is sealed where it is kept.
    private static bool IsOwnersOwn(CatalogueItem item, int column) =>
        item.Roles[FieldRole.TaxRegistrationNumber] == column && item.Columns[column].Openness != FieldOpenness.Open;

    private static ImmutableArray<FieldRef> Columns(CatalogueItem item, Func<int, bool> isOne) =>
        [.. Enumerable.Range(0, item.Columns.Length).Where(isOne).Select(i => Ref(item, i))];

    public static FieldRef Ref(CatalogueItem item, int column) =>
        new(item.Columns[column].Code, item.Columns[column].Name, column);
}
