using Xinheng.Model.Catalogue;

namespace Xinheng.Model.Tests.Catalogue;

public sealed class DiffTests
{
    [Fact]
    public void Equal_editions_differ_in_nothing() =>
        Assert.Empty(CatalogueDiff.Between(Sample.Pack(Sample.Item()), Sample.Pack(Sample.Item())));

    [Fact]
    public void Items_come_and_go() => Assert.Equal(
        [(CatalogueChangeKind.Removed, "A"), (CatalogueChangeKind.Added, "B")],
        CatalogueDiff.Between(Sample.Pack(Sample.Item(code: "A")), Sample.Pack(Sample.Item(code: "B"))).Select(c => (c.Kind, c.Item)));

    [Fact]
    public void Fields_come_go_and_change()
    {
        var fields = Sample.Fields.RemoveAt(6)
            .SetItem(5, Sample.Fields[5] with { Openness = FieldOpenness.Closed, Requirement = Requirement.Required })
            .Add(Sample.Field("NEW", "新增", Sample.Fields[4].Type));

        Assert.Equal(
        [
            (CatalogueChangeKind.Changed, "COLOUR", "requirement", "optional", "required"),
            (CatalogueChangeKind.Changed, "COLOUR", "openness", "Open", "Closed"),
            (CatalogueChangeKind.Removed, "TEXT", null, "说明", null),
            (CatalogueChangeKind.Added, "NEW", null, null, "新增"),
        ], CatalogueDiff.Between(Sample.Pack(Sample.Item()), Sample.Pack(Sample.Item(fields)))
            .Select(c => (c.Kind, c.Field!, c.What, c.Before, c.After)));
    }

    [Fact]
    public void A_changed_nature_is_said() => Assert.Equal(
        [("nature", "Adverse", "Positive")],
        CatalogueDiff.Between(Sample.Pack(Sample.Item()), Sample.Pack(Sample.Item(nature: Nature.Positive)))
            .Select(c => (c.What!, c.Before!, c.After!)));
}
