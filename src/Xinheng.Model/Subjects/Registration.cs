using Xinheng.Model.Foundation;

namespace Xinheng.Model.Subjects;

/// <summary>What a registration record (REG_*) makes of its subject.</summary>
/// <param name="Others">Legacy numbers the registration authority vouches for, as (scheme, number).</param>
public sealed record RegistrationFacts(
    string? Status, string? Region, DateOnly? EstablishedOn, DateOnly? AsOf, IReadOnlyList<(string Scheme, string Number)> Others);

/// <summary>A registration about to be carried over to its subject.</summary>
/// <param name="Name">As registered now; another present name becomes a former one.</param>
/// <param name="AsOf">Since when, where the registration says it.</param>
public sealed record Registration(SubjectId Subject, string? Name, DateOnly? AsOf, RegistrationFacts Facts);
