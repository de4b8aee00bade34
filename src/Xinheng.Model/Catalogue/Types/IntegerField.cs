using Xinheng.Model.Catalogue.Checking;

namespace Xinheng.Model.Catalogue.Types;

/// <summary>A count: a whole number that is not negative.</summary>
public sealed record IntegerField : FieldType
{
    private static readonly DecimalField Whole = new(10, 0);

    private static readonly Fault NotWhole = new("number.not-whole", "E02", "要填整数，如 12。");

    public override string Signature => "integer";

    public override string Explain => "整数，如 12";

    public override bool IsPlaceholder(string text) => Whole.IsPlaceholder(text);

    public override Reading Read(string text) => Whole.Read(text) is { Value: not null } read ? read : NotWhole;
}
