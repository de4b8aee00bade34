using System.Text.RegularExpressions;

namespace Xinheng.House.Tests.Laws;

/// <summary>Law 14: objection, repair and what else is a right of those recorded are free, so nothing could hold a fee.</summary>
public sealed partial class FreeOfChargeTests
{
    private const string Why =
        "Order 36 of 2025, and the local regulations: never a charge for repair, objection, one's own file. What has no field for money takes none.";

    [Fact]
    public void No_type_member_or_parameter_of_room_Cases_is_about_money_taken() =>
        Law.Holds(Why,
            from floor in new[] { House.Model, House.Platform }
            from type in floor.WrittenTypes
            where InCases(type.Namespace) || InCases(type.DeclaringType?.Namespace)
            from name in type.Properties.Select(p => p.Name).Concat(type.Fields.Select(f => f.Name)).Concat(type.Methods.SelectMany(m => m.Parameters).Select(p => p.Name)).Append(type.Name)
            where IsFee(name)
            select $"{type.FullName}: {name}");

    [Fact]
    public void No_table_or_column_of_room_Cases_is_about_money_taken() =>
        Law.Holds(Why,
            from file in House.Files
            where file.StartsWith("src/Xinheng.Platform/Cases/", StringComparison.Ordinal) && file.EndsWith(".sql", StringComparison.Ordinal)
            from line in House.Lines(file)
            let code = line.Split("--")[0]
            from Match word in Word().Matches(code)
            where IsFee(word.Value)
            select $"{file}: {word.Value}");

    [Fact]
    public void No_field_of_a_form_about_cases_is_about_money_taken() =>
        Law.Holds(Why,
            from file in House.Files
            where file.StartsWith("src/Xinheng.Web/", StringComparison.Ordinal) && file.EndsWith(".razor", StringComparison.Ordinal)
            where Places().IsMatch(file)
            from Match input in Input().Matches(House.Text(file))
            where IsFee(input.Groups[1].Value)
            select $"{file}: {input.Groups[1].Value}");

    [Fact]
    public void No_rule_of_the_law_is_a_price_of_a_right() =>
        Law.Holds(Why,
            from line in House.Lines("catalogue/law/rules.yaml")
            from Match id in RuleId().Matches(line)
            where IsFee(id.Groups[1].Value.ToLowerInvariant())
            select id.Groups[1].Value);

    [Fact]
    public void No_setting_of_the_platform_is_a_price() =>
        Law.Holds(Why,
            from floor in new[] { House.Platform, House.Web }
            from type in floor.WrittenTypes
            where type.Name.EndsWith("Options", StringComparison.Ordinal) || type.Name.EndsWith("Settings", StringComparison.Ordinal)
            from property in type.Properties
            where IsFee(property.Name)
            select $"{type.FullName}.{property.Name}");

    [Theory]
    [InlineData("fee", true)]
    [InlineData("RepairFee", true)]
    [InlineData("service_charge", true)]
    [InlineData("Price", true)]
    [InlineData("收费标准", true)]
    [InlineData("费用", true)]
    [InlineData("feedback", false)]
    [InlineData("discharged", false)]
    [InlineData("fed", false)]
    [InlineData("coffee", false)]
    public void The_law_bites(string name, bool isFee) => Assert.Equal(isFee, IsFee(name));

    private static bool InCases(string? space) =>
        space is not null && (space + ".").StartsWith("Xinheng.Model.Cases.", StringComparison.Ordinal)
        || space is not null && (space + ".").StartsWith("Xinheng.Platform.Cases.", StringComparison.Ordinal);

    // Words of a name: serviceCharge, service_charge, SERVICE_CHARGE.
    private static bool IsFee(string? name) => name is not null
        && (Chinese().IsMatch(name) || Part().Matches(name).Any(part => Money.Contains(part.Value.ToLowerInvariant())));

    private static readonly HashSet<string> Money =
        ["fee", "fees", "price", "prices", "priced", "charge", "charges", "charged", "tariff", "invoice", "surcharge"];

    [GeneratedRegex("费用|收费|价格|缴费|付费")]
    private static partial Regex Chinese();

    [GeneratedRegex("[A-Z]+(?![a-z])|[A-Z]?[a-z]+")]
    private static partial Regex Part();

    [GeneratedRegex(@"[A-Za-z_]+")]
    private static partial Regex Word();

    [GeneratedRegex("(?i)(repair|objection|commitment|cases|complaint|report)")]
    private static partial Regex Places();

    [GeneratedRegex("""\bname="([^"@]+)["]""")]
    private static partial Regex Input();

    [GeneratedRegex(@"id: ((?:REPAIR|OBJECTION|REORGANISATION|PROXY|COMMITMENT)\w*)")]
    private static partial Regex RuleId();
}
