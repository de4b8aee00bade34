using System.Collections.Immutable;
using Xinheng.Model.Catalogue;
using Xinheng.Model.Catalogue.Checking;
using Xinheng.Model.Foundation;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Xinheng.Platform.Catalogue;

/// <summary>Reads a catalogue pack from its folder: pack.yaml, codesets.yaml, envelope.yaml and one file per item.</summary>
public static class CatalogueFiles
{
    public static Result<CataloguePack> Load(string directory, NumberChecks checks)
    {
        var problems = new List<Refusal>();
        var pack = Read(directory, "pack.yaml", problems);
        var sets = CodeSetPages.Read(Read(directory, "codesets.yaml", problems));
        var envelopePage = Read(directory, "envelope.yaml", problems);
        var edition = new Edition(
            pack.Text("edition"), pack.Text("name"), pack.Date("validFrom") ?? DateOnly.MaxValue, pack.Date("validTo"));
        var retention = Retention(pack);
        var fields = new FieldPages(sets, checks);
        var terms = new CommonTerms(
            checks, fields.Read(envelopePage.Sections("fields")), pack.Words("forbiddenWords"));
        pack.Close();
        envelopePage.Close();

        var reader = new ItemPage(edition, retention, terms, fields);
        var items = ImmutableArray.CreateBuilder<CatalogueItem>();
        foreach (var file in ItemFiles(directory))
        {
            var page = Read(directory, Path.Combine("items", file), problems);
            if (reader.Read(page) is { } item)
            {
                items.Add(item);
            }
        }

        if (items.Count == 0)
        {
            problems.Add(Refusal.Invalid("catalogue.empty", $"{directory} 里没有任何目录项（items/*.yaml）。"));
        }

        return problems.Count > 0
            ? Result<CataloguePack>.Refuse(problems)
            : new CataloguePack
            {
                Edition = edition,
                Items = items.ToImmutable(),
                CodeSets = [.. sets.Values],
                RetentionRules = [.. retention.Values],
                Terms = terms,
            };
    }

    private static IEnumerable<string> ItemFiles(string directory)
    {
        var items = Path.Combine(directory, "items");
        return Directory.Exists(items)
            ? Directory.EnumerateFiles(items, "*.yaml").Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)
            : [];
    }

    private static Dictionary<string, RetentionRule> Retention(Section pack)
    {
        var rules = new Dictionary<string, RetentionRule>(StringComparer.Ordinal);
        foreach (var page in pack.Sections("retention"))
        {
            var rule = new RetentionRule(
                page.Text("code"),
                page.Text("name"),
                page.Text("text"),
                page.Has("useYears") ? page.Number("useYears") : null,
                CitationPages.Read(page.Map("basis") ?? page));
            page.Close();
            if (!rules.TryAdd(rule.Code, rule))
            {
                page.Problem("catalogue.retention-duplicate", $"保存规则 {rule.Code} 出现了不止一次。");
            }
        }

        return rules;
    }

    private static Section Read(string directory, string file, List<Refusal> problems)
    {
        var path = Path.Combine(directory, file);
        if (!File.Exists(path))
        {
            problems.Add(Refusal.NotFound("catalogue.file-absent", $"没有找到文件 {file}。"));
            return new Section(file, new YamlMappingNode(), problems);
        }

        try
        {
            using var text = File.OpenText(path);
            var stream = new YamlStream();
            stream.Load(text);
            if (stream.Documents is [{ RootNode: YamlMappingNode root }])
            {
                return new Section(file, root, problems);
            }

            problems.Add(Refusal.Invalid("catalogue.file-shape", $"{file} 应是一份键值文档。"));
        }
        catch (YamlException fault)
        {
            problems.Add(Refusal.Invalid("catalogue.file-unreadable", $"{file} 第 {fault.Start.Line} 行不是合法的 YAML。"));
        }
        catch (InvalidOperationException)
        {
            // The parser's answer to some unfinished collections; it does not know the line then.
            problems.Add(Refusal.Invalid("catalogue.file-unreadable", $"{file} 不是合法的 YAML，多半是括号没有配对。"));
        }

        return new Section(file, new YamlMappingNode(), problems);
    }
}
