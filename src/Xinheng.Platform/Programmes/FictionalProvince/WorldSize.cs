namespace Xinheng.Platform.Programmes.FictionalProvince;

/// <summary>How large a fictional province is to be. The same size and seed always give the same bytes.</summary>
/// <param name="Subjects">Authorities, organisations and persons together.</param>
/// <param name="Records">Facts on record once every clean row has entered: corrections and repeats add none.</param>
/// <param name="Seed">Another seed, another province.</param>
public sealed record WorldSize(long Subjects, long Records, ulong Seed = WorldSize.UsualSeed)
{
    public const ulong UsualSeed = 99;

    /// <summary>Fewer subjects make no province: there would be offices and nobody to look after.</summary>
    public const long FewestSubjects = 200;

    public static WorldSize Small { get; } = new(3_000, 12_000);

    public static WorldSize Large { get; } = new(1_000_000, 5_000_000);
}
