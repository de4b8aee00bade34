using Xinheng.Platform.Programmes.FictionalProvince.Land;

namespace Xinheng.Platform.Programmes.FictionalProvince.Rows;

/// <summary>Rows of any other item by one office, by the shape of the item.</summary>
internal sealed class CatalogueRows : RowSource
{
    // Neighbouring rows are about organisations far apart; a prime that is no divisor of any usual count.
    private const long Stride = 7_919;

    private readonly ItemShape shape;
    private readonly Province province;
    private readonly Facts facts;
    private readonly ulong about;

    public CatalogueRows(ItemShape shape, Province province, Authority authority)
        : base(shape.Item.Code, shape.Columns)
    {
        this.shape = shape;
        this.province = province;
        facts = new Facts(province, authority);
        about = Dice.About(shape.Item.Code);
    }

    public override void Fill(long record, string?[] row)
    {
        facts.Draw(about, record, SubjectOf(record), record % Math.Max(1, province.PersonCount), shape.IsAboutPersons);
        row.AsSpan().Clear();
        for (var i = 0; i < shape.Makers.Length; i++)
        {
            row[i] = shape.Makers[i]?.Invoke(facts);
        }
    }

    private Organisation SubjectOf(long record)
    {
        var count = province.OrganisationCount;
        var stride = count % Stride == 0 ? 1 : Stride;
        var at = (long)(((Int128)record * stride + (long)(about % (ulong)count)) % count);
        while (true)
        {
            var of = province.Organisation(at);
            if (shape.IsAboutPersons || shape.Allows(of))
            {
                return of;
            }

            at = (at + 1) % count;
        }
    }
}
