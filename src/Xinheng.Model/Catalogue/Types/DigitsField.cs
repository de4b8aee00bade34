using Xinheng.Model.Catalogue.Checking;

namespace Xinheng.Model.Catalogue.Types;

/// <summary>A code of exactly so many digits: a division (GB/T 2260, six) or a year (four).</summary>
public sealed record DigitsField(int Length, string What) : FieldType
{
    public static DigitsField Division { get; } = new(6, "行政区划代码");

    public override string Signature => $"digits({Length};{What})";

    public override string Explain => $"{What}，{Length} 位数字";

    public override Reading Read(string text) =>
        text.Length == Length && !text.AsSpan().ContainsAnyExceptInRange('0', '9')
            ? text
            : new Fault("digits.shape", "E02", $"应为{What}，{Length} 位数字。");
}
