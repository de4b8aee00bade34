namespace Xinheng.Platform.Programmes.FictionalProvince.Rows;

/// <summary>The words that stand in the worked examples of the catalogue, and so say what a column holds.</summary>
internal static class Examples
{
    public const string Organisation = "信衡示例食品有限公司";
    public const string OrganisationCode = "91990000XY00010154";
    public const string Office = "信衡市市场监督管理局";
    public const string OfficeCode = "11990000XY0002026P";
    public const string Court = "信衡市示例区人民法院";
    public const string Customs = "信衡海关";
    public const string Person = "李示例";
    public const string PersonNumber = "11010519491231002X";
    public const string Birth = "1949-12-31";
    public const string Representative = "张示例";
    public const string Official = "王示例";
    public const string Basis = "《示例管理条例》第十条第一款";
    public const string Commitment = "99010020250310000001";
    public const string Division = "990100";
    public const string Phrase = "示例：";
    public const string CourtNumber = "（2025）";
    public const string DocumentYear = "〔2025〕";
    public const string Year = "2025";

    /// <summary>The day on which the examples' decisions are made: all their dates lie so far from it.</summary>
    public static DateOnly Day { get; } = new(2025, 3, 10);

    /// <summary>No date of an example that must be past lies after this.</summary>
    public static DateOnly Latest { get; } = new(2025, 12, 31);
}
