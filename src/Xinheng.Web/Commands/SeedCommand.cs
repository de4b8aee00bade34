using System.CommandLine;

namespace Xinheng.Web.Commands;

internal static class SeedCommand
{
    public static Command Create() => new("seed", "建立虚构省份");

    public static Task<int> IfEmptyAsync(Installation installation, string world, Answer answer, CancellationToken ct) => Task.FromResult(0);
}
