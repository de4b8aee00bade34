using Xinheng.Model.Collection;

namespace Xinheng.Platform.Collection.Reading;

/// <summary>All that is wrong with the row being read, up to what anyone will read.</summary>
internal sealed class FaultList
{
    private const int Told = 16;

    private List<RowFault>? faults;

    public RowFault? First => faults?[0];

    public void Clear() => faults = null;

    public void Add(RowFault fault)
    {
        faults ??= [];
        if (faults.Count < Told)
        {
            faults.Add(faults.Count == Told - 1 ? RowFaults.TooManyFaults() : fault);
        }
    }

    /// <summary>For the row to keep; this list starts anew with the next <see cref="Clear"/>.</summary>
    public IReadOnlyList<RowFault> Taken => faults ?? (IReadOnlyList<RowFault>)[];
}
