using Xinheng.Model.Catalogue;
using Xinheng.Model.Law;
using Xinheng.Model.Subjects;

namespace Xinheng.Model.Collection;

/// <summary>What a submission is checked by: the item in force, the law of the place, who hands in, and when.</summary>
public sealed record SubmissionTerms(
    CatalogueItem Item, int Edition, LawBook Law, JurisdictionProfile Profile, string Provider, DateOnly ReceivedOn, NumberTokens Persons);
