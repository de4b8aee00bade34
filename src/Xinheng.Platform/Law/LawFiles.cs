using Xinheng.Model.Foundation;
using Xinheng.Model.Law;

namespace Xinheng.Platform.Law;

/// <summary>Reads the folder catalogue/law into one book, or refuses it whole with every problem found. Called once, at start.</summary>
public static class LawFiles
{
    public static Result<LawBook> Load(string directory)
    {
        List<Refusal> problems = [];
        var rules = RuleFile.Rules(directory, problems);
        var thresholds = RuleFile.FineThresholds(directory, problems);
        var historic = RuleFile.HistoricCodes(directory, problems);
        var purposes = RuleFile.Purposes(directory, problems);
        var words = RuleFile.Words(directory, problems);
        var profiles = ProfileFile.Profiles(directory, problems);
        var calendars = CalendarFiles.Calendars(directory, problems);
        var divisions = DivisionFile.Divisions(directory, problems);
        var table = RuleTable.Create(rules);
        problems.AddRange(table.Refusals);

        // What refers to something that did not load would only repeat the first message.
        if (problems.Count == 0)
        {
            problems.AddRange(Dangling(rules, thresholds, purposes, profiles, calendars));
        }

        return problems.Count > 0
            ? Result<LawBook>.Refuse(problems)
            : new LawBook(
                table.Value,
                profiles.ToDictionary(profile => profile.Code),
                calendars.ToDictionary(calendar => calendar.Name),
                divisions,
                new HistoricCodes(historic),
                new FineThresholds(thresholds))
            {
                Purposes = new QueryPurposes(purposes),
                Words = words.ToDictionary(word => word.Id),
            };
    }

    private static IEnumerable<Refusal> Dangling(
        IReadOnlyList<Rule> rules, IReadOnlyList<FineThreshold> thresholds, IReadOnlyList<QueryPurpose> purposes,
        IReadOnlyList<JurisdictionProfile> profiles, IReadOnlyList<LegalCalendar> calendars)
    {
        var places = profiles.Select(profile => profile.Code).ToHashSet();
        if (!places.Contains(JurisdictionProfile.National))
        {
            yield return Refusal.Invalid("profile.no-national", "profiles.yaml：缺少 code 为 national 的全国配置。");
        }

        var used = rules.Select(rule => rule.Jurisdiction)
            .Concat(thresholds.Select(row => row.Jurisdiction))
            .Concat(purposes.Select(purpose => purpose.Jurisdiction))
            .Concat(profiles.SelectMany(profile => profile.FallsBackTo));
        foreach (var place in used.Distinct().Where(place => !places.Contains(place)))
        {
            yield return Refusal.Invalid("profile.unknown", $"用到了法域“{place}”，但 profiles.yaml 中没有它的配置。");
        }

        foreach (var profile in profiles)
        {
            if (calendars.FirstOrDefault(calendar => calendar.Name == profile.Calendar) is not { } calendar)
            {
                yield return Refusal.Invalid("profile.calendar", $"法域 {profile.Code} 的日历“{profile.Calendar}”不在 calendars 文件夹中。");
            }
            else if (calendar.Years.Any(year => year.IsFictional != profile.IsFictional))
            {
                // An invented holiday must never move a real deadline, nor the other way round.
                yield return Refusal.Invalid("profile.fictional-calendar",
                    $"法域 {profile.Code} 与日历“{profile.Calendar}”须同为真实或同为虚构。");
            }
        }
    }
}
