using System.Text;
using Xinheng.Model.People;

namespace Xinheng.House.Tests.Docs;

/// <summary>Law 8: <c>docs/roles.md</c> says who may do what and how far, as the one table in code has it.</summary>
public sealed class RolesDocsTests
{
    private static readonly (PermissionSide Side, string Name)[] Sides =
    [
        (PermissionSide.Capture, "录入 capture"), (PermissionSide.Search, "查找 search"),
        (PermissionSide.View, "查看 view"), (PermissionSide.Administer, "管理 administer"), (PermissionSide.Publish, "发布 publish"),
    ];

    [Fact]
    public void The_table_of_roles_equals_the_code() =>
        Document.Equals("docs/roles.md", Written(), "Who may look at whom, and by what right, is not found out by trying.");

    private static string Written()
    {
        var text = new StringBuilder($"""
            # Roles

            Who may do what, and how far, read off `Model/People/Rights.cs` by `./dev docs`; a test compares, and another knocks at every door as
            every role. What is not here nobody may. A role over a region reaches the organisations of the grant's division, or of the whole
            installation where it names none. Every grant lapses after {Grant.Months} months unless another administrator confirms it; nobody confirms
            or gives their own; nobody is {RightsWords.Of(Role.Maker)} and {RightsWords.Of(Role.Reviewer)}, in whatever accounts.

            | role | name | {string.Join(" | ", Sides.Select(s => s.Name))} |
            | --- | --- | {string.Join(" | ", Sides.Select(_ => "---"))} |

            """);
        foreach (var role in Enum.GetValues<Role>())
        {
            text.Append($"| `{role}` | {RightsWords.Of(role)} | {string.Join(" | ", Sides.Select(side => Cell(role, side.Side)))} |\n");
        }

        return text.ToString();
    }

    private static string Cell(Role role, PermissionSide side) => string.Join("<br>",
        Enum.GetValues<Permission>().Where(p => Permissions.SideOf(p) == side && Rights.ReachOf(role, p) != Reach.None)
            .Select(p => $"{RightsWords.Of(p)}（{RightsWords.Of(Rights.ReachOf(role, p))}）")) is { Length: > 0 } cell ? cell : "–";
}
