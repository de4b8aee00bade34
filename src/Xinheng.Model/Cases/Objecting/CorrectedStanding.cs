using Xinheng.Model.Catalogue;
using Xinheng.Model.Records;

namespace Xinheng.Model.Cases.Objecting;

/// <summary>What a record counts for once its content was put right: what the right content says, and never for longer than before.</summary>
public static class CorrectedStanding
{
    public static Standing Of(Standing before, Standing given, string reason) => before.Correct(reason) with
    {
        Nature = given.Nature,
        Authority = given.Authority,
        DecidedOn = given.DecidedOn,
        Impact = given.Impact,
        OwnOpenness = given.OwnOpenness,
        Held = given.Held,
        Severity = before.Confirmed && !given.Confirmed ? before.Severity : given.Severity,
        Confirmed = given.Confirmed || (before.Confirmed && given.Nature == Nature.Adverse),
        PublicUntil = given.Nature == Nature.Adverse && before.Confirmed && before.PublicUntil < (given.PublicUntil ?? DateOnly.MaxValue)
            ? before.PublicUntil
            : given.PublicUntil,
    };
}
