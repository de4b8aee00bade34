using System.Text.Json;
using Dapper;
using Npgsql;
using Xinheng.Model.Catalogue;
using Xinheng.Model.Catalogue.Rules;
using Xinheng.Model.Disclosure;
using Xinheng.Model.Disclosure.Persons;
using Xinheng.Model.Foundation;
using Xinheng.Model.Law;
using Xinheng.Model.Subjects;
using Xinheng.Platform.Catalogue.Publishing;
using Xinheng.Platform.Subjects.Persons;

namespace Xinheng.Platform.Disclosure.Persons;

/// <summary>The records of one subject that one audience may see today, by the one decision; strangers' fields only where they are open.</summary>
public sealed class RecordsOfSubject(CatalogueInForce catalogue, PersonNumbers numbers, LawBook law, JurisdictionProfile profile)
{
    private sealed record Row
    {
        public Guid Id { get; init; }

        public string Item { get; init; } = "";

        public string ItemName { get; init; } = "";

        public string ProviderName { get; init; } = "";

        public string? AuthorityName { get; init; }

        public string[] OpenFields { get; init; } = [];

        public string[] Basis { get; init; } = [];

        public string Open { get; init; } = "";

        public string Closed { get; init; } = "";

        public string? Statement { get; init; }
    }

    /// <param name="adultFrom">Where the reader gave a number that tells it: what was decided against a child stays hidden.</param>
    /// <param name="items">Of the authorisation; empty: whatever is open to the audience.</param>
    public async Task<IReadOnlyList<ShownRecord>> ReadAsync(
        NpgsqlConnection connection, SubjectId subject, Audience audience, DateOnly? adultFrom, IReadOnlyCollection<string> items, CancellationToken ct)
    {
        var inForce = await catalogue.CurrentAsync(ct);
        var rows = await connection.QueryAsync<Row, FactsRow, (Row Row, FactsRow Facts)>(new CommandDefinition($"""
            select r.record_id as Id, r.item, i.name as ItemName, coalesce(p.name, r.provider) as ProviderName, coalesce(a.name, r.authority) as AuthorityName,
                   i.open_fields as OpenFields, i.basis, v.open::text as Open, v.closed::text as Closed,
                   t.text as Statement, {FactsRow.Columns}
              from records.record r
              join catalogue.item_in_force i on i.code = r.item
              join records.revision v on (v.subject_id, v.record_id, v.no) = (r.subject_id, r.record_id, r.revision)
              left join people.organisation p on p.code = r.provider
              left join people.organisation a on a.code = r.authority
              left join cases.statement t on t.record_id = r.record_id and t.ended_in is null
             where r.subject_id = @Value
             order by case r.nature when 'positive' then 0 when 'neutral' then 1 else 2 end, r.decided_on desc nulls last, r.record_id
            """, subject, cancellationToken: ct), (row, facts) => (row, facts), splitOn: "openness");
        var sealedWords = inForce.Pack.Items.SelectMany(i => i.Rules).OfType<SealedBySecurityLaw>().SelectMany(r => r.Words).Distinct().ToList();
        List<(Row Row, FactsRow Facts, Dictionary<string, string> Fields)> shown = [];
        foreach (var (row, facts) in rows)
        {
            var fields = Fields(row, audience);
            if (MayRead(facts, audience, adultFrom) && (items.Count == 0 || items.Contains(row.Item))
                && !(facts.Nature == "adverse" && IsSealed(row, sealedWords) && audience is not Audience.TheSubject))
            {
                shown.Add((row, facts, fields));
            }
        }

        var read = await numbers.ReadAsync(connection, Tokens(shown.SelectMany(s => s.Fields.Values)), ct);
        return [.. shown.Select(s => Shown(s.Row, s.Facts, s.Fields, inForce.Find(s.Row.Item).TryGet(out var item) ? item : null, read))];
    }

    private bool MayRead(FactsRow row, Audience audience, DateOnly? adultFrom)
    {
        var facts = row.ToFacts(row.UsableUntil(law, profile));
        return Decision.Decide(
            facts with { Minor = facts.Minor || (facts.Nature == Nature.Adverse && row.DecidedOn < adultFrom) }, audience, row.Today).IsShown;
    }

    // 治安管理处罚法 136: whatever slipped in before intake refused it is shown to nobody but the one it is about.
    private static bool IsSealed(Row row, List<string> words) => words.Exists(word =>
        row.Open.Contains(word, StringComparison.Ordinal) || row.Closed.Contains(word, StringComparison.Ordinal));

    // The subject and the auditor see a record whole; everybody else what the catalogue in force opens of it.
    private static Dictionary<string, string> Fields(Row row, Audience audience)
    {
        var whole = audience is Audience.TheSubject or Audience.Auditor;
        return new[] { row.Open, row.Closed }.SelectMany(text => JsonSerializer.Deserialize<Dictionary<string, string>>(text)!)
            .Where(f => whole || row.OpenFields.Contains(f.Key) || NumberToken.TryRead(f.Value, out _))
            .ToDictionary(f => f.Key, f => f.Value, StringComparer.Ordinal);
    }

    private static List<NumberToken> Tokens(IEnumerable<string> values) =>
        [.. values.Where(v => NumberToken.TryRead(v, out _)).Distinct().Select(v => NumberToken.TryRead(v, out var token) ? token : default)];

    private static ShownRecord Shown(
        Row row, FactsRow facts, Dictionary<string, string> fields, CatalogueItem? item, IReadOnlyDictionary<NumberToken, string> read) => new(
        new RecordId(row.Id), row.Item, row.ItemName, facts.Nature, facts.State, row.ProviderName, row.AuthorityName, facts.DecidedOn,
        facts.PublicUntil, facts.Contested, row.Basis,
        [.. fields.Select(f => (Field: f, Column: item?.IndexOf(f.Key) ?? -1)).OrderBy(f => f.Column)
            .Select(f => new ShownField(f.Field.Key, f.Column < 0 ? f.Field.Key : item!.Columns[f.Column].Name, Text(f.Field.Value, f.Column, item, read)))])
        {
            SubjectStatement = row.Statement,
        };

    private static string Text(string value, int column, CatalogueItem? item, IReadOnlyDictionary<NumberToken, string> read) =>
        NumberToken.TryRead(value, out var token) ? read.TryGetValue(token, out var number) ? NumberMask.Of(number) : "***"
        : column >= 0 && item!.Columns[column].Type.Codes?.TextOf(value) is { } text ? text
        : value;
}
