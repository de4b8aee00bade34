using Xinheng.Model.Law;
using Xinheng.Platform.Journal;

namespace Xinheng.Platform.Law;

/// <summary>Rows of <c>law.deadline</c>: made by counting, written together.</summary>
internal static class DeadlineTable
{
    public static DeadlineOnRecord Count(
        Work work, Deadlines.Start start, Rule rule, JurisdictionProfile profile, LegalCalendar calendar, int loading)
    {
        var row = new DeadlineOnRecord
        {
            Id = Guid.CreateVersion7(work.At), Kind = start.Kind, About = start.About, Rule = rule.Id, Jurisdiction = rule.Jurisdiction,
            Basis = rule.Basis.ToString(), Amount = rule.Number, Unit = rule.Unit.ToString(), Profile = profile.Code,
            StartFact = start.Fact, StartedOn = start.On, RulesOn = start.RulesOn ?? start.On, Calendar = calendar.Name, CalendarVersion = "", SetAt = work.At.UtcDateTime,
            SetIn = loading, CountedIn = loading, Entry = work.Entry.Value,
        };
        var due = row.Count(calendar);
        return row with { DueOn = due.DueOn, AwaitsYear = due.AwaitsYear, CalendarVersion = due.Calendar };
    }

    public static Task InsertAsync(Work work, IReadOnlyList<DeadlineOnRecord> rows, CancellationToken ct) =>
        work.ExecuteAsync("""
            insert into law.deadline (id, kind, about, rule, jurisdiction, basis, amount, unit, profile, start_fact, started_on, rules_on,
                                      calendar, calendar_version, due_on, awaits_year, set_at, set_in, counted_in, entry)
            select id, kind, about, rule, jurisdiction, basis, amount, unit, profile, start_fact, started_on, rules_on,
                   calendar, calendar_version, due_on, awaits_year, @At, set_in, set_in, @entry
              from unnest(@ids, @kinds, @abouts, @rules, @jurisdictions, @bases, @amounts, @units, @profiles, @facts, @starts, @rulesOn,
                          @calendars, @versions, @dues::date[], @years::int[], @loadings)
                   as t (id, kind, about, rule, jurisdiction, basis, amount, unit, profile, start_fact, started_on, rules_on,
                         calendar, calendar_version, due_on, awaits_year, set_in)
            """, new
        {
            work.At, entry = work.Entry.Value,
            ids = rows.Select(r => r.Id).ToArray(),
            kinds = rows.Select(r => r.Kind).ToArray(),
            abouts = rows.Select(r => r.About).ToArray(),
            rules = rows.Select(r => r.Rule).ToArray(),
            jurisdictions = rows.Select(r => r.Jurisdiction).ToArray(),
            bases = rows.Select(r => r.Basis).ToArray(),
            amounts = rows.Select(r => r.Amount).ToArray(),
            units = rows.Select(r => r.Unit).ToArray(),
            profiles = rows.Select(r => r.Profile).ToArray(),
            facts = rows.Select(r => r.StartFact).ToArray(),
            starts = rows.Select(r => r.StartedOn).ToArray(),
            rulesOn = rows.Select(r => r.RulesOn).ToArray(),
            calendars = rows.Select(r => r.Calendar).ToArray(),
            versions = rows.Select(r => r.CalendarVersion).ToArray(),
            dues = rows.Select(r => r.DueOn).ToArray(),
            years = rows.Select(r => r.AwaitsYear).ToArray(),
            loadings = rows.Select(r => r.SetIn).ToArray(),
        }, ct);
}
