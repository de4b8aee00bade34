using System.Collections.Immutable;
using Xinheng.Platform.Programmes.FictionalProvince.Land;

namespace Xinheng.Platform.Programmes.FictionalProvince.Rows;

/// <summary>Penalties on organisations (CF_LP) by one office: facts, sanction, class and period fit each other as law asks.</summary>
internal sealed class Penalties : RowSource
{
    private const int VeryLargeFine = 1_000_000;
    private const int FineNotMinor = 10_000;

    private static readonly ulong About = Dice.About("CF_LP");
    private static readonly string[] Articles = ["九", "十二", "十五", "十八", "二十一", "二十四", "二十七", "三十一", "三十三", "三十八", "四十二", "五十六"];
    private static readonly string[] Classes = ["", "轻微", "一般", "严重"];

    private readonly Province province;
    private readonly Authority authority;
    private readonly Offence[] offences;
    private readonly string[] numberStarts;
    private readonly bool writesCodes;

    public Penalties(Province province, Authority authority)
        : base("CF_LP", [.. Enum.GetNames<Column>()])
    {
        this.province = province;
        this.authority = authority;
        offences = Offences.Of(authority.Trade);
        numberStarts = [.. Enumerable.Range(2000, 100).Select(year => $"{authority.Sign}罚决〔{year}〕")];
        writesCodes = authority.Code[15] % 3 == 0;
        Mistakes = MistakesOf(province.Today);
    }

    public override ImmutableArray<Mistake> Mistakes { get; }

    public override void Fill(long record, string?[] row)
    {
        var dice = Dice.For(province.Seed, About, record);
        var of = province.DrawOrganisation(dice.OneIn(8) ? -1 : authority.City, ref dice);
        var offence = dice.Pick<Offence>(offences);
        var day = province.DrawDay(3, of, ref dice);
        var isSimple = dice.OneIn(9);
        var sanction = Sanctions.Usual[dice.Below(isSimple ? 44 : Sanctions.Usual.Length)];
        var sums = isSimple ? Sanctions.Small : dice.OneIn(12) ? Sanctions.Large : Sanctions.Middling;
        var fine = sums[dice.Below(sums.Length)];
        var name = of.Name;

        row.AsSpan().Clear();
        row[(int)Column.CF_XDR_MC] = name;
        row[(int)Column.CF_XDR_LB] = of.IsIndividualBusiness ? writesCodes ? "3" : "个体工商户" : writesCodes ? "1" : "法人及非法人组织";
        Identify(of, ref dice, row);
        row[(int)Column.CF_FRDB] = of.Representative;
        row[(int)Column.CF_WSH] = string.Concat(numberStarts[day.Year - 2000], (record + 1).ToString(System.Globalization.CultureInfo.InvariantCulture), "号");
        row[(int)Column.CF_WFXW] = offence.Type;
        row[(int)Column.CF_SY] = isSimple
            ? $"执法人员当场检查发现当事人{offence.Found}，事实清楚，当场作出处罚决定。"
            : $"{province.Days.Text(day.AddDays(-dice.Between(7, 60)))}，本机关执法人员依法对当事人{name}进行检查，发现其{offence.Found}，涉及{dice.Between(1, 40)}处（件）。经立案调查，上述事实有现场笔录、询问笔录等证据证实。";
        row[(int)Column.CF_YJ] = $"《{offence.Law}》第{Articles[dice.Below(Articles.Length)]}条第{(dice.OneIn(2) ? "一" : "二")}款";
        Punish(sanction, fine, offence, record, row);
        Date(day, ClassOf(sanction, isSimple, fine), ref dice, row);
        row[(int)Column.CF_CFJG] = row[(int)Column.CF_SJLY] = authority.Name;
        row[(int)Column.CF_CFJGDM] = row[(int)Column.CF_SJLYDM] = authority.Code;
        row[(int)Column.CF_CXLB] = isSimple ? "简易程序" : writesCodes ? "02" : "一般程序";
    }

    public override void Correct(long record, string?[] row)
    {
        row[(int)Column.CF_SY] = row[(int)Column.CF_SY] + "经复核，当事人已按期改正违法行为。";
        row[(int)Column.CF_CXYY] = "补充违法事实";
    }

    public override void Explain(Change change, string?[] row) =>
        row[(int)Column.CF_CXYY] = change == Change.Withdrawn ? "经行政复议，原处罚决定被撤销" : "撤销系操作有误，原处罚决定继续有效";

