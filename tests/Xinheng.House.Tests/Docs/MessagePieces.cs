using System.Text.RegularExpressions;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Xinheng.House.Tests.Docs;

/// <summary>A message put together from the instructions that build it: literals as they are, … where a value goes in.</summary>
internal sealed partial class MessagePieces
{
    private const string Hole = "…";
    private const string Loaded = "\0"; // something was loaded; a hole only if it is concatenated

    private readonly List<string> pieces = [];

    public void Add(Instruction instruction)
    {
        switch (instruction.Operand)
        {
            case string literal when instruction.OpCode == OpCodes.Ldstr:
                pieces.Add(literal);
                break;
            case MethodReference { Name: "AppendFormatted" } formatted:
                pieces.RemoveAll(p => p == Loaded);
                if (formatted.Parameters.Count > 1 && formatted.Parameters[^1].ParameterType.FullName == "System.String" && pieces.Count > 0)
                {
                    pieces.RemoveAt(pieces.Count - 1); // the format of the value, not a word of the message
                }

                pieces.Add(Hole);
                break;
            case MethodReference { Name: "Concat", DeclaringType.FullName: "System.String" }:
                Fill();
                break;
            default:
                if (IsLoad(instruction) && pieces.LastOrDefault() != Loaded)
                {
                    pieces.Add(Loaded);
                }

                break;
        }
    }

    public override string ToString()
    {
        var words = pieces.Where(p => p != Loaded).ToList();
        while (words.Count > 1 && Word().IsMatch(words[^1]))
        {
            words.RemoveAt(words.Count - 1); // the name of a field may follow the message
        }

        return string.Concat(words).Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" ");
    }

    private void Fill()
    {
        for (var i = 0; i < pieces.Count; i++)
        {
            pieces[i] = pieces[i] == Loaded ? Hole : pieces[i];
        }
    }

    private static bool IsLoad(Instruction instruction) => instruction.Operand switch
    {
        MethodReference called => called.ReturnType.FullName != "System.Void"
            && called.DeclaringType.Name != "<PrivateImplementationDetails>"
            && called.DeclaringType.Name != "DefaultInterpolatedStringHandler",
        FieldReference => true,
        _ => instruction.OpCode.Code is >= Mono.Cecil.Cil.Code.Ldarg_0 and <= Mono.Cecil.Cil.Code.Ldloc_3
            or Mono.Cecil.Cil.Code.Ldarg_S or Mono.Cecil.Cil.Code.Ldloc_S or Mono.Cecil.Cil.Code.Ldarg or Mono.Cecil.Cil.Code.Ldloc,
    };

    [GeneratedRegex(@"^[A-Za-z0-9_.-]+$")]
    private static partial Regex Word();
}
