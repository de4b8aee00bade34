namespace Xinheng.Model.Foundation;

public static class Rooms
{
    public static IReadOnlyList<string> Names { get; } = ["Foundation", "Law", "Journal", "People", "Catalogue", "Subjects", "Records", "Collection", "Disclosure", "Publication"];
}
