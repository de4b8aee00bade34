using System.Xml.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Xinheng.House.Tests.Docs;

/// <summary>A name that the code asks the configuration for; “?” where the name is not written there.</summary>
internal sealed record Asked(string Type, string Name);

/// <summary>What compiled code asks the configuration for, and what a property says of itself.</summary>
internal static class Settings
{
    private const string Configuration = "Microsoft.Extensions.Configuration.IConfiguration";

    public static IEnumerable<Asked> AskedBy(Floor floor) =>
        from type in floor.Types
        from method in type.Methods
        where method.HasBody
        from instruction in method.Body.Instructions
        where instruction.Operand is MethodReference called && Asks(called)
        where !(Passes(method) && Literal(instruction) is null) // it asks for what its callers name
        select new Asked(Names.Full(type), Literal(instruction) ?? "?");

    /// <summary>The summary in the compiler's documentation file, on one line; null where there is none.</summary>
    public static string? Summary(Type type, string property)
    {
        var file = Path.ChangeExtension(type.Assembly.Location, ".xml");
        var summary = XDocument.Load(file).Descendants("member")
            .FirstOrDefault(m => (string?)m.Attribute("name") == $"P:{type.FullName}.{property}")?.Element("summary");
        return summary is null ? null : string.Join(' ', string.Concat(summary.Nodes().Select(Plain)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private static string Plain(XNode node) => node switch
    {
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement other => other.Value,
        _ => node.ToString(),
    };

    // The configuration itself, or a method of anybody's that takes it together with a name.
    private static bool Asks(MethodReference called) =>
        (called.DeclaringType.FullName == Configuration && called.Parameters.Any(IsText)) || Passes(called);

    private static bool Passes(MethodReference method) =>
        method.Parameters.Any(p => p.ParameterType.FullName == Configuration) && method.Parameters.Any(IsText);

    private static bool IsText(ParameterDefinition parameter) => parameter.ParameterType.FullName == "System.String";

    // The name stands right before the configuration's own call, and among the arguments of others.
    private static string? Literal(Instruction call)
    {
        var own = ((MethodReference)call.Operand).DeclaringType.FullName == Configuration;
        var before = call.Previous;
        while (!own && before is not null && before.OpCode != OpCodes.Ldstr)
        {
            before = before.Previous;
        }

        return before?.OpCode == OpCodes.Ldstr ? (string)before.Operand : null;
    }
}
