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
