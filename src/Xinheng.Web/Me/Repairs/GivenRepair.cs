using Xinheng.Model.Cases.Repairing;
using Xinheng.Model.Foundation;
using Xinheng.Platform.Cases.Repairing;
using Xinheng.Platform.Procedures;

namespace Xinheng.Web.Me.Repairs;

/// <summary>What somebody filled in, to stand in the form again; of a proxy nothing but the relation comes back.</summary>
public sealed record GivenRepair(IReadOnlyList<string> Records, string Duties, bool Signs, bool ByProxy, string Relation)
{
    public static readonly GivenRepair Nothing = new([], "", false, false, "");

    public static GivenRepair Of(IReadOnlyList<(string Name, string Value)> form) => new(
        [.. form.Where(one => one.Name == "record").Select(one => one.Value).Distinct()], Last(form, "duties"), Last(form, "signs") == "yes",
        Last(form, "byProxy") == "yes", Last(form, "proxyRelation"));

    public FileRepair.Command Command(IReadOnlyList<(string Name, string Value)> form, IReadOnlyList<CaseDocuments.Kept> evidence) => new(
        [.. Records.Select(text => new RecordId(Guid.TryParse(text, out var id) ? id : Guid.Empty))], Duties, Signs, evidence)
    {
        Proxy = !ByProxy ? null : new RepairProxies.Given(Last(form, "proxyName"), Last(form, "proxyNumber"), Last(form, "proxyPhone"),
            Enum.TryParse<ProxyRelation>(Relation, out var relation) ? relation : (ProxyRelation)(-1)),
    };

    /// <summary>What the kernel says of a reason leads to the field in which it was typed.</summary>
    public static IReadOnlyList<Refusal> At(string field, IReadOnlyList<Refusal> refusals) =>
        [.. refusals.Select(refusal => refusal.Field == "reason" ? refusal with { Field = field } : refusal)];

    public static string Last(IReadOnlyList<(string Name, string Value)> form, string name) => form.LastOrDefault(one => one.Name == name).Value ?? "";
}
