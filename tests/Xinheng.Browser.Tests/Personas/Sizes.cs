namespace Xinheng.Browser.Tests.Personas;

/// <summary>The sizes at which people do their tasks: a phone, or a strip beside other software; and a desk.</summary>
public static class Sizes
{
    public static TheoryData<int> Both => [360, 1440];

    /// <summary>Each size with and without script: the portal needs none.</summary>
    public static TheoryData<int, bool> AndScript => new() { { 360, true }, { 360, false }, { 1440, true }, { 1440, false } };
}
