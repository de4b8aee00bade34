using Npgsql;
using Xinheng.Model.Foundation;
using Xinheng.Model.Subjects;
using Xinheng.Model.Subjects.Identifiers;
using Xinheng.Platform.Collection;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Journal;
using Xinheng.Platform.Law;
using Xinheng.Platform.Subjects;
using Xinheng.Platform.Subjects.Persons;

namespace Xinheng.Platform.Disclosure.Persons;

/// <summary>A number somebody gave at a door: under which scheme, normalised.</summary>
public sealed record GivenNumber(IdentifierScheme Scheme, string Number)
{
    public bool IsPersons => Scheme.IsPersonal;

    /// <summary>Never says the number.</summary>
    public override string ToString() => $"{Scheme.Code}:***";
}

/// <summary>Whom a number belongs to: persons by their sealed numbers, organisations by their unified code. Never by a name.</summary>
public sealed class SubjectOfNumber(PersonNumbers numbers, SubjectRegister register, Jurisdiction jurisdiction, Clock clock)
{
    /// <summary>The legal date, from which declarations run.</summary>
    public DateOnly Today => clock.Today;

    /// <summary>Reads what was typed. The message never repeats it.</summary>
    public Result<GivenNumber> Read(string? scheme, string? number)
    {
        var known = IdentifierScheme.Find(scheme is { Length: > 0 } ? scheme : IdentifierScheme.ResidentId.Code);
        if (known is null || (!known.IsPersonal && known != IdentifierScheme.Uscc) || known == IdentifierScheme.TaxRegistration)
        {
            return Refusal.Invalid("persons.scheme-unknown",
                "证件种类不认识。请写 resident-id（身份证）、passport（护照）、hk-macao-permit、taiwan-permit、foreign-resident-card，或组织的 uscc。", "scheme");
        }

        var check = known.Check(number, IdentifierContext.Of(clock.Today, jurisdiction.Law, jurisdiction.Profile));
        return check.IsValid
            ? new GivenNumber(known, check.Normalised)
            : Refusal.Invalid("persons.number-invalid", $"{known.Name}不正确，请对照证件核对全部字符后重新填写。", "number");
    }

    public async Task<SubjectId?> FindAsync(NpgsqlConnection connection, GivenNumber given, CancellationToken ct) => given.IsPersons
        ? (await numbers.FindAsync(connection, [(given.Scheme.Code, given.Number)], ct)).Values.FirstOrDefault()?.Subject
        : (await SubjectLookup.FindAsync(connection, [ReferenceOf(given, given.Number)], ct))[0];

    /// <summary>Where an organisation sits, for readers from elsewhere to be noticed; of persons it is not kept.</summary>
    public static async Task<string?> RegionAsync(NpgsqlConnection connection, SubjectId subject, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("select region from subjects.subject where id = $1", connection);
        command.Parameters.AddWithValue(subject.Value);
        return await command.ExecuteScalarAsync(ct) as string;
    }

    /// <summary>The subject, made known now if nobody had a record about it: whoever has none may still declare something.</summary>
    public async Task<Result<SubjectId>> FindOrMakeAsync(Work work, GivenNumber given, CancellationToken ct)
    {
        if (await FindAsync(work.Connection, given, ct) is { } subject)
        {
            return subject;
        }

        if (!given.IsPersons)
        {
            return Refusal.Invalid("persons.organisation-unknown", "没有找到这个统一社会信用代码的主体，请核对。", "number");
        }

        var token = await TokenAsync(work, given, ct);
        if (!token.TryGet(out var known))
        {
            return Result<SubjectId>.Refuse(token.Refusals);
        }

        var reference = ReferenceOf(given, known.ToString());
        return (await register.CreateAsync(work, [reference], ct))[(reference.Scheme, reference.Lookup)];
    }

    /// <summary>The number's token; put on file, if it was not.</summary>
    public async Task<Result<NumberToken>> TokenAsync(Work work, GivenNumber given, CancellationToken ct)
    {
        // Two at once would put one person on file twice; a file that is entering may be long about it.
        if (!await PersonNumbers.TryHoldAloneAsync(work, ct))
        {
            return Refusal.Conflict("persons.busy", "正有数据入库，暂时不能登记新的当事人，请过一会儿再试。");
        }

        if ((await numbers.FindAsync(work.Connection, [(given.Scheme.Code, given.Number)], ct)).Values.FirstOrDefault() is { } onFile)
        {
            return onFile.Token;
        }

        var token = new NumberToken(clock.NewId());
        await SubjectRegister.AddNumbersAsync(work, [numbers.Seal(token, given.Scheme.Code, given.Number)], ct);
        return token;
    }

    private static SubjectReference ReferenceOf(GivenNumber given, string lookup) => given.IsPersons
        ? new SubjectReference(SubjectKind.NaturalPerson, given.Scheme.Code, lookup, "", null)
        : new SubjectReference(SubjectKindWords.OfUnifiedCode(given.Number), given.Scheme.Code, lookup, "", null);
}
