using Xinheng.Model.Catalogue;
using Xinheng.Model.Catalogue.Checking;
using Xinheng.Model.Catalogue.Types;
using Xinheng.Model.Subjects;
using Xinheng.Model.Subjects.Identifiers;

namespace Xinheng.Model.Collection;

/// <summary>
/// Which of a row's values are persons' numbers, and what is kept instead of them. A birth date that stands beside a number
/// is kept the same way: with the place of birth it is most of the number. Basis: 个人信息保护法 28, 51 (V).
/// </summary>
public sealed class NumbersOfRow
{
    /// <summary>Under which birth dates are kept. Each is bound to its person, so that equal dates cannot be told.</summary>
    public const string BirthDate = "birth-date";

    private readonly CatalogueItem item;
    private readonly NumberTokens tokens;
    private readonly int[] kinds;

    public NumbersOfRow(CatalogueItem item, NumberTokens tokens)
    {
        (this.item, this.tokens) = (item, tokens);
        kinds = [.. item.Columns.Select(c => c.Type is IdNumberField { KindField: { } kind } ? item.IndexOf(kind) : -1)];
    }

    /// <summary>The value itself, or the token that stands for it.</summary>
    public string Kept(int column, string value, CheckedRow row, SubjectReference about) => item.Columns[column].Type switch
    {
        IdNumberField => Token(SubjectOfRow.SchemeOf(kinds[column] < 0 ? null : row.Values[kinds[column]]), value),
        SubjectCodeField when about.Kind == SubjectKind.NaturalPerson => Token(about.Scheme, value),
        _ when column == item.Roles[FieldRole.TaxRegistrationNumber] && TaxRegistrationNumber.IsPerson(value, DateOnly.MaxValue) =>
            Token(IdentifierScheme.TaxRegistration.Code, value),
        _ when column == item.Roles[FieldRole.BirthDate] && about.Kind == SubjectKind.NaturalPerson =>
            Token(BirthDate, $"{Number(row)}|{value}"),
        _ => value,
    };

    private string Token(string scheme, string number) => tokens(scheme, number).ToString();

    private string? Number(CheckedRow row) => item.Roles[FieldRole.PersonIdNumber] is >= 0 and var column ? row.Values[column] : null;
}
