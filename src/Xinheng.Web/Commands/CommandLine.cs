using System.CommandLine;
using Xinheng.Platform.Foundation;

namespace Xinheng.Web.Commands;

/// <summary>The command line's table of contents. Exit 0 done, 1 refused or found wrong, 2 usage.</summary>
internal static class CommandLine
{
    /// <summary>One JSON document instead of words.</summary>
    public static Option<bool> JsonOption { get; } = new("--json") { Description = "以一份 JSON 文档回答", Recursive = true };

    public static async Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand("信衡：公共信用信息平台")
        {
            ServeCommand.Create(),
            MigrateCommand.Create(),
            DatabaseCommand.Create(),
            BackupCommand.Create(),
            RestoreCommand.Create(),
            KeysCommand.Create(),
            SeedCommand.Create(),
            CatalogueCommand.Create(),
            OrganisationCommand.Create(),
            AccountCommand.Create(),
            ClientCommand.Create(),
            SubscriberCommand.Create(),
            SubmitCommand.Create(),
            VerifyCommand.Create(),
        };
        root.Add(JsonOption);
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
            {
                await Console.Error.WriteLineAsync(error.Message);
            }

            return Answer.Usage;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (UnusableException unusable)
        {
            return new Answer(parsed.GetValue(JsonOption)).Refuse([unusable.Refusal]);
        }
        catch (Exception unreachable) when (Database.IsTrouble(unreachable))
        {
            await Console.Error.WriteLineAsync($"数据库没有应答：{unreachable.Message}");
            return Answer.Refused;
        }
    }

    /// <summary>Runs a command's work over an opened installation.</summary>
    public static void Over(
        this Command command, Func<Installation, ParseResult, Answer, CancellationToken, Task<int>> run, bool bare = false) =>
        command.SetAction(async (parsed, ct) =>
        {
            await using var installation = bare ? await Installation.OpenBareAsync(ct) : await Installation.OpenAsync(ct);
            return await run(installation, parsed, new Answer(parsed.GetValue(JsonOption)), ct);
        });
}
