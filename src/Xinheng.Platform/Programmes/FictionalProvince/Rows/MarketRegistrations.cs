using System.Collections.Immutable;
using System.Globalization;
using Xinheng.Platform.Programmes.FictionalProvince.Land;

namespace Xinheng.Platform.Programmes.FictionalProvince.Rows;

/// <summary>Firms, shops and co-operatives as a market-regulation office registers them (REG_ENT). Row number: the organisation's.</summary>
internal sealed class MarketRegistrations(Province province, Authority authority)
    : RowSource("REG_ENT", [.. Enum.GetNames<Column>()])
{
    private static readonly ulong About = Dice.About("REG_ENT");
    private static readonly string[] Industries = ["F5299", "H6210", "E4700", "C1411", "I6510", "A0111", "L7291", "G5430"];
    private static readonly string[] Scopes =
    [
        "食品销售；日用百货销售；互联网销售（除销售需要许可的商品）",
        "建设工程施工；住宅室内装饰装修；建筑材料销售",
        "软件开发；信息系统集成服务；技术服务、技术开发、技术咨询、技术转让",
        "道路货物运输（不含危险货物）；普通货物仓储服务；装卸搬运",
        "餐饮服务；小餐饮；外卖递送服务",
        "谷物种植；农副产品销售；农业机械服务",
    ];

    public override ImmutableArray<Mistake> Mistakes { get; } =
    [
        Wrong.CheckCharacter((int)Column.UNISCID),
        Wrong.Absent((int)Column.LEREP),
        Wrong.OutsideCodes((int)Column.REGSTATE, "营业中"),
        Wrong.NoSuchDay((int)Column.ESTDATE),
        Wrong.TooLong((int)Column.ENTTYPE, 4),
        Wrong.PersonForOrganisation((int)Column.UNISCID),
        Wrong.ShortYear((int)Column.APPRDATE),
    ];

    public override void Fill(long record, string?[] row)
    {
        var of = province.Organisation(record);
        var dice = Dice.For(province.Seed, About, record);
        var founded = province.Days.Text(of.Founded);
        row.AsSpan().Clear();
        row[(int)Column.PRIPID] = string.Create(CultureInfo.InvariantCulture, $"XH{record:D10}");
        row[(int)Column.UNISCID] = of.Code;
        row[(int)Column.REGNO] = of.FormerNumber;
        row[(int)Column.ENTNAME] = of.FormerName ?? of.Name;
        row[(int)Column.ENTTYPE] = of.Kind switch
        {
            OrganisationKind.Enterprise => of.Name.EndsWith("股份有限公司", StringComparison.Ordinal) ? "1219" : "1130",
            OrganisationKind.IndividualBusiness => "9500",
            _ => "9100",
        };
        row[(int)Column.LEREP] = of.Representative;
        row[(int)Column.REGSTATE] = of.State;
        row[(int)Column.REGORG] = authority.Name;
        row[(int)Column.DOM] = of.Address;
        row[(int)Column.DOMDISTRICT] = of.County.Code;
        row[(int)Column.INDUSTRYCO] = dice.Pick<string>(Industries);
        row[(int)Column.REGCAP] = of.IsIndividualBusiness ? null : Sanctions.Large[dice.Below(Sanctions.Large.Length)].TenThousands;
        row[(int)Column.REGCAPCUR] = of.IsIndividualBusiness ? null : "156";
        row[(int)Column.OPSCOPE] = dice.Pick<string>(Scopes);
        row[(int)Column.ESTDATE] = row[(int)Column.APPRDATE] = row[(int)Column.OPFROM] = founded;
    }

    /// <summary>The organisation took the name by which it is known today.</summary>
    public override void Correct(long record, string?[] row)
    {
        row[(int)Column.ENTNAME] = province.Organisation(record).Name;
        row[(int)Column.APPRDATE] = province.Days.Text(province.Today.AddDays(-(int)(record % 14)));
    }

    private enum Column
    {
        PRIPID, UNISCID, REGNO, ENTNAME, ENTTYPE, LEREP, REGSTATE, REGORG, DOM, DOMDISTRICT, INDUSTRYCO, REGCAP, REGCAPCUR, OPSCOPE,
        ESTDATE, APPRDATE, OPFROM,
    }
}
