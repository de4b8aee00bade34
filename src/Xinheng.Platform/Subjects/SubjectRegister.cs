using NpgsqlTypes;
using Xinheng.Model.Foundation;
using Xinheng.Model.Subjects;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Journal;
using Xinheng.Platform.Subjects.Persons;

namespace Xinheng.Platform.Subjects;

/// <summary>Makes new subjects known, thousands at a time, with their number and, for organisations, the name they are searched by.</summary>
public sealed class SubjectRegister(Clock clock)
{
    /// <summary>Creates a subject for every distinct reference; the caller has looked that none exists.</summary>
    public async Task<IReadOnlyDictionary<(string Scheme, string Lookup), SubjectId>> CreateAsync(
        Work work, IReadOnlyCollection<SubjectReference> references, CancellationToken ct)
    {
        var made = new Dictionary<(string, string), SubjectId>(references.Count);
        List<(SubjectId Id, SubjectReference Reference)> subjects = new(references.Count);
        foreach (var reference in references)
        {
            var id = new SubjectId(clock.NewId());
            if (made.TryAdd((reference.Scheme, reference.Lookup), id))
            {
                subjects.Add((id, reference));
            }
        }

        await CopySubjectsAsync(work, subjects, ct);
        await CopyIdentifiersAsync(work, subjects.FindAll(s => s.Reference.Kind != SubjectKind.NaturalPerson), ct);
        await BearAsync(work, subjects.FindAll(s => s.Reference.Kind == SubjectKind.NaturalPerson), ct);
        await CopyNamesAsync(work, subjects, ct);
        return made;
    }

    /// <summary>Puts persons' numbers on file, sealed; those that are there already stay as they are.</summary>
    public static Task AddNumbersAsync(Work work, IReadOnlyCollection<SealedNumber> numbers, CancellationToken ct) =>
        numbers.Count == 0 ? Task.CompletedTask : PersonNumbers.AddAsync(work, numbers, ct);

    // From now on the number is somebody's: until then it was only mentioned, or has just been put on file.
    private static Task BearAsync(Work work, List<(SubjectId Id, SubjectReference Reference)> persons, CancellationToken ct) =>
        persons.Count == 0 ? Task.CompletedTask : work.ExecuteAsync("""
            update subjects.person_number n set subject_id = t.subject
              from unnest(@tokens, @subjects) as t (token, subject)
             where n.id = t.token and n.subject_id is null
            """, new
        {
            tokens = persons.Select(p => NumberToken.TryRead(p.Reference.Lookup, out var token)
                ? token.Value
                : throw new InvalidOperationException("A person is known by a token.")).ToArray(),
            subjects = persons.Select(p => p.Id.Value).ToArray(),
        }, ct);

    private static async Task CopySubjectsAsync(
        Work work, List<(SubjectId Id, SubjectReference Reference)> subjects, CancellationToken ct)
    {
        await using var copy = await work.Connection.BeginBinaryImportAsync(
            "copy subjects.subject (id, kind, name, code, registered, first_entry) from stdin (format binary)", ct);
        foreach (var (id, reference) in subjects)
        {
            await copy.StartRowAsync(ct);
            await copy.WriteAsync(id.Value, NpgsqlDbType.Uuid, ct);
            await copy.WriteAsync(SubjectKindWords.NameOf(reference.Kind), NpgsqlDbType.Text, ct);
            await copy.WriteAsync(reference.Name ?? "", NpgsqlDbType.Text, ct);
            await copy.WriteAsync(reference.UnifiedCode, NpgsqlDbType.Text, ct);
            await copy.WriteAsync(false, NpgsqlDbType.Boolean, ct);
            await copy.WriteAsync(work.Entry.Value, NpgsqlDbType.Uuid, ct);
        }

        await copy.CompleteAsync(ct);
    }

    private static async Task CopyIdentifiersAsync(
        Work work, List<(SubjectId Id, SubjectReference Reference)> subjects, CancellationToken ct)
    {
        await using var copy = await work.Connection.BeginBinaryImportAsync(
            "copy subjects.identifier (scheme, lookup, issuer, subject_id) from stdin (format binary)", ct);
        foreach (var (id, reference) in subjects)
        {
            await copy.StartRowAsync(ct);
            await copy.WriteAsync(reference.Scheme, NpgsqlDbType.Text, ct);
            await copy.WriteAsync(reference.Lookup, NpgsqlDbType.Text, ct);
            await copy.WriteAsync(reference.Issuer, NpgsqlDbType.Text, ct);
            await copy.WriteAsync(id.Value, NpgsqlDbType.Uuid, ct);
        }

        await copy.CompleteAsync(ct);
    }

    private static Task CopyNamesAsync(
        Work work, List<(SubjectId Id, SubjectReference Reference)> subjects, CancellationToken ct)
    {
        var organisations = subjects.Where(s => s.Reference.Kind != SubjectKind.NaturalPerson && s.Reference.Name is not null).ToList();
        return work.ExecuteAsync("""
            insert into subjects.name (subject_id, name, normal, pairs)
            select t.id, t.name, t.normal, array_to_tsvector(string_to_array(t.pairs, ' '))
              from unnest(@ids, @names, @normals, @pairs) as t (id, name, normal, pairs)
            """, new
        {
            ids = organisations.Select(s => s.Id.Value).ToArray(),
            names = organisations.Select(s => s.Reference.Name!).ToArray(),
            normals = organisations.Select(s => SubjectName.Normal(s.Reference.Name!)).ToArray(),
            pairs = organisations.Select(s => SubjectName.Pairs(s.Reference.Name!)).ToArray(),
        }, ct);
    }
}
