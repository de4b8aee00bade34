using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Model.Procedures;

namespace Xinheng.Platform.Procedures;

/// <summary>Who may see a case: the subject, the unit that has it in hand, the region's operators and auditors. One answer for what is
/// not there and what is another's.</summary>
public static class CaseSight
{
    internal static Refusal NotFound => Refusal.NotFound("procedures.no-case", "没有这件办件，或者它不归您办理。请核对编号。");

    public static bool MaySee(CaseFile file, Caller caller) =>
        caller.May(Permission.OwnCases, new Target(Subject: file.Subject))
        || caller.May(Permission.SeeCases, new Target(file.Body, file.Region));

    /// <summary>The same for lists, as SQL about the alias <c>c</c>; takes <see cref="Of"/>.</summary>
    internal const string Sql = """
        (@every or c.body = @own or exists (select from unnest(@stems::text[]) stem where starts_with(c.region, stem)))
        """;

    internal sealed record Seen(bool Every, string Own, string[] Stems);

    internal static Seen Of(Caller caller, Permission permission = Permission.SeeCases)
    {
        var seen = Rights.SeenBy(caller, permission);
        return new Seen(seen.Every, seen.Own ?? "", [.. seen.Stems]);
    }
}
