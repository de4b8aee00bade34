using System.Buffers;
using System.Text;
using Xinheng.Model.Catalogue;
using Xinheng.Model.Catalogue.Checking;
using Xinheng.Model.Catalogue.Types;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.Records;
using Xinheng.Model.Subjects;

namespace Xinheng.Model.Collection;

/// <summary>
/// Turns a checked row into a candidate: subject, key, standing, and its fields as canonical JSON, open and closed apart.
/// One per reading of a file; not for several threads.
/// </summary>
public sealed class CandidateOfRow
{
    private readonly SubmissionTerms terms;
    private readonly SubjectOfRow subject;
    private readonly StandingOfRow standing;
    private readonly NumbersOfRow numbers;
    private readonly AgeOfRow age;
    private readonly byte[][] keys;
    private readonly bool[] kept;
    private readonly bool keepsFields;
    private readonly ArrayBufferWriter<byte> open = new(4096);
    private readonly ArrayBufferWriter<byte> closed = new(1024);
    private readonly ArrayBufferWriter<byte> key = new(512);

    /// <param name="terms">Under which the file was handed in.</param>
    /// <param name="keepsFields">False for a check: what a candidate would say is digested, not kept.</param>
    public CandidateOfRow(SubmissionTerms terms, bool keepsFields)
    {
        (this.terms, this.keepsFields) = (terms, keepsFields);
        subject = new SubjectOfRow(terms.Item, terms.Persons);
        standing = new StandingOfRow(terms);
        numbers = new NumbersOfRow(terms.Item, terms.Persons);
        age = new AgeOfRow(terms);
        keys = [.. terms.Item.Columns.Select(c => CanonicalJson.PrepareKey(c.Code))];

        // What a row does is kept in its standing, not among its facts: the same facts sent as a change are unchanged.
        kept = [.. Enumerable.Range(0, keys.Length).Select(i =>
            i != terms.Item.Roles[FieldRole.Operation] && i != terms.Item.Roles[FieldRole.State] && i != terms.Item.Roles[FieldRole.UseScope]
            && i != terms.Item.Roles[FieldRole.ReceivedStamp])];
    }

    public Result<Candidate> Make(int number, CheckedRow row)
    {
        var about = subject.Read(row);
        var counts = standing.Read(row);
        if (about is null || counts.IsRefused)
        {
            return Result<Candidate>.Refuse([.. counts.Refusals, .. about is null ? [Unknown] : Array.Empty<Refusal>()]);
        }

        if (age.Refuses(about, counts.Value, Value(row, FieldRole.PersonIdNumber) ?? Value(row, FieldRole.UnifiedCode), Value(row, FieldRole.BirthDate)) is { } minor)
        {
            return minor;
        }

        open.ResetWrittenCount();
        closed.ResetWrittenCount();
        WriteFields(row, about);
        return new Candidate(
            number, about, KeyOf(row, about), RevisionContent.ContentOf(open.WrittenSpan, closed.WrittenSpan), counts.Value,
            keepsFields ? open.WrittenSpan.ToArray() : [], keepsFields ? closed.WrittenSpan.ToArray() : [])
        {
            Registration = Registration(row),
        };
    }

    private Refusal Unknown => Refusal.Invalid("subject.no-number", "E09 这一行没有可以确定主体的代码或证件号码；只凭名称不能归集。",
        terms.Item.Roles[FieldRole.UnifiedCode] is >= 0 and var column ? terms.Item.Columns[column].Code : null);

    private void WriteFields(CheckedRow row, SubjectReference about)
    {
        var opened = new CanonicalJsonWriter(open);
        var shut = new CanonicalJsonWriter(closed);
        opened.StartObject();
        shut.StartObject();
        for (var i = 0; i < kept.Length; i++)
        {
            if (!kept[i] || row.Values[i] is not { } value)
            {
                continue;
            }

            var field = terms.Item.Columns[i];
            if (field.Openness == FieldOpenness.Open && !field.Type.IsSealed)
            {
                opened.Key(keys[i]);
                opened.String(value);
            }
            else
            {
                shut.Key(keys[i]);
                shut.String(numbers.Kept(i, value, row, about));
            }
        }

        opened.EndObject();
        shut.EndObject();
        opened.Complete();
        shut.Complete();
    }

    private Guid KeyOf(CheckedRow row, SubjectReference about)
    {
        key.ResetWrittenCount();
        Append(terms.Item.Code);
        foreach (var field in terms.Item.KeyFields)
        {
            var value = row.Values[field.Index] ?? "";
            var type = terms.Item.Columns[field.Index].Type;
            Append(type is DocumentNumberField ? DocumentKey.Of(value)
                : value.Length > 0 ? numbers.Kept(field.Index, value, row, about)
                : value);
        }

        Span<byte> digest = stackalloc byte[Hash256.Length];
        Hash256.Of(key.WrittenSpan).CopyTo(digest);
        return new Guid(digest[..16], bigEndian: true);
    }

    private void Append(string part)
    {
        Encoding.UTF8.GetBytes(part, key);
        key.Write("\0"u8);
    }

    private RegistrationFacts? Registration(CheckedRow row)
    {
        var roles = terms.Item.Roles;
        if (!roles.Has(FieldRole.RegistrationStatus) || !roles.Has(FieldRole.UnifiedCode))
        {
            return null;
        }

        return new RegistrationFacts(
            TextOf(row, FieldRole.RegistrationStatus), Value(row, FieldRole.Region),
            Value(row, FieldRole.EstablishedOn) is { } on ? DateOnly.ParseExact(on, "yyyy-MM-dd") : null,
            Value(row, FieldRole.DecidedOn) is { } asOf ? DateOnly.ParseExact(asOf, "yyyy-MM-dd") : null,
            [.. roles.Legacy.Where(l => row.Values[l.Column] is { } number && !SubjectOfRow.IsOwners(l.Scheme, number))
                .Select(l => (l.Scheme, row.Values[l.Column]!))]);
    }

    private string? TextOf(CheckedRow row, FieldRole role) => Value(row, role) is { } code
        ? terms.Item.Columns[terms.Item.Roles[role]].Type.Codes?.TextOf(code) ?? code
        : null;

    private string? Value(CheckedRow row, FieldRole role) =>
        terms.Item.Roles[role] is >= 0 and var column ? row.Values[column] : null;
}
