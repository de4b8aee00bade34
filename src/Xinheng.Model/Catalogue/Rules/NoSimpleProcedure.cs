using System.Collections.Immutable;
using Xinheng.Model.Catalogue.Checking;
using Xinheng.Model.Catalogue.Types;

namespace Xinheng.Model.Catalogue.Rules;

/// <summary>
/// A penalty by simple procedure on a natural person is not reported (河南省社会信用条例 13);
/// in some jurisdictions no such penalty is, whoever it hits.
/// </summary>
public sealed record NoSimpleProcedure(FieldRef Procedure, string SimpleCode, FieldRef? Category, bool PersonsOnly) : RowRule
{
    private static readonly Fault OfPerson = new("penalty.simple-procedure-person", "E12",
        "对自然人适用简易程序作出的处罚不予归集（社会信用条例），请从报送文件中删去这一行。", Silent: true);

    private static readonly Fault OfAnybody = new("penalty.simple-procedure", "E12",
        "本地区不归集适用简易程序作出的处罚，请从报送文件中删去这一行。", Silent: true);

    public override ImmutableArray<FieldRef> Fields { get; } = Category is { } c ? [Procedure, c] : [Procedure];

    public override string Signature => $"no-simple-procedure({Procedure},{SimpleCode},{Category},{PersonsOnly})";

    public override string Explain => "对自然人适用简易程序作出的处罚不予归集";

    public override ImmutableArray<(FieldRef Field, string Code)> Codes => [(Procedure, SimpleCode)];

    internal override void Apply(RowDraft row)
    {
        if (row[Procedure.Index] is not { } procedure || !CodeField.Holds(procedure, SimpleCode))
        {
            return;
        }

        var isPerson = PersonsOnly
            || (Category is { } category && row[category.Index] is { } said
                && SubjectReading.FromCode(said) == SubjectCategory.Person);
        if (isPerson || row.Context.SimpleProcedureRefusedForAll)
        {
            row.Find(Procedure.Index, procedure, isPerson ? OfPerson : OfAnybody);
        }
    }
}
