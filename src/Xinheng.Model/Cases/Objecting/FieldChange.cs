namespace Xinheng.Model.Cases.Objecting;

/// <summary>One field of a record in two contents: before and after a correction, or ours beside the provider's.</summary>
public sealed record FieldChange(string Field, string? Before, string? After)
{
    /// <summary>Fields that differ, those of the earlier content in their order, then what is new.</summary>
    public static IReadOnlyList<FieldChange> Between(IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string> after) =>
    [
        .. before.Where(one => after.GetValueOrDefault(one.Key) != one.Value)
            .Select(one => new FieldChange(one.Key, one.Value, after.GetValueOrDefault(one.Key))),
        .. after.Where(one => !before.ContainsKey(one.Key)).Select(one => new FieldChange(one.Key, null, one.Value)),
    ];
}
