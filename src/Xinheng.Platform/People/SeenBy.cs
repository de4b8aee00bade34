using Xinheng.Model.People;

namespace Xinheng.Platform.People;

/// <summary>
/// "May this caller see that organisation's?" as SQL, for lists. Says the same as <see cref="Rights.Decide"/> does one by one;
/// a test asks both about thousands of random callers.
/// </summary>
public static class SeenBy
{
    /// <summary>A condition on a column that holds an organisation's code; takes the parameters of <see cref="Parameters"/>.</summary>
    public static string Sql(string organisation) => $"""
        (@seenEvery or {organisation} = @seenOwn
         or exists (select from people.organisation seen, unnest(@seenStems) stem
                     where seen.code = {organisation} and starts_with(seen.region, stem)))
        """;

    public static Parameter Parameters(Caller caller, Permission permission)
    {
        var seen = Rights.SeenBy(caller, permission);
        return new Parameter(seen.Every, seen.Own ?? "", [.. seen.Stems]);
    }

    public sealed record Parameter(bool SeenEvery, string SeenOwn, string[] SeenStems);
}
