using System.Globalization;
using Xinheng.Model.Catalogue;
using Xinheng.Testing;

namespace Xinheng.Platform.Tests.Disclosure;

/// <summary>A file of one row of any item: its worked example with subject, authority, dates and whatever else put in.</summary>
internal static class RowOfItem
{
    public static string Csv(CatalogueItem item, int subject, IEnumerable<(string Field, string Value)> changes, bool aboutPerson = false)
    {
        var values = item.Fields.Select((field, i) => (field.Code, Value: item.Example[i] ?? ""))
            .ToDictionary(f => f.Code, f => f.Value);
        Put(FieldRole.AuthorityCode, TestPlatform.Authority);
        Put(FieldRole.SourceCode, TestPlatform.Authority);
        Put(FieldRole.DocumentNumber, string.Create(CultureInfo.InvariantCulture, $"云示字〔2026〕{subject}号"));
        Put(FieldRole.SubjectName, aboutPerson ? "李示例" : string.Create(CultureInfo.InvariantCulture, $"云汀市信衡示例{subject}号贸易有限公司"));
        Put(FieldRole.UnifiedCode, aboutPerson ? "" : PenaltyFile.Code(subject));
        if (aboutPerson)
        {
            Put(FieldRole.SubjectCategory, "自然人");
            Put(FieldRole.PersonIdType, "身份证");
            Put(FieldRole.PersonIdNumber, ExampleNumber);
            values["SX_XB"] = values.ContainsKey("SX_XB") ? "男" : "";
            values["SX_NL"] = values.ContainsKey("SX_NL") ? "40" : "";
            Put(FieldRole.LegalRepresentative, "");
        }

        foreach (var (field, value) in changes)
        {
            values[field] = value == "OTHER" ? TestPlatform.OtherAuthority : value;
        }

        var given = values.Where(v => v.Value.Length > 0).ToList();
        return string.Join(',', given.Select(v => v.Key)) + "\r\n" + string.Join(',', given.Select(v => $"\"{v.Value}\"")) + "\r\n";

        void Put(FieldRole role, string value)
        {
            if (item.Roles.All.TryGetValue(role, out var field))
            {
                values[field.Code] = value;
            }
        }
    }

    /// <summary>The number that GB 11643 prints as its example: nobody's.</summary>
    private const string ExampleNumber = "11010519491231002X";

    /// <summary>The column that plays the part, by its code.</summary>
    public static string? Column(this CatalogueItem item, FieldRole role) =>
        item.Roles.All.TryGetValue(role, out var field) ? field.Code : null;
}
