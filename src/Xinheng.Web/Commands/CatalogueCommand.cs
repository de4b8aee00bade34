using System.CommandLine;
using Xinheng.Model.Catalogue.Checking;
using Xinheng.Model.Catalogue.Integrity;
using Xinheng.Model.People;
using Xinheng.Platform.Catalogue;
using Xinheng.Platform.Catalogue.Drafting;
using Xinheng.Platform.Catalogue.Publishing;
using Xinheng.Platform.Foundation;

namespace Xinheng.Web.Commands;

internal static class CatalogueCommand
{
    private static readonly Argument<DirectoryInfo?> Folder =
        new("folder") { Description = "目录包文件夹；不给则用随附的", Arity = ArgumentArity.ZeroOrOne };

    private static readonly Option<bool> Overrule =
        new("--overrule") { Description = "以文件为准，撤掉工作台里改定、文件里还没有的内容" };

    private static readonly Argument<DirectoryInfo> Target = new("folder") { Description = "写到哪个文件夹；同名文件会被覆盖" };

    public static Command Create() => new("catalogue", "信用信息目录") { Check(), Load(), Export() };

    private static Command Check()
    {
        var command = new Command("check", "检查目录包自身是否完整、合法") { Folder };
        command.Over((installation, parsed, answer, _) =>
        {
            var loaded = CatalogueFiles.Load(PathOf(installation, parsed), installation.Get<NumberChecks>());
            if (!loaded.TryGet(out var pack))
            {
                return Task.FromResult(answer.Refuse(loaded.Refusals));
            }

            var findings = CatalogueIntegrity.Check(pack);
            answer.Say(
                new
                {
                    edition = pack.Edition.Code, items = pack.Items.Length, findings,
                    inactive = pack.Items.Where(i => !i.IsActive).Select(i => new { code = i.Code, because = i.InactiveBecause }),
                },
                $"{pack.Edition.Name}：{pack.Items.Length} 个信息项，{findings.Length} 处问题。"
                + string.Concat(findings.Select(f => $"\n  {f.Code}  {f.Item} {f.Field} {f.Message}"))
                + string.Concat(pack.Items.Where(i => !i.IsActive).Select(i => $"\n  未启用 {i.Code}：{i.InactiveBecause}")));
            return Task.FromResult(findings.Any(f => f.IsError) ? Answer.Refused : Answer.Done);
        }, bare: true);
        return command;
    }

    private static Command Load()
    {
        var command = new Command("load", "检查并发布为新版目录；与现行版相同则不变；会撤掉工作台改定的内容时拒绝并说明") { Folder, Overrule };
        command.Over(async (installation, parsed, answer, ct) =>
        {
            var published = await installation.Get<PublishCatalogue>().RunAsync(
                CatalogueSource.Read(PathOf(installation, parsed)), parsed.GetValue(Overrule), Caller.CommandLine(), ct);
            return published.TryGet(out var edition)
                ? answer.Say(edition, edition.IsNew
                    ? $"已发布第 {edition.Edition} 版（{edition.Name}），{edition.Items} 个信息项，其中 {edition.Inactive} 个未启用。"
                    : $"与现行第 {edition.Edition} 版相同，未作改动。")
                : answer.Refuse(published.Refusals);
        });
        return command;
    }

    private static Command Export()
    {
        var command = new Command("export", "把现行版目录写成文件，连同工作台改定的内容；之后可以改、可以再载入") { Target };
        command.Over(async (installation, parsed, answer, ct) =>
        {
            var folder = parsed.GetValue(Target)!.FullName;
            var source = await installation.Get<Drafts>().SourceAsync(ct);
            foreach (var (file, text) in source.Files)
            {
                var path = Path.Combine(folder, file);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                await File.WriteAllTextAsync(path, text, ct);
            }

            return answer.Say(new { folder, files = source.Files.Count }, $"已写出 {source.Files.Count} 个文件到 {folder}。");
        });
        return command;
    }

    private static string PathOf(Installation installation, ParseResult parsed) =>
        parsed.GetValue(Folder)?.FullName ?? Path.Combine(CatalogueFolder.Of(installation.Options), "packs", "national-draft");
}
