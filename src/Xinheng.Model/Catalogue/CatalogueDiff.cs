using System.Collections.Immutable;

namespace Xinheng.Model.Catalogue;

public enum CatalogueChangeKind
{
    Added,
    Removed,
    Changed,
}

/// <summary>One difference between two editions, as it is put before those who decide on the new one.</summary>
/// <param name="Kind">Added, removed or changed.</param>
/// <param name="Item">Code of the item.</param>
/// <param name="Field">Code of the field, or null when it is about the item.</param>
/// <param name="What">Which property changed; null for a whole item or field.</param>
/// <param name="Before">In the older edition.</param>
/// <param name="After">In the newer edition.</param>
public sealed record CatalogueChange(
    CatalogueChangeKind Kind, string Item, string? Field, string? What, string? Before, string? After)
{
    /// <summary>What it was in words, where the code is not what people say.</summary>
    public string? Was { get; init; }

    /// <summary>What it becomes, in words.</summary>
    public string? Becomes { get; init; }
}

/// <summary>What changes for departments and subjects from one edition of the catalogue to another.</summary>
public static class CatalogueDiff
{
    public static ImmutableArray<CatalogueChange> Between(CataloguePack older, CataloguePack newer)
    {
        var changes = ImmutableArray.CreateBuilder<CatalogueChange>();
        foreach (var item in older.Items)
        {
            if (newer.Find(item.Code) is not { } now)
            {
                changes.Add(new(CatalogueChangeKind.Removed, item.Code, null, null, item.Name, null));
                continue;
            }

            Compare(changes, item.Code, null, Properties(item), Properties(now));
            CompareFields(changes, item, now);
        }

        foreach (var item in newer.Items.Where(i => older.Find(i.Code) is null))
        {
            changes.Add(new(CatalogueChangeKind.Added, item.Code, null, null, null, item.Name));
        }

        return changes.ToImmutable();
    }

    private static void CompareFields(
        ImmutableArray<CatalogueChange>.Builder changes, CatalogueItem older, CatalogueItem newer)
    {
        var now = newer.Fields.DistinctBy(f => f.Code).ToDictionary(f => f.Code, StringComparer.Ordinal);
        foreach (var field in older.Fields)
        {
            if (now.Remove(field.Code, out var later))
            {
                Compare(changes, older.Code, field.Code, Properties(field), Properties(later));
            }
            else
            {
                changes.Add(new(CatalogueChangeKind.Removed, older.Code, field.Code, null, field.Name, null));
            }
        }

        foreach (var field in newer.Fields.Where(f => now.ContainsKey(f.Code)))
        {
            changes.Add(new(CatalogueChangeKind.Added, older.Code, field.Code, null, null, field.Name));
        }
    }

    private static void Compare(
        ImmutableArray<CatalogueChange>.Builder changes,
        string item,
        string? field,
        ImmutableArray<(string What, string? Value, string? Words)> older,
        ImmutableArray<(string What, string? Value, string? Words)> newer)
    {
        for (var i = 0; i < older.Length; i++)
        {
            if (older[i].Value != newer[i].Value)
            {
                changes.Add(new(CatalogueChangeKind.Changed, item, field, older[i].What, older[i].Value, newer[i].Value)
                {
                    Was = older[i].Words, Becomes = newer[i].Words,
                });
            }
        }
    }

    private static ImmutableArray<(string What, string? Value, string? Words)> Properties(CatalogueItem item) =>
    [
        Plain("name", item.Name),
        Plain("category", item.Category),
        Plain("nationalCategory", item.NationalCategory),
        ("nature", $"{item.Nature}{string.Concat(item.NatureCases.Select(n => $";{n.Nature}:{n.When.Signature}"))}",
            $"{EditionWords.Of(item.Nature)}{string.Concat(item.NatureCases.Select(n => $"；{n.When.Explain}时{EditionWords.Of(n.Nature)}"))}"),
        ("openness", item.Openness.ToString(), EditionWords.Of(item.Openness)),
        ("subjects", item.Subjects.ToString(), EditionWords.Of(item.Subjects)),
        Plain("authority", item.Authority),
        Plain("update", item.Update.ToString()),
        ("retention", $"{item.Retention.Code}: {item.Retention.Text}", $"{item.Retention.Name}：{item.Retention.Text}"),
        Plain("legalBasis", string.Join('；', item.LegalBasis.Select(b => b.Text))),
        Plain("publicAboutPersons", item.PublicAboutPersons?.Text),
        ("class", item.Class?.ToString(), EditionWords.Of(item.Class)),
        Plain("inactive", item.InactiveBecause),
        ("key", string.Join(',', item.KeyFields), string.Join('、', item.KeyFields.Select(k => k.Name))),
        ("roles", string.Join(',', item.Roles.All.Select(r => $"{r.Key}={r.Value}")), null),
        ("rules", string.Join(' ', item.Rules.Select(r => r.Signature)), string.Join('；', item.Rules.Select(r => r.Explain))),
        Plain("veto", item.MayBeVetoed ? "本人可以要求不公示" : "没有不公示请求"),
        Plain("sectors", string.Join(',', item.Sectors)),
    ];

    private static ImmutableArray<(string What, string? Value, string? Words)> Properties(Field field) =>
    [
        Plain("name", field.Name),
        Plain("aliases", string.Join(',', field.Aliases)),
        ("type", field.Type.Signature, field.Type.Explain),
        Plain("codes", field.Type.Codes is { } set ? string.Join(',', set.Values.Select(v => $"{v.Code}={v.Text}")) : null),
        ("requirement", field.Requirement.Signature, field.Requirement.Explain),
        ("openness", field.Openness.ToString(), EditionWords.Of(field.Openness)),
        ("personal", field.Personal ? "yes" : "no", field.Personal ? "是个人信息" : "不是个人信息"),
    ];

    private static (string What, string? Value, string? Words) Plain(string what, string? value) => (what, value, value);
}
