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

        ImmutableArray<FieldRef> texts = [.. Enumerable.Range(0, item.Columns.Length)
            .Where(i => item.Columns[i].Type is TextField { Scanned: true })
            .Select(i => Ref(item, i))];
        rules.Add(new PersonsInText(texts, item));
        return rules.ToImmutable();
    }

    public static FieldRef Ref(CatalogueItem item, int column) =>
        new(item.Columns[column].Code, item.Columns[column].Name, column);
}
