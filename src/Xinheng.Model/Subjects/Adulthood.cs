using System.Globalization;
using Xinheng.Model.Law;
using Xinheng.Model.Subjects.Identifiers;

namespace Xinheng.Model.Subjects;

/// <summary>From which day a person counts as an adult: the day after the birthday, as full years of age are counted (K).</summary>
public static class Adulthood
{
    /// <summary>The rule that says at what age. Basis: 民法典 17 (K).</summary>
    public const string RuleId = "ADULT_AGE";

    /// <summary>Null where neither the number nor a given date tells when somebody was born.</summary>
    public static DateOnly? Of(string scheme, string? number, string? birthDate, Rule adult)
    {
        var born = scheme == IdentifierScheme.ResidentId.Code && number is not null ? ResidentId.BirthDateOf(number) : null;
        if (born is null && birthDate is { Length: >= 10 } given
            && DateOnly.TryParseExact(given.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            born = date;
        }

        return born is { } day ? adult.Period.After(day).AddDays(1) : null;
    }
}
