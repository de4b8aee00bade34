using System.Collections.Immutable;
using Xinheng.Model.Catalogue;
using Xinheng.Platform.Programmes.FictionalProvince.Land;
using Xinheng.Platform.Programmes.FictionalProvince.Rows;

namespace Xinheng.Platform.Programmes.FictionalProvince.Files;

/// <summary>How many facts of an item there are.</summary>
internal sealed record Portion(ItemShare Share, ItemShape Shape, long Count);

/// <summary>How a world's records are shared out among the items; the sum is exactly what was asked for.</summary>
internal sealed class Portions
{
    private const int PartsOfHundred = 30;
    private const int Fewest = 4;

    public Portions(Province province, CataloguePack catalogue, long records)
    {
        HasPersons = catalogue.Find("NP_BASE") is not null;
        var left = Math.Max(0, records - province.OrganisationCount - Authorities.All.Length - province.PersonCount);
        Others = [.. OthersOf(province, catalogue, left * PartsOfHundred / 100)];
        left -= Others.Sum(o => o.Count);
        Penalties = left * 2 / 5;
        Permits = left - Penalties;
    }

    public bool HasPersons { get; }

    public ImmutableArray<Portion> Others { get; }

    public long Penalties { get; }

    public long Permits { get; }

    private static IEnumerable<Portion> OthersOf(Province province, CataloguePack catalogue, long available)
    {
        var weight = ItemShare.Others.Sum(s => s.Weight);
        foreach (var share in ItemShare.Others)
        {
            if (catalogue.Find(share.Item) is not { IsActive: true, Example.IsEmpty: false } item)
            {
                continue;
            }

            var shape = new ItemShape(item, province.Today);
            var most = shape.IsAboutPersons ? province.PersonCount * Fewest
                : shape.HasSerial ? long.MaxValue
                : province.OrganisationCount / 2;
            var count = Math.Min(most, Math.Max(Fewest, available * share.Weight / weight));
            if (available >= ItemShare.Others.Length * Fewest && count > 0)
            {
                yield return new Portion(share, shape, count);
            }
        }
    }
}
