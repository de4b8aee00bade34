using System.Collections.Immutable;
using System.Globalization;

namespace Xinheng.Platform.Programmes.FictionalProvince.Rows;

/// <summary>What a decision imposes: kinds of CS_CFLB in codes and words.</summary>
/// <param name="Codes">Joined by semicolons.</param>
/// <param name="Text">The same in the national wording.</param>
/// <param name="Words">As the decision says it, before any amount.</param>
/// <param name="HasFine">罚款.</param>
/// <param name="HasTaken">没收违法所得 or 没收非法财物.</param>
/// <param name="TakesLicence">暂扣 or 吊销.</param>
/// <param name="Least">The class that the kinds alone give it: 1 轻微, 2 一般, 3 严重.</param>
internal sealed record Sanction(
    string Codes, string Text, string Words, bool HasFine, bool HasTaken, bool TakesLicence, int Least);

/// <summary>A sum of money, in the units in which rows and sentences name it.</summary>
internal sealed record Sum(int Yuan)
{
    /// <summary>万元, as the national table has it.</summary>
    public string TenThousands { get; } = (Yuan / 10_000m).ToString("0.####", CultureInfo.InvariantCulture);

    public string Words { get; } = Yuan.ToString(CultureInfo.InvariantCulture) + "元";
}

internal static class Sanctions
{
    /// <summary>Each as often as it stands here.</summary>
    public static ImmutableArray<Sanction> Usual { get; } =
    [
        .. Times(22, new("03", "罚款", "处以罚款", true, false, false, 1)),
        .. Times(16, new("01;03", "警告;罚款", "给予警告，并处以罚款", true, false, false, 1)),
        .. Times(6, new("01", "警告", "给予警告", false, false, false, 1)),
        .. Times(3, new("02", "通报批评", "给予通报批评", false, false, false, 1)),
        .. Times(8, new("03;04", "罚款;没收违法所得", "没收违法所得，并处以罚款", true, true, false, 2)),
        .. Times(4, new("03;05", "罚款;没收非法财物", "没收非法财物，并处以罚款", true, true, false, 2)),
        .. Times(2, new("03;06", "罚款;暂扣许可证件", "暂扣许可证件，并处以罚款", true, false, true, 2)),
        .. Times(1, new("07", "降低资质等级", "降低资质等级", false, false, false, 2)),
        .. Times(1, new("08", "吊销许可证件", "吊销许可证件", false, false, true, 3)),
        .. Times(1, new("03;10", "罚款;责令停产停业", "责令停产停业，并处以罚款", true, false, false, 3)),
        .. Times(1, new("09", "限制开展生产经营活动", "限制开展生产经营活动", false, false, false, 3)),
    ];

    public static ImmutableArray<Sum> Small { get; } = Sums(200, 500, 800, 1_000, 2_000, 3_000);

    // No sum lies between the thresholds of two sectors of the fictional table: the class is the same by either.
    public static ImmutableArray<Sum> Middling { get; } =
        Sums(1_000, 2_000, 3_000, 5_000, 6_800, 8_000, 10_000, 12_500, 20_000, 25_000, 50_000, 60_000, 80_000, 100_000, 150_000, 200_000);

    public static ImmutableArray<Sum> Large { get; } = Sums(250_000, 300_000, 400_000, 1_000_000, 1_200_000, 2_500_000);

    private static ImmutableArray<Sum> Sums(params int[] yuan) => [.. yuan.Select(y => new Sum(y))];

    private static IEnumerable<Sanction> Times(int count, Sanction sanction) => Enumerable.Repeat(sanction, count);
}