    // One in three of those with papers from before 2016 is still known to the office by the old number alone.
    private static void Identify(Organisation of, ref Dice dice, string?[] row)
    {
        if (dice.OneIn(3) && of.FormerNumber is { } former)
        {
            row[(int)Column.CF_XDR_GSZC] = former;
            if (dice.OneIn(4))
            {
                return;
            }
        }

        row[(int)Column.CF_XDR_SHXYM] = of.Code;
    }

    private void Punish(Sanction sanction, Sum fine, Offence offence, long record, string?[] row)
    {
        row[(int)Column.CF_CFLB] = writesCodes ? sanction.Codes : sanction.Text;
        row[(int)Column.CF_NR] = sanction.HasFine ? string.Concat(sanction.Words, "人民币", fine.Words) : sanction.Words;
        row[(int)Column.CF_NR_FK] = sanction.HasFine ? fine.TenThousands : null;
        row[(int)Column.CF_NR_WFFF] = sanction.HasTaken ? Sanctions.Middling[(int)(record % Sanctions.Middling.Length)].TenThousands : null;
        row[(int)Column.CF_NR_ZKDX] = sanction.TakesLicence ? $"{offence.Licence}（编号XH{record}）" : null;
    }

    private void Date(DateOnly day, int severity, ref Dice dice, string?[] row)
    {
        var lawful = severity switch { 1 => 3, 2 => 12, _ => 36 };
        row[(int)Column.CF_JDRQ] = province.Days.Text(day);
        row[(int)Column.CF_YXQ] = dice.OneIn(5) ? "2099-12-31" : province.Days.Text(day.AddYears(dice.Between(1, 3)));
        row[(int)Column.CF_GSJZQ] = province.Days.Text(day.AddMonths(dice.OneIn(6) ? (lawful * 2 / 3) : lawful));
        row[(int)Column.CF_SXFL] = writesCodes ? severity switch { 1 => "1", 2 => "2", _ => "3" } : Classes[severity];
        row[(int)Column.CF_SHYX] = severity == 1 ? dice.OneIn(8) ? "是" : "否" : dice.OneIn(12) ? "否" : "是";
    }

    // Below the larger sum the texts leave the class to the office; this province's offices draw the line at 10,000 yuan.
    private static int ClassOf(Sanction sanction, bool isSimple, Sum fine) =>
        isSimple ? 1
        : sanction.HasFine && fine.Yuan >= VeryLargeFine ? 3
        : sanction.HasFine && fine.Yuan >= FineNotMinor ? Math.Max(2, sanction.Least)
        : sanction.Least;

    private static ImmutableArray<Mistake> MistakesOf(DateOnly today) =>
    [
        Wrong.CheckCharacter((int)Column.CF_CFJGDM),
        Wrong.Absent((int)Column.CF_WSH),
        Wrong.Future(today, (int)Column.CF_JDRQ, (int)Column.CF_YXQ, (int)Column.CF_GSJZQ),
        Wrong.PersonForOrganisation((int)Column.CF_XDR_SHXYM),
        Wrong.OutsideCodes((int)Column.CF_CFLB, "罚金"),
        Wrong.TooLong((int)Column.CF_FRDB, 50),
        Wrong.Placeholder((int)Column.CF_YJ),
        Wrong.NoSuchDay((int)Column.CF_JDRQ),
        Wrong.EndBeforeStart((int)Column.CF_YXQ),
        Wrong.Phone((int)Column.CF_SY),
        new("subject.category-not-collected", row => row[(int)Column.CF_XDR_LB] = "自然人"),
        new("record.sealed", row => row[(int)Column.CF_YJ] = "《治安管理处罚法》第二十三条"),
    ];

    /// <summary>The columns, in the order in which offices hand them in.</summary>
    private enum Column
    {
        CF_XDR_MC, CF_XDR_LB, CF_XDR_SHXYM, CF_XDR_GSZC, CF_FRDB, CF_WSH, CF_WFXW, CF_SY, CF_YJ, CF_CFLB, CF_NR, CF_NR_FK,
        CF_NR_WFFF, CF_NR_ZKDX, CF_JDRQ, CF_YXQ, CF_GSJZQ, CF_CFJG, CF_CFJGDM, CF_SJLY, CF_SJLYDM, CF_CXLB, CF_SXFL, CF_SHYX,
        CF_CXYY,
    }
}
