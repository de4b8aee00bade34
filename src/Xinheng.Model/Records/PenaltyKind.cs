namespace Xinheng.Model.Records;

/// <summary>The kinds of administrative penalty; the numbers are those of the code set CS_CFLB. Basis: 行政处罚法 9 (V).</summary>
public enum PenaltyKind
{
    Warning = 1,
    Criticism = 2,
    Fine = 3,
    IncomeConfiscated = 4,
    PropertyConfiscated = 5,
    LicenceSuspended = 6,
    QualificationLowered = 7,
    LicenceRevoked = 8,
    ActivityRestricted = 9,
    ProductionSuspended = 10,
    ClosureOrdered = 11,
    PractiseRestricted = 12,
    Detention = 13,
    Other = 99,
}

/// <summary>By which procedure a penalty was decided. Basis: 行政处罚法 51, 54 (V).</summary>
public enum PenaltyProcedure
{
    Simple = 1,
    Ordinary = 2,
}
