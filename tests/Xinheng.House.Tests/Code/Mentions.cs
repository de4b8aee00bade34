using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Xinheng.House.Tests;

/// <summary>One type's code mentions another type; <paramref name="Member"/> is the member called or read, if one is.</summary>
internal sealed record Mention(string User, string UserSpace, string Used, string UsedSpace, string? Member)
{
    public override string ToString() => Member is null ? $"{User} → {Used}" : $"{User} → {Used}.{Member}";
}

/// <summary>Everything a type mentions: bases, signatures, attributes, locals and instructions. Inlined constants leave no trace.</summary>
internal static class Mentions
{
    public static IEnumerable<Mention> Of(TypeDefinition type) =>
        from seen in Seen(type)
        from used in Parts(seen.Type)
        select new Mention(Names.Full(type), Names.Space(type), Names.Full(used), Names.Space(used), seen.Member);

    private static IEnumerable<(TypeReference? Type, string? Member)> Seen(TypeDefinition type) =>
        Plain(type.BaseType)
            .Concat(type.Interfaces.SelectMany(i => Plain(i.InterfaceType)))
            .Concat(Attributes(type))
            .Concat(type.GenericParameters.SelectMany(p => p.Constraints).SelectMany(c => Plain(c.ConstraintType)))
            .Concat(type.Fields.SelectMany(f => Plain(f.FieldType).Concat(Attributes(f))))
            .Concat(type.Properties.SelectMany(p => Plain(p.PropertyType).Concat(Attributes(p))))
            .Concat(type.Methods.SelectMany(OfMethod));

    private static IEnumerable<(TypeReference? Type, string? Member)> OfMethod(MethodDefinition method)
    {
        var signature = Plain(method.ReturnType)
            .Concat(method.Parameters.SelectMany(p => Plain(p.ParameterType).Concat(Attributes(p))))
            .Concat(method.GenericParameters.SelectMany(p => p.Constraints).SelectMany(c => Plain(c.ConstraintType)))
            .Concat(Attributes(method));
        return method.HasBody
            ? signature.Concat(method.Body.Variables.SelectMany(v => Plain(v.VariableType)))
                .Concat(method.Body.ExceptionHandlers.SelectMany(h => Plain(h.CatchType)))
                .Concat(method.Body.Instructions.SelectMany(OfInstruction))
            : signature;
    }

    private static IEnumerable<(TypeReference? Type, string? Member)> OfInstruction(Instruction instruction) =>
        instruction.Operand switch
        {
            TypeReference type => Plain(type),
            FieldReference field => [(field.DeclaringType, field.Name), (field.FieldType, null)],
            MethodReference method => Plain(method.ReturnType)
                .Append((method.DeclaringType, method.Name))
                .Concat(method.Parameters.SelectMany(p => Plain(p.ParameterType)))
                .Concat(method is GenericInstanceMethod generic ? generic.GenericArguments.SelectMany(Plain) : []),
            _ => [],
        };

    private static IEnumerable<(TypeReference? Type, string? Member)> Attributes(ICustomAttributeProvider provider) =>
        provider.CustomAttributes.SelectMany(a => Plain(a.AttributeType)
            .Concat(a.ConstructorArguments.Select(c => c.Value).OfType<TypeReference>().SelectMany(Plain)));

    private static IEnumerable<(TypeReference? Type, string? Member)> Plain(TypeReference? type) => [(type, null)];

    // A list of persons mentions the list and the person.
    private static IEnumerable<TypeReference> Parts(TypeReference? type) => type switch
    {
        null or GenericParameter => [],
        GenericInstanceType generic => Parts(generic.ElementType).Concat(generic.GenericArguments.SelectMany(Parts)),
        IModifierType modified => Parts(modified.ElementType).Concat(Parts(modified.ModifierType)),
        TypeSpecification wrapped => Parts(wrapped.ElementType),
        _ => [type],
    };
}
