using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.Law;
using Xinheng.Model.People;
using Xinheng.Platform.Cases.Promising.Templates;

namespace Xinheng.Platform.Programmes.FictionalProvince;

/// <summary>Offers the shipped templates in the fictional province: drafted by one, put in force by another, like anywhere.</summary>
public sealed class SeedPromises(JurisdictionProfile profile, TemplateFiles files, DraftPromiseTemplate draft, AdoptPromiseTemplate adopt)
{
    public async Task<Result<Done>> RunAsync(CancellationToken ct)
    {
        if (!profile.IsFictional)
        {
            return default(Done);
        }

        foreach (var template in files.Starters)
        {
            var drafted = await draft.RunAsync(new(template, []), Of("fictional-drafter"), ct);
            var adopted = drafted.TryGet(out var version)
                ? await adopt.RunAsync(new(template.Code, version, null), Of("fictional-adopter"), ct)
                : Result<Done>.Refuse(drafted.Refusals);
            if (adopted.IsRefused)
            {
                return adopted;
            }
        }

        return default(Done);
    }

    private static Caller Of(string name) => new(new Actor(ActorKind.Program, null, name, null), new HashSet<Role> { Role.Operator });
}
