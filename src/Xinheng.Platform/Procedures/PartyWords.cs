using Xinheng.Model.Procedures;

namespace Xinheng.Platform.Procedures;

/// <summary>Parties as readers call them, and as they stand in the tables.</summary>
public static class PartyWords
{
    public static string Of(Party party) => party switch
    {
        Party.Subject => "申请人本人",
        Party.Platform => "信用中心",
        Party.Body => "承办单位",
        _ => "系统",
    };

    internal static string Code(Party party) => party.ToString().ToLowerInvariant();
}
