using Xinheng.Model.Cases.Objecting;

namespace Xinheng.Web.Me.Objections;

/// <summary>What was said so far in the three steps; it goes from page to page in the form itself, never in an address.</summary>
/// <param name="Fields">Codes of the fields that are wrong; <see cref="Whole"/> for the record as a whole.</param>
/// <param name="Rights">What each should say, by code.</param>
/// <param name="Evidence">Ids of originals already kept.</param>
public sealed record GivenObjection(
    string Record, string Ground, IReadOnlyList<string> Fields, IReadOnlyDictionary<string, string> Rights, string Why, IReadOnlyList<Guid> Evidence)
{
    public const string Whole = "*";

    public static GivenObjection Nothing(string record) => new(record, "", [], new Dictionary<string, string>(), "", []);

    public ObjectionText Text => new(Ground, [.. Fields.Select(code => new Claim(code == Whole ? null : code, Rights.GetValueOrDefault(code, "")))], Why);

    /// <summary>As the form carries it on.</summary>
    public IEnumerable<(string Name, string Value)> Carried =>
    [
        ("record", Record), ("ground", Ground), .. Fields.Select(code => ("fields", code)),
        .. Fields.Where(Rights.ContainsKey).Select(code => ($"right-{code}", Rights[code])), ("why", Why), .. Evidence.Select(id => ("evidence", id.ToString())),
    ];

    public static GivenObjection Of(IReadOnlyList<(string Name, string Value)> form) => new(
        Last(form, "record"), Last(form, "ground"), [.. form.Where(one => one.Name == "fields").Select(one => one.Value).Distinct()],
        form.Where(one => one.Name.StartsWith("right-", StringComparison.Ordinal) && one.Value.Length > 0)
            .GroupBy(one => one.Name["right-".Length..]).ToDictionary(one => one.Key, one => one.Last().Value),
        Last(form, "why"),
        [.. form.Where(one => one.Name == "evidence").Select(one => Guid.TryParse(one.Value, out var id) ? id : Guid.Empty).Where(id => id != Guid.Empty).Distinct()]);

    private static string Last(IReadOnlyList<(string Name, string Value)> form, string name) => form.LastOrDefault(one => one.Name == name).Value ?? "";
}
