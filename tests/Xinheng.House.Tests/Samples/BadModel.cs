using Mono.Cecil;

namespace BadHouse.Model.Lists;

/// <summary>Bad on purpose: waits, looks at the clock, changes, leans on a package.</summary>
public sealed class RestlessListing
{
    public string Reason = "";

    public DateOnly Ends { get; set; }

    public DateOnly Begins { get; init; }

    public string Kept { get; private set; } = "";

    public static async Task<bool> HasEndedAsync(TimeProvider clock)
    {
        await Task.Yield();
        return DateTime.Now.Ticks > clock.GetTimestamp();
    }

    public void Keep(ModuleDefinition module) => Kept = module.Name;
}
