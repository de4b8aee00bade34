using System.Globalization;
using Xinheng.Model.Cases.Objecting;
using Xinheng.Model.Catalogue;
using Xinheng.Model.Catalogue.Types;
using Xinheng.Model.Subjects;

namespace Xinheng.Platform.Cases.Objecting.Comparing;

/// <summary>A field of a record, in words: code sets by their text, persons' numbers never.</summary>
public sealed record SaidField(string Code, string Name, string Text);

/// <summary>The same field before and after, or ours and the provider's, in words.</summary>
public sealed record ChangedWords(string Code, string Name, string? Before, string? After);

/// <summary>Writes a record's content as people read it, in the catalogue's order.</summary>
public static class FieldsOfRecord
{
    public const string Sealed = "（证件号码，加密保存，不显示）";

    /// <param name="item">As it stands in the catalogue in force; null where it has left it.</param>
    public static IReadOnlyList<SaidField> Of(CatalogueItem? item, IReadOnlyDictionary<string, string> fields) =>
    [
        .. fields.Where(one => one.Value.Length > 0).OrderBy(one => item?.IndexOf(one.Key) ?? 0)
            .Select(one => new SaidField(one.Key, NameOf(item, one.Key), TextOf(item, one.Key, one.Value))),
    ];

    public static IReadOnlyList<ChangedWords> Of(CatalogueItem? item, IEnumerable<FieldChange> changes) =>
        [.. changes.Select(one => new ChangedWords(one.Field, NameOf(item, one.Field), Said(item, one.Field, one.Before), Said(item, one.Field, one.After)))];

    public static string NameOf(CatalogueItem? item, string code) =>
        item?.IndexOf(code) is >= 0 and var column ? item.Columns[column].Name : code;

    private static string? Said(CatalogueItem? item, string code, string? value) => value is null ? null : TextOf(item, code, value);

    private static string TextOf(CatalogueItem? item, string code, string value) =>
        NumberToken.TryRead(value, out _) ? Sealed
        : item?.IndexOf(code) is >= 0 and var column && ValueWords.Of(item.Columns[column].Type, value) is { } text ? text
        : DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date.ToString("yyyy年M月d日", CultureInfo.InvariantCulture)
        : value;
}
