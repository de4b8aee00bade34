namespace Xinheng.Platform.Programmes.FictionalProvince.Land;

/// <summary>How firms, shops, associations and villages are called: place, 字号, trade, form.</summary>
internal static class OrganisationNames
{
    private const string Marks =
        "云澜汀岬禾鹿栖砚帆汐穗桐霁苇芷棠葵岚檀荻雁樵霖笙墨舟渡星辰衡信恒嘉瑞丰泽润华盛泰安宁和顺达通远长青松柏竹梅兰菊荷莲枫杉银金玉珠石山川河江海湖溪泉源风雨雪霜露阳月光明辉煌耀晨曦晓春夏秋冬东西南北中天地人文武德仁义礼智诚正大同聚汇合众联创新启航宏伟博雅致美乐康健福禄寿喜祥吉凤龙麟鹏鹤鸿鸥燕莺蜂蝶马牛羊";

    private static readonly string[] Trades =
    [
        "食品", "餐饮管理", "商贸", "建筑工程", "装饰工程", "物流", "运输", "机械制造", "电子科技", "信息技术", "软件", "环保科技", "化工", "建材",
        "纺织", "服饰", "家具", "医药", "医疗器械", "生物科技", "农业科技", "种业", "水产", "茶业", "酒业", "旅游", "文化传媒", "广告", "教育咨询",
        "人力资源", "物业管理", "房地产开发", "市政园林", "新能源", "光伏科技", "汽车销售", "汽车维修", "印刷包装", "塑料制品", "五金制品", "检测技术",
        "工程咨询", "供应链管理", "电子商务", "乳业", "饲料", "矿业", "陶瓷", "玻璃", "再生资源", "保洁服务", "家政服务", "养老服务", "体育发展",
    ];

    private static readonly string[] Shops =
    [
        "小吃店", "便利店", "面馆", "茶馆", "五金店", "服装店", "理发店", "水果店", "药店", "文具店", "早餐店", "火锅店", "汽修店", "花店", "烘焙坊", "洗衣店",
    ];

    private static readonly string[] Crops = ["粮食种植", "果蔬种植", "茶叶", "水产养殖", "生猪养殖", "农机服务", "中药材种植", "食用菌"];

    private static readonly string[] Fellows =
        ["餐饮行业协会", "建筑业协会", "物流协会", "青年志愿者协会", "茶文化研究会", "企业家联合会", "摄影学会", "环境保护协会"];

    private static readonly string[] Houses = ["养老服务中心", "社会工作服务中心", "艺术培训学校", "职业技能培训学校", "康复中心"];

    private static readonly string[] Institutions =
        ["第一小学", "中心卫生院", "图书馆", "文化馆", "疾病预防控制中心", "公共资源交易中心", "气象服务中心", "实验中学", "水文站", "人民医院"];

    public static string Draw(OrganisationKind kind, Place city, Place county, ref Dice dice)
    {
        var place = dice.OneIn(3) ? county.Short : city.Short;
        return kind switch
        {
            OrganisationKind.Enterprise => Firm(place, city, county, ref dice),
            OrganisationKind.IndividualBusiness => string.Concat(county.Name, Mark(ref dice), dice.Pick<string>(Shops)),
            OrganisationKind.Cooperative => string.Concat(county.Name, Mark(ref dice), dice.Pick<string>(Crops), "专业合作社"),
            OrganisationKind.Association => string.Concat(city.Name, Mark(ref dice), dice.Pick<string>(Fellows)),
            OrganisationKind.NonEnterprise => string.Concat(county.Name, Mark(ref dice), dice.Pick<string>(Houses)),
            OrganisationKind.Foundation => string.Concat("信衡省", Mark(ref dice), "公益基金会"),
            OrganisationKind.Institution => string.Concat(county.Name, Mark(ref dice), dice.Pick<string>(Institutions)),
            OrganisationKind.LawFirm => string.Concat("信衡", Mark(ref dice), "律师事务所"),
            _ => string.Concat(county.Name, Mark(ref dice), "村股份经济合作社"),
        };
    }

    private static string Firm(string place, Place city, Place county, ref Dice dice)
    {
        var (mark, trade) = (Mark(ref dice), dice.Pick<string>(Trades));
        return dice.Below(40) switch
        {
            0 => string.Concat(mark, "（信衡）", trade, "股份有限公司"),
            1 => $"{place}{mark}{trade}集团股份有限公司{county.Name}{mark}产业园区{trade}项目管理分公司第{dice.Between(2, 9)}营业部",
            2 or 3 => string.Concat(place, mark, trade, "股份有限公司"),
            4 => string.Concat(place, mark, trade, "厂（普通合伙）"),
            5 or 6 => string.Concat(place, mark, trade, "集团有限公司"),
            7 => string.Concat("信衡省", mark, trade, "有限公司"),
            8 => string.Concat(city.Name, mark, trade, "有限责任公司"),
            _ => string.Concat(place, mark, trade, "有限公司"),
        };
    }

    // Two characters in half of all, three and four in the rest.
    private static string Mark(ref Dice dice) => string.Create(
        dice.Below(20) switch { < 10 => 2, < 17 => 3, _ => 4 }, dice.Next(), static (mark, chance) =>
        {
            foreach (ref var c in mark)
            {
                c = Marks[(int)((chance & 0xFFFF) % (ulong)Marks.Length)];
                chance >>= 16;
            }
        });
}
