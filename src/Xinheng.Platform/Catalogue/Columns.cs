using System.Collections.Immutable;
using Xinheng.Model.Catalogue;

namespace Xinheng.Platform.Catalogue;

/// <summary>The columns of an item while its file is read, to turn codes in conditions, rules and roles into places.</summary>
internal sealed class Columns
{
    private readonly ImmutableArray<Field> all;

    public Columns(ImmutableArray<Field> fields, ImmutableArray<Field> envelope) =>
        all = [.. fields, .. envelope.Where(e => fields.All(f => f.Code != e.Code && f.Name != e.Name))];

    /// <summary>The column with that code; an unknown one is noted and stands for the first.</summary>
    public FieldRef Find(Section page, string code)
    {
        for (var i = 0; i < all.Length; i++)
        {
            if (all[i].Code == code)
            {
                return new FieldRef(code, all[i].Name, i);
            }
        }

        page.Problem("catalogue.field-absent", $"没有字段 {code}。");
        return new FieldRef(code, code, 0);
    }

    public CodeSet? SetOf(FieldRef field) => all.IsEmpty ? null : all[field.Index].Type.Codes;
}
