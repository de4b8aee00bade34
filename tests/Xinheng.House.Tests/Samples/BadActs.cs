using Xinheng.Model.Journal;
using Xinheng.Platform.Journal;

namespace BadHouse.Platform.Records;

/// <summary>Bad on purpose: two acts by one power.</summary>
public static class EnterOnce
{
    public static Task<Work> Run(Xinheng.Platform.Journal.Journal journal, Actor actor, CancellationToken ct) =>
        journal.OpenAsync(actor, Power.EnterRecords, ct);
}

public static class EnterAgain
{
    public static async Task Run(Xinheng.Platform.Journal.Journal journal, Actor actor, CancellationToken ct)
    {
        await using var work = await journal.OpenAsync(actor, Power.EnterRecords, ct);
    }
}

/// <summary>Names a power without opening it: a page that explains powers may do that.</summary>
public static class Explanation
{
    public static string Of() => Power.EnterRecords.Name;
}
