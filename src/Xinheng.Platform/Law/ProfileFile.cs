using Xinheng.Model.Foundation;
using Xinheng.Model.Law;

namespace Xinheng.Platform.Law;

/// <summary>profiles.yaml: what each place lays down beyond numbers.</summary>
internal static class ProfileFile
{
    public static IReadOnlyList<JurisdictionProfile> Profiles(string directory, List<Refusal> problems)
    {
        const string file = "profiles.yaml";
        var top = YamlMap.Open(Path.Combine(directory, file), file, problems);
        var rows = top?.Maps("profiles") ?? [];
        top?.Done();
        List<JurisdictionProfile> profiles = [];
        foreach (var row in rows)
        {
            var profile = Read(row);
            row.Done();
            if (profiles.Any(known => known.Code == profile.Code))
            {
                problems.Add(Refusal.Invalid("profile.twice", $"{row.Place}：法域 {profile.Code} 出现两次，请只留一份。"));
                continue;
            }

            profiles.Add(profile);
        }

        return profiles;
    }

    private static JurisdictionProfile Read(YamlMap row) => new()
    {
        Code = row.Required("code"),
        Name = row.Required("name"),
        Regulation = row.Text("regulation"),
        RegulationInForceFrom = row.Date("regulationFrom"),
        Calendar = row.Required("calendar"),
        FallsBackTo = row.Texts("fallsBackTo"),
        SimpleProcedure = Cited(row, "simpleProcedure", cell => cell.Choice<IntakeExclusion>("value")),
        MinorWrongsMadeGood = Cited(row, "minorWrongsMadeGood", cell => cell.Choice<IntakeExclusion>("value")),
        NaturalPersons = Cited(row, "naturalPersons", cell => cell.Choice<NaturalPersonDisclosure>("value")),
        RetentionStart = Cited(row, "retentionStart", cell => cell.Choice<RetentionStart>("value")),
        ObjectionsGoTo = Cited(row, "objectionsGoTo", cell => cell.Required("value")),
        PositiveDataVeto = Cited(row, "positiveDataVeto", cell => cell.Flag("value")),
        AdverseOnlyWhenFinal = Cited(row, "adverseOnlyWhenFinal", cell => cell.Flag("value")),
        IsFictional = row.Flag("fictional"),
    };

    private static Cited<T> Cited<T>(YamlMap row, string key, Func<YamlMap, T> value)
    {
        if (row.Map(key) is not { } cell)
        {
            // Never used: the missing key is among the problems and the whole book is refused.
            return new Cited<T>(default!, new LegalBasis(""), Confidence.Unsure);
        }

        var cited = new Cited<T>(value(cell), cell.Basis(), cell.Confidence());
        cell.Done();
        return cited;
    }
}
