using Xinheng.Platform.Programmes.FictionalProvince.Land;

namespace Xinheng.Platform.Programmes.FictionalProvince.Rows;

/// <summary>What is drawn for one row before any of its columns is written: about whom, by whom, when.</summary>
internal sealed class Facts(Province province, Authority authority)
{
    private Dice dice;

    public Province Province { get; } = province;

    public Authority Authority { get; } = authority;

    public long Record { get; private set; }

    public Organisation Of { get; private set; }

    /// <summary>The subject's name, be it a person's or an organisation's.</summary>
    public string Name { get; private set; } = "";

    public string PersonName { get; private set; } = "";

    public string PersonNumber { get; private set; } = "";

    public DateOnly Day { get; private set; }

    public ref Dice Dice => ref dice;

    public void Draw(ulong about, long record, Organisation of, long person, bool isAboutPerson)
    {
        dice = Dice.For(Province.Seed, about, record);
        (Record, Of) = (record, of);
        (PersonName, PersonNumber) = Province.Person(person);
        Name = isAboutPerson ? PersonName : of.Name;
        Day = isAboutPerson ? Province.DrawDay(3, ref dice) : Province.DrawDay(3, of, ref dice);
    }
}
