using Microsoft.AspNetCore.Authorization;

namespace Xinheng.Web.Hosting;

/// <summary>The explicit mark of what anybody may read without signing in, and what one reading costs of a client's allowance.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class PublicReadAttribute(int cost) : Attribute, IAllowAnonymous
{
    /// <summary>Zero: not counted.</summary>
    public int Cost => cost;

    /// <summary>False: counted, but nobody may keep a copy of the answer.</summary>
    public bool MayBeKept { get; init; } = true;
}

/// <summary>
/// Registers an output: strangers meet single records here, so what is withdrawn must be gone from it at once. One test
/// visits every output of the route table before and after a withdrawal.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ShowsRecordsAttribute : Attribute;

/// <summary>Says of what reads the public tables that no single record stands in its answer, but what else.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ShowsNoRecordAttribute(string butWhat) : Attribute
{
    public string ButWhat => butWhat;
}
