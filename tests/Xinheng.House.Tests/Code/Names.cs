using Mono.Cecil;

namespace Xinheng.House.Tests;

/// <summary>Names of types as a reader knows them: a nested or compiler-made type counts as its outermost type.</summary>
internal static class Names
{
    public static TypeReference Outermost(TypeReference type) =>
        type.DeclaringType is { } outer ? Outermost(outer) : type;

    public static string Space(TypeReference type) => Outermost(type).Namespace;

    public static string Full(TypeReference type)
    {
        var outer = Outermost(type);
        return outer.Namespace.Length > 0 ? $"{outer.Namespace}.{outer.Name}" : outer.Name;
    }

    /// <summary>The type's own name without the count of its type parameters.</summary>
    public static string Short(TypeReference type) => type.Name.Split('`')[0];
}
