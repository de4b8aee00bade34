namespace BadHouse.Addresses;

/// <summary>Bad on purpose: a page that breaks on <c>?closed=perhaps</c>.</summary>
public sealed class AskedPage
{
    [SupplyParameterFromQuery]
    public bool Closed { get; set; }

    [SupplyParameterFromQuery]
    public string? After { get; set; }
}

[AttributeUsage(AttributeTargets.Property)]
public sealed class SupplyParameterFromQueryAttribute : Attribute;
