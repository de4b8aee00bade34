namespace Xinheng.Platform.Programmes.FictionalProvince.Land;

/// <summary>Names that sound like names and are too poetic to be anybody's: rare surnames, invented given names.</summary>
internal static class PersonNames
{
    private const string Surnames = "云禾鹿岚澜汀砚桐栖霁苇芷棠苓葵汐岬帆穗檀荻萤雁渔樵霜雪晴霖穹笙琴墨纸镜舟桥渡";
    private const string First = "听望知映临栖观拾闻枕向念怀若初见随徐疏修远思采寻听凌浮游";
    private const string Second = "澜汀舟月雪霜星雨岚禾秋夏溪桥竹梅鹤鸥帆潮云野林川安宁然远山晴";

    public static string Draw(ref Dice dice) => dice.OneIn(4)
        ? string.Create(2, dice.Next(), static (name, chance) =>
        {
            name[0] = At(Surnames, chance);
            name[1] = At(Second, chance >> 20);
        })
        : string.Create(3, dice.Next(), static (name, chance) =>
        {
            name[0] = At(Surnames, chance);
            name[1] = At(First, chance >> 20);
            name[2] = At(Second, chance >> 40);
        });

    private static char At(string from, ulong chance) => from[(int)((chance & 0xFFFFF) % (ulong)from.Length)];
}
