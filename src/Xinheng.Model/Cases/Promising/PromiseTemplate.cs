namespace Xinheng.Model.Cases.Promising;

/// <summary>Something to be done or looked at after the signing: 补交材料, 现场核查.</summary>
/// <param name="Days">Natural days from the signing; the last one is in time.</param>
public sealed record FollowUp(string Name, int Days);

/// <summary>What the authority tells in writing before anybody promises. Basis: 深圳经济特区社会信用条例 57–64 (V): item, content, conditions, verification, liability.</summary>
/// <param name="Conditions">When one may do so: what must be fulfilled.</param>
/// <param name="Checking">By what right and how it is verified.</param>
/// <param name="Liability">What follows from a false or broken promise.</param>
public sealed record Informed(string Content, string Conditions, string Checking, string Liability);

/// <summary>承诺书模板: what is promised in one matter, to whom, with what to follow. In force it never changes; a change is a further version.</summary>
/// <param name="Code">As it stands in addresses: <c>food-shop</c>.</param>
/// <param name="Matter">承诺事项, by its name in the published list.</param>
/// <param name="Industry">Of a campaign: 药品, 价格, 安全; null where it belongs to none.</param>
/// <param name="Body">Code of the body that receives it; null: whichever the signer deals with.</param>
/// <param name="Months">How long it binds; null: until it is decided.</param>
public sealed record PromiseTemplate(
    string Code, PromiseKind Kind, string Title, string Matter, string? Industry, string? Body, Informed Informed, string Promise,
    int? Months, IReadOnlyList<FollowUp> FollowUps, PromiseOpenness Openness)
{
    /// <summary>The last day on which it binds.</summary>
    public DateOnly? ValidUntil(DateOnly signedOn) => Months is { } months ? signedOn.AddMonths(months).AddDays(-1) : null;
}
