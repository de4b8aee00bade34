using System.Globalization;
using Xinheng.Platform.Programmes.FictionalProvince.Land;

namespace Xinheng.Platform.Programmes.FictionalProvince.Rows;

/// <summary>
/// Associations, institutions, law firms, village collectives and the offices themselves as registered (REG_ORG).
/// Row number: the organisation's; below zero, an office's.
/// </summary>
internal sealed class OtherRegistrations(Province province, Authority authority)
    : RowSource("REG_ORG", [.. Enum.GetNames<Column>()])
{
    public override void Fill(long record, string?[] row)
    {
        row.AsSpan().Clear();
        row[(int)Column.DJJG] = authority.Name;
        if (record < 0)
        {
            FillOffice(Authorities.All[(int)~record], ~record, row);
            return;
        }

        var of = province.Organisation(record);
        row[(int)Column.ZT_MC] = of.Name;
        row[(int)Column.ZT_DM] = of.Code;
        row[(int)Column.ZT_LX] = KindOf(of.Kind);
        row[(int)Column.FDDBR] = of.Representative;
        row[(int)Column.ZSH] = string.Create(CultureInfo.InvariantCulture, $"XHZ-{record:D8}");
        row[(int)Column.KBZJ] = of.Kind == OrganisationKind.LawFirm ? "30" : "10";
        row[(int)Column.ZC] = of.Address;
        row[(int)Column.DJZT] = of.State == "1" ? "存续" : "注销";
        row[(int)Column.SLRQ] = province.Days.Text(of.Founded);
    }

    /// <summary>Which kind of office registers an organisation.</summary>
    public static string TradeOf(OrganisationKind kind) => kind switch
    {
        OrganisationKind.Institution => "establishment",
        OrganisationKind.LawFirm => "justice",
        OrganisationKind.VillageCollective => "farming",
        _ => "civil",
    };

    private void FillOffice(Authority office, long number, string?[] row)
    {
        var dice = Dice.For(province.Seed, Dice.About("office"), number);
        row[(int)Column.ZT_MC] = office.Name;
        row[(int)Column.ZT_DM] = office.Code;
        row[(int)Column.ZT_LX] = "机关";
        row[(int)Column.FDDBR] = PersonNames.Draw(ref dice);
        row[(int)Column.ZC] = office.City < 0 ? $"信衡省云汀市衡平路{number + 1}号" : $"信衡省{Places.Cities[office.City].Name}衡平路{number + 1}号";
        row[(int)Column.DJZT] = "存续";
        row[(int)Column.SLRQ] = "2019-01-08";
    }

    private static string KindOf(OrganisationKind kind) => kind switch
    {
        OrganisationKind.Association => "社会团体",
        OrganisationKind.NonEnterprise => "民办非企业单位",
        OrganisationKind.Foundation => "基金会",
        OrganisationKind.Institution => "事业单位",
        OrganisationKind.LawFirm => "律师事务所",
        _ => "村级集体经济组织",
    };

    private enum Column
    {
        ZT_MC, ZT_DM, ZT_LX, FDDBR, DJJG, ZSH, KBZJ, ZC, DJZT, SLRQ,
    }
}
