using System.Text.RegularExpressions;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Xinheng.House.Tests.Docs;

/// <summary>A refusal as the code makes it: its message in pieces, with … where a value stands.</summary>
internal sealed record DocumentedRefusal(string Code, string Kind, string Message, string Type);

/// <summary>
/// Reads refusals out of compiled code: a dotted code, then the pieces of the message, then the call that makes the
/// refusal. A helper that takes the code as a parameter counts where it is called.
/// </summary>
internal static partial class Refusals
{
    private const string Refusal = "Xinheng.Model.Foundation.Refusal";

    public static IEnumerable<DocumentedRefusal> Of(Floor floor) =>
        from type in floor.Types
        from method in type.Methods
        where method.HasBody
        from refusal in InMethod(Names.Full(type), method.Body)
        select refusal;

    private static IEnumerable<DocumentedRefusal> InMethod(string type, MethodBody body)
    {
        string? code = null;
        var message = new MessagePieces();
        foreach (var instruction in body.Instructions)
        {
            if (instruction is { OpCode.Code: Mono.Cecil.Cil.Code.Ldstr, Operand: string text } && Dotted().IsMatch(text))
            {
                (code, message) = (text, new MessagePieces());
            }
            else if (code is not null && instruction.Operand is MethodReference called && Kind(called) is { } kind)
            {
                yield return new DocumentedRefusal(code, kind, message.ToString(), type);
                code = null;
            }
            else
            {
                message.Add(instruction);
            }
        }
    }

    // Invalid, NotFound …; "new" where the kind is decided elsewhere; any method of ours that takes a code and gives a refusal.
    private static string? Kind(MethodReference called) =>
        called.DeclaringType.FullName == Refusal && called.ReturnType.FullName == Refusal ? called.Name
        : called.DeclaringType.FullName == Refusal && called.Name == ".ctor" ? "new"
        : called.ReturnType.FullName.Contains(Refusal, StringComparison.Ordinal)
            && called.Parameters.Any(p => p.ParameterType.FullName == "System.String") ? "new"
        : null;

    [GeneratedRegex(@"^[a-z][a-z0-9]*(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)+$")]
    private static partial Regex Dotted();
}
