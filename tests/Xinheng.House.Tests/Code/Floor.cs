using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Xinheng.House.Tests;

/// <summary>A string in compiled code, and the type (outermost) that says it.</summary>
internal sealed record Said(string Type, string Room, string Text);

/// <summary>One floor's compiled code below one root namespace.</summary>
internal sealed class Floor(string root, AssemblyDefinition assembly)
{
    private ILookup<string, string>? mentioned;

    public string Root => root;

    public AssemblyDefinition Assembly => assembly;

    /// <summary>Types of ours, nested ones included, without what source generators add outside our namespaces.</summary>
    public IReadOnlyList<TypeDefinition> Types { get; } =
        [.. assembly.Modules.SelectMany(m => m.GetTypes()).Where(t => IsBelow(Names.Space(t), root) || IsProgram(t, root))];

    /// <summary>Written by us, not by the compiler.</summary>
    public IEnumerable<TypeDefinition> WrittenTypes => Types.Where(t => !t.FullName.Contains('<', StringComparison.Ordinal));

    public IReadOnlySet<Mention> Uses => Types.SelectMany(Mentions.Of).ToHashSet();

    /// <summary>By type: the types it mentions.</summary>
    public ILookup<string, string> Mentioned => mentioned ??= Uses.Select(m => (m.User, m.Used)).Distinct().ToLookup(m => m.User, m => m.Used);

    /// <summary>The room of a type: the segment after the root; empty for what stands on the roof (composition of all rooms).</summary>
    public string Room(string space) =>
        space.Length > root.Length && IsBelow(space, root) ? space[(root.Length + 1)..].Split('.')[0] : "";

    public IEnumerable<Said> Strings =>
        from type in Types
        from method in type.Methods
        where method.HasBody
        from instruction in method.Body.Instructions
        where instruction.OpCode == OpCodes.Ldstr
        select new Said(Names.Full(type), Room(Names.Space(type)), (string)instruction.Operand);

    /// <summary>Embedded SQL files, as strings said by the room in whose folder they stand.</summary>
    public IEnumerable<Said> SqlFiles =>
        from resource in assembly.MainModule.Resources.OfType<EmbeddedResource>()
        where resource.Name.EndsWith(".sql", StringComparison.Ordinal) && IsBelow(resource.Name, root)
        select new Said(resource.Name, Room(resource.Name), new StreamReader(resource.GetResourceStream()).ReadToEnd());

    public static bool IsBelow(string space, string root) =>
        space == root || space.StartsWith(root + ".", StringComparison.Ordinal);

    private static bool IsProgram(TypeDefinition type, string root) =>
        root is "Xinheng.Web" or "Xinheng.Verify" && Names.Full(type) == "Program";
}
