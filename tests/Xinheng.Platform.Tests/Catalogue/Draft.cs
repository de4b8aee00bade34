using Xinheng.Model.Catalogue;
using Xinheng.Model.Catalogue.Checking;
using Xinheng.Model.Subjects.Identifiers;
using Xinheng.Platform.Catalogue;
using Xinheng.Platform.Law;

namespace Xinheng.Platform.Tests.Catalogue;

/// <summary>The draft pack as it stands in the repository, with the real arithmetic of numbers.</summary>
internal static class Draft
{
    public static readonly DateOnly Today = new(2026, 4, 15);

    public static string Root { get; } = FindRoot();

    public static string PackDirectory { get; } = Path.Combine(Root, "catalogue", "packs", "national-draft");

    public static NumberChecks Numbers { get; } = RealNumbers();

    public static CataloguePack Pack { get; } = CatalogueFiles.Load(PackDirectory, Numbers).Value;

    public static CheckContext Context { get; } = new(Today);

    public static CatalogueItem Item(string code) => Pack.Find(code) ?? throw new InvalidOperationException(code);

    /// <summary>The item's worked row with some columns changed; null empties one.</summary>
    public static string?[] Row(CatalogueItem item, params (string Column, string? Value)[] changes)
    {
        var row = new string?[item.Columns.Length];
        item.Example.AsSpan().CopyTo(row);
        foreach (var (column, value) in changes)
        {
            var index = item.IndexOf(column);
            Assert.True(index >= 0, $"{item.Code} has no {column}");
            row[index] = value;
        }

        return row;
    }

    public static CheckedRow Check(string item, params (string Column, string? Value)[] changes) =>
        Item(item).Check(Row(Item(item), changes), Context);

    private static NumberChecks RealNumbers()
    {
        var law = LawFiles.Load(Path.Combine(Root, "catalogue", "law")).Value;
        var context = IdentifierContext.Of(Today, law, law.Profiles["990000"]);
        return new NumberChecks(
            Check(IdentifierScheme.Uscc, "E05"), Check(IdentifierScheme.OrgCode, "E05"), Check(IdentifierScheme.ResidentId, "E06"));

        NumberCheck Check(IdentifierScheme scheme, string number) => value =>
        {
            var check = scheme.Check(value, context);
            var worst = check.Findings.OrderByDescending(f => f.Severity == FindingSeverity.Error).FirstOrDefault();
            return new NumberVerdict(
                check.IsValid ? check.Normalised : null,
                worst is null ? null : new Fault(worst.Code, number, worst.Message,
                    worst.Severity == FindingSeverity.Error ? ProblemSeverity.Error : ProblemSeverity.Warning));
        };
    }

    private static string FindRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "Xinheng.slnx")))
        {
            directory = directory.Parent;
        }

        return directory?.FullName ?? throw new InvalidOperationException("The repository was not found.");
    }
}
