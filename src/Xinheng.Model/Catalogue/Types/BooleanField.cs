using Xinheng.Model.Catalogue.Checking;

namespace Xinheng.Model.Catalogue.Types;

/// <summary>是 or 否, stored as 1 or 0.</summary>
public sealed record BooleanField : FieldType
{
    public const string Yes = "1";
    public const string No = "0";

    private static readonly Fault Unreadable = new("boolean.unreadable", "E04", "只能填 是 或 否（也可填 1 或 0）。");

    public override string Signature => "boolean";

    public override string Explain => "填 是 或 否（也可填 1 或 0）";

    public override bool IsPlaceholder(string text) => text != No && Placeholder.Is(text);

    public override Reading Read(string text) => text switch
    {
        Yes or No => text,
        "是" or "Y" or "y" or "１" or "true" or "TRUE" or "True" => Yes,
        "否" or "N" or "n" or "０" or "false" or "FALSE" or "False" => No,
        _ => Unreadable,
    };
}
