using Mono.Cecil;

namespace Xinheng.House.Tests.Laws;

/// <summary>At the doors: whatever anybody types into an address is answered.</summary>
public sealed class AddressesTests
{
    private const string Why =
        "What stands in an address is somebody's text: a parameter of another type makes a bad one a broken page. Take a string and read it.";

    [Fact]
    public void What_a_page_takes_from_an_address_is_text() => Law.Holds(Why, Typed(House.Floors));

    [Fact]
    public void What_pages_take_is_found() => Assert.True(Taken(House.Floors).Count() > 40);

    [Fact]
    public void The_law_bites() => Assert.Equal(["BadHouse.Addresses.AskedPage.Closed"], Typed([House.Sample("BadHouse.Addresses")]));

    private static IEnumerable<string> Typed(IReadOnlyList<Floor> floors) => Taken(floors)
        .Where(taken => taken.PropertyType.FullName is not ("System.String" or "System.String[]"))
        .Select(taken => $"{Names.Full(taken.DeclaringType)}.{taken.Name}");

    private static IEnumerable<PropertyDefinition> Taken(IReadOnlyList<Floor> floors) => floors.SelectMany(floor => floor.Types)
        .SelectMany(type => type.Properties)
        .Where(property => property.CustomAttributes.Any(attribute => attribute.AttributeType.Name == "SupplyParameterFromQueryAttribute"));
}
