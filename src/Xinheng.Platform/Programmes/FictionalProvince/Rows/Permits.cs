using System.Collections.Immutable;
using System.Globalization;
using Xinheng.Platform.Programmes.FictionalProvince.Land;

namespace Xinheng.Platform.Programmes.FictionalProvince.Rows;

/// <summary>Permits to organisations (XK_LP) by one office.</summary>
internal sealed class Permits : RowSource
{
    private static readonly ulong About = Dice.About("XK_LP");

    private readonly Province province;
    private readonly Authority authority;
    private readonly PermitKind[] kinds;
    private readonly string[] numberStarts;

    public Permits(Province province, Authority authority)
        : base("XK_LP", [.. Enum.GetNames<Column>()])
    {
        this.province = province;
        this.authority = authority;
        kinds = PermitKinds.Of(authority.Trade);
        numberStarts = [.. Enumerable.Range(2000, 100).Select(year => $"{authority.Sign}许〔{year}〕")];
        Mistakes =
        [
            Wrong.CheckCharacter((int)Column.XK_XDR_SHXYM),
            Wrong.Absent((int)Column.XK_WSH),
            Wrong.Future(province.Today, (int)Column.XK_JDRQ, (int)Column.XK_YXQZ, (int)Column.XK_YXQZI),
            Wrong.PersonForOrganisation((int)Column.XK_XDR_SHXYM),
            Wrong.OutsideCodes((int)Column.XK_XKLB, "一般"),
            Wrong.TooLong((int)Column.XK_XKWS, 64),
            Wrong.Placeholder((int)Column.XK_NR),
            Wrong.NoSuchDay((int)Column.XK_JDRQ),
            Wrong.EndBeforeStart((int)Column.XK_YXQZI),
            Wrong.Absent((int)Column.XK_FRDB),
        ];
    }

    public override ImmutableArray<Mistake> Mistakes { get; }

    public override void Fill(long record, string?[] row)
    {
        var dice = Dice.For(province.Seed, About, record);
        var of = province.DrawOrganisation(dice.OneIn(10) ? -1 : authority.City, ref dice);
        var kind = dice.Pick<PermitKind>(kinds);
        var day = province.DrawDay(5, of, ref dice);
        var end = kind.Years == 0 ? (DateOnly?)null : day.AddYears(kind.Years).AddDays(-1);
        var number = (record + 1).ToString(CultureInfo.InvariantCulture);

        row.AsSpan().Clear();
        row[(int)Column.XK_XDR_MC] = of.Name;
        row[(int)Column.XK_XDR_LB] = of.IsIndividualBusiness ? "个体工商户" : "法人及非法人组织";
        row[(int)Column.XK_XDR_SHXYM] = of.Code;
        row[(int)Column.XK_FRDB] = of.Representative;
        row[(int)Column.XK_XKWS] = kind.Document;
        row[(int)Column.XK_WSH] = string.Concat(numberStarts[day.Year - 2000], number, "号");
        row[(int)Column.XK_XKLB] = kind.Kind;
        row[(int)Column.XK_XKZS] = kind.Certificate;
        row[(int)Column.XK_XKBH] = string.Concat("XH-", number);
        row[(int)Column.XK_NR] = kind.Content;
        row[(int)Column.XK_JDRQ] = row[(int)Column.XK_YXQZ] = province.Days.Text(day);
        row[(int)Column.XK_YXQZI] = end is { } last ? province.Days.Text(last) : "2099-12-31";
        row[(int)Column.XK_XKJG] = row[(int)Column.XK_LYDW] = authority.Name;
        row[(int)Column.XK_XKJGDM] = row[(int)Column.XK_LYDWDM] = authority.Code;
        row[(int)Column.XK_ZT] = end < province.Today ? "无效" : "有效";
    }

    /// <summary>The permit was given back.</summary>
    public override void Correct(long record, string?[] row)
    {
        row[(int)Column.XK_ZT] = "无效";
        row[(int)Column.BZ] = "被许可人申请注销";
    }

    private enum Column
    {
        XK_XDR_MC, XK_XDR_LB, XK_XDR_SHXYM, XK_FRDB, XK_XKWS, XK_WSH, XK_XKLB, XK_XKZS, XK_XKBH, XK_NR, XK_JDRQ, XK_YXQZ,
        XK_YXQZI, XK_XKJG, XK_XKJGDM, XK_ZT, XK_LYDW, XK_LYDWDM, BZ,
    }
}
