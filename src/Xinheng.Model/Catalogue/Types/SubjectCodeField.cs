using Xinheng.Model.Catalogue.Checking;
using Xinheng.Model.Foundation;

namespace Xinheng.Model.Catalogue.Types;

/// <summary>
/// One column for organisations' and persons' numbers alike, as the commitment and case tables have it.
/// Which of the two it is depends on the row's subject category, so it counts as a person's number until that is known.
/// </summary>
public sealed record SubjectCodeField : FieldType
{
    private const int Shortest = 5;
    private const int Longest = 64;

    private static readonly Fault Shape =
        new("subject-code.shape", "E05", "应为统一社会信用代码或自然人证件号码。");

    public override string Signature => "subject-code";

    public override string Explain => "组织填统一社会信用代码，自然人填证件号码（加密保存，不对外显示）";

    public override bool IsSealed => true;

    public override Reading Read(string text)
    {
        var value = Text.HalfWidth(text).Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
        return value.Length is >= Shortest and <= Longest && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '-')
            ? value == text ? text : value
            : Shape;
    }
}
