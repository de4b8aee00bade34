using System.Collections.Immutable;

namespace Xinheng.Platform.Programmes.FictionalProvince.Files;

/// <summary>How often an item occurs beside the others, and which kinds of offices hand it in.</summary>
internal sealed record ItemShare(string Item, int Weight, params ImmutableArray<string> Trades)
{
    /// <summary>
    /// Everything but registrations, permits and penalties. Repairs and objections are not here: they are made by the
    /// platform's own procedures, not told by departments.
    /// </summary>
    public static ImmutableArray<ItemShare> Others { get; } =
    [
        new("XZ_JC", 200, "market", "environment", "safety"), new("NB_QY", 160, "market"), new("SW_DJ", 140, "tax"),
        new("REG_CHG", 70, "market"), new("CN_CNS", 70, "market", "planning"), new("RY_BZ", 40, "planning", "market"),
        new("PJ_ZH", 40, "planning"), new("HT_LY", 35, "finance"), new("MD_SXJL", 30, "planning", "tax"), new("MD_YCML", 30, "market"),
        new("HB_PJ", 30, "environment"), new("ZS_CQ", 30, "patents"), new("PJ_FX", 25, "market"), new("REG_PER", 25, "market"),
        new("XZ_QR", 20, "housing"), new("XZ_JL", 15, "planning"), new("CN_LYQK", 15, "planning"), new("XF_TS", 15, "market"),
        new("LD_DJ", 12, "labour"), new("SF_WLX", 12, "court"), new("SF_SXR", 10, "court"), new("SB_QJ", 8, "labour"),
        new("HG_DJ", 8, "customs"), new("SW_QS", 8, "tax"), new("ZL_CC", 8, "market"), new("XZ_QZ", 6, "safety"),
        new("XZ_ZS", 6, "finance"), new("XZ_JF", 6, "civil"), new("ZY_ZC", 6, "planning"), new("HY_PJ", 6, "transport"),
        new("HY_SX", 6, "housing"), new("GC_YT", 5, "labour"), new("GC_ZG", 5, "market"), new("GY_CS", 5, "civil"),
        new("JT_CX", 5, "transport"), new("ZB_BL", 5, "finance"), new("GY_QF", 4, "planning"), new("CF_NP", 8, "transport"),
        new("XK_NP", 8, "labour"), new("ZY_ZG", 6, "labour"), new("ZY_CL", 3, "justice"), new("KS_WJ", 3, "education"),
        new("MD_YZSX", 4, "market", "court"), new("AQ_SC", 2, "safety"), new("GC_JR", 2, "market"), new("JR_ZQJR", 2, "finance"),
        new("KY_CX", 2, "science"), new("SF_XJSS", 2, "court"), new("SH_PQ", 2, "civil"), new("XZ_BC", 3, "housing"),
        new("XZ_CJ", 2, "farming"), new("ZW_SX", 2, "planning"),
    ];
}
