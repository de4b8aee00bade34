using Xinheng.Model.Foundation;

namespace Xinheng.House.Tests.Laws;

/// <summary>Law 2: rooms stand in an order, and nobody reaches upward or into another's private part.</summary>
public sealed class RoomsTests
{
    private const string Why =
        "A room can be read, tested and changed knowing only the rooms before it. A later room is told by announcement, in the same transaction.";

    private const string InternalWhy = "What stands in X.Internal may change without asking anybody outside X.";

    [Fact]
    public void A_room_uses_only_rooms_before_it() =>
        Law.Holds(Why, UsesOfLaterRooms(House.Model, House.Platform));

    [Fact]
    public void Every_room_folder_is_in_the_list() =>
        Law.Holds("A folder that is in no list has no place in the order, so nothing could say what it may use.",
            from file in House.Files
            let parts = file.Split('/')
            where parts is ["src", "Xinheng.Model" or "Xinheng.Platform", var folder, _, ..] && !Rooms.Names.Contains(folder)
                && folder != "Properties"
            select $"{parts[1]}/{parts[2]} is no room");

    [Fact]
    public void Internals_are_used_only_at_home() => Law.Holds(InternalWhy, House.Floors.SelectMany(UsesOfInternals));

    [Fact]
    public void A_namespace_is_its_folder() =>
        Law.Holds("Folder = room = namespace: a type is found by its name alone, and the laws read rooms from namespaces.",
            from file in House.Files
            where file.StartsWith("src/", StringComparison.Ordinal) && file.EndsWith(".cs", StringComparison.Ordinal)
            let said = House.Lines(file).FirstOrDefault(l => l.StartsWith("namespace ", StringComparison.Ordinal))
            where said is not null
            let expected = string.Join('.', file.Split('/')[1..^1])
            where said != $"namespace {expected};"
            select $"{file} says “{said}”, its folder says “{expected}”");

    [Fact]
    public void Names_of_rooms_are_unique() =>
        Assert.Equal(Rooms.All.Count, Rooms.All.SelectMany(r => new[] { r.Name, r.Chinese }).Distinct().Count() / 2);

    [Fact]
    public void The_law_bites()
    {
        var model = House.Sample("BadHouse.Model");
        var platform = House.Sample("BadHouse.Platform");

        Assert.Equal(
        [
            "BadHouse.Platform.Collection.EagerIntake (Collection) → BadHouse.Model.Lists.RestlessListing (Lists)",
            "BadHouse.Platform.Collection.EagerIntake (Collection) → BadHouse.Platform.Publication.Portal (Publication)",
            "BadHouse.Platform.Collection.EagerIntake (Collection) → BadHouse.Platform.Roof (the roof)",
        ], UsesOfLaterRooms(model, platform).Order(StringComparer.Ordinal));
        Assert.Equal(
            ["BadHouse.Platform.Publication.Portal → BadHouse.Platform.Collection.Internal.Draft"],
            UsesOfInternals(platform));
    }

    /// <summary>What stands outside every room (the roof) puts the rooms together: it may use all, no room may use it.</summary>
    private static IEnumerable<string> UsesOfLaterRooms(params Floor[] floors)
    {
        return floors.SelectMany(f => f.Uses)
            .Where(m => floors.Any(f => Floor.IsBelow(m.UsedSpace, f.Root)))
            .Select(m => (m.User, m.Used, From: Room(m.UserSpace), To: Room(m.UsedSpace)))
            .Where(m => m.From.Place < m.To.Place)
            .Select(m => $"{m.User} ({m.From.Name}) → {m.Used} ({m.To.Name})")
            .Distinct();

        (int Place, string Name) Room(string space)
        {
            var name = floors.Single(f => Floor.IsBelow(space, f.Root)).Room(space);
            var place = Rooms.Names.ToList().IndexOf(name);
            return place < 0 ? (int.MaxValue, name.Length == 0 ? "the roof" : name) : (place, name);
        }
    }

    private static IEnumerable<string> UsesOfInternals(Floor floor) =>
        from use in floor.Uses
        let inner = $"{use.UsedSpace}.".IndexOf(".Internal.", StringComparison.Ordinal)
        where inner >= 0 && use.UsedSpace.StartsWith(floor.Root.Split('.')[0] + ".", StringComparison.Ordinal)
        where !Floor.IsBelow(use.UserSpace, use.UsedSpace[..inner])
        select $"{use.User} → {use.Used}";
}
