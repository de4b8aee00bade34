using System.Globalization;
using System.Text;
using Xinheng.Testing;

namespace Xinheng.Bench;

/// <summary>Writes files as departments would: registrations and penalties, UTF-8 CSV.</summary>
internal sealed class Files(string folder, DateOnly today)
{
    private const string Facts =
        "经查，当事人货架上有三批次食品超过保质期，货值金额共计一千二百余元，已售出部分无法追回。当事人未建立进货查验记录，" +
        "未能提供供货者的许可证和产品合格证明；执法人员当场制作现场笔录，并对上述物品采取先行登记保存措施，当事人对事实无异议，主动配合调查。";

    private const string Ground = "《示例食品安全条例》第三十四条第一款第（十）项、第一百二十四条第一款第（五）项，《示例行政处罚裁量基准》第十二条";

    private const string Outcome = "责令改正，没收超过保质期的食品及违法所得一百元，并处罚款二千五百元，限收到决定书之日起十五日内缴至指定银行。";

    /// <summary>A registration for each of these organisations.</summary>
    public string Registrations(IEnumerable<int> numbers, bool renamed = false) => Write("registrations", output =>
    {
        output.Write("UNISCID,REGNO,ENTNAME,ENTTYPE,LEREP,REGSTATE,REGORG,DOM,DOMDISTRICT,REGCAP,ESTDATE,APPRDATE,OPFROM\r\n");
        foreach (var n in numbers)
        {
            var name = renamed || n % World.RenamedEvery != 0 ? Organisations.Name(n) : Organisations.FormerName(n);
            output.Write(string.Create(CultureInfo.InvariantCulture,
                $"{Organisations.Code(n)},{Organisations.RegistrationNumber(n)},{name},1130,张示例,\"存续(在营、开业、在册)\",云汀市市场监督管理局," +
                $"信衡省云汀市示例区{n % 977}号路{n % 311}号,990100,{n % 900}.25,2018-05-07,{(renamed ? "2025-06-11" : "2025-03-10")},2018-05-07\r\n"));
        }
    });

    /// <summary>Penalties numbered from … to, each about any of the organisations; 24 columns, about 1 KB a row.</summary>
    public string Penalties(int from, int to, int organisations) => Write("penalties", output =>
    {
        output.Write("CF_XDR_MC,CF_XDR_LB,CF_XDR_SHXYM,CF_XDR_GSZC,CF_FRDB,CF_WSH,CF_WFXW,CF_SY,CF_YJ,CF_CFLB,CF_NR,CF_NR_FK,CF_NR_WFFF," +
            "CF_JDRQ,CF_YXQ,CF_GSJZQ,CF_CFJG,CF_CFJGDM,CF_SJLY,CF_SJLYDM,BZ,CF_CXLB,CF_SXFL,CF_SHYX\r\n");
        var days = Enumerable.Range(0, 200).Select(d => today.AddDays(-1 - d)).Select(d => string.Create(
            CultureInfo.InvariantCulture, $"{d:yyyy-MM-dd},{d.AddYears(1):yyyy-MM-dd},{d.AddYears(1):yyyy-MM-dd}")).ToArray();
        for (var n = from; n < to; n++)
        {
            // Spread evenly and without pattern over all organisations.
            var who = (int)((uint)n * 2654435761U % (uint)organisations);
            output.Write(string.Create(CultureInfo.InvariantCulture,
                $"{Organisations.Name(who)},法人及非法人组织,{Organisations.Code(who)},{Organisations.RegistrationNumber(who)},张示例," +
                $"云市监罚〔2026〕{n:00000000}号,经营超过保质期的食品,第{n}号案：{Facts},{Ground},罚款;没收违法所得,{Outcome}," +
                $"0.25,0.01,{days[n % days.Length]},云汀市市场监督管理局,{TestPlatform.Authority},云汀市市场监督管理局,{TestPlatform.Authority}," +
                $"示例数据，第{n % 1000}批,一般程序,一般,是\r\n"));
        }
    });

    private string Write(string name, Action<StreamWriter> rows)
    {
        var path = Path.Combine(folder, $"{name}-{Guid.NewGuid():N}.csv");
        using var output = new StreamWriter(path, false, new UTF8Encoding(false), 1 << 20);
        rows(output);
        return path;
    }
}
