namespace Xinheng.Web.Api;

/// <summary>A page of anything; an absent cursor means that nothing follows.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Cursor);
