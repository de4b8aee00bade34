using System.Buffers;
using System.Globalization;
using Xinheng.Model.Catalogue;
using Xinheng.Model.Journal;

namespace Xinheng.Model.Records;

/// <summary>
/// What a record counts for from a revision on: its state, its dates, its class. Committed with the revision, so the
/// current state of every record can be rebuilt and none can be revived or prolonged unnoticed.
/// </summary>
public sealed record Standing
{
    public required Operation Operation { get; init; }

    public RecordState State { get; init; } = RecordState.Current;

    public required Nature Nature { get; init; }

    /// <summary>Code of the organisation that handed it in.</summary>
    public required string Provider { get; init; }

    /// <summary>Code of the body that decided; null where the item names none.</summary>
    public string? Authority { get; init; }

    /// <summary>Date of the document.</summary>
    public DateOnly? DecidedOn { get; init; }

    /// <summary>First day no longer public; null while nothing ends it.</summary>
    public DateOnly? PublicUntil { get; init; }

    public Severity? Severity { get; init; }

    /// <summary>The determining body itself confirmed the class; unconfirmed counts as minor, hidden.</summary>
    public bool Confirmed { get; init; }

    /// <summary>具有一定社会影响 (行政处罚法 48); null where the item has no such mark.</summary>
    public bool? Impact { get; init; }

    /// <summary>The record's own openness, where the item leaves it to each record.</summary>
    public Openness? OwnOpenness { get; init; }

    /// <summary>Personal data was found in its free text: not shown until a person has looked.</summary>
    public bool Held { get; init; }

    /// <summary>Marked 异议, or under review or suit.</summary>
    public bool Contested { get; init; }

    /// <summary>Why it was withdrawn, restored or changed, where somebody said.</summary>
    public string? Reason { get; init; }

    /// <summary>Canonical JSON; members without a value are left out.</summary>
    public void Write(IBufferWriter<byte> output)
    {
        var json = new CanonicalJsonWriter(output);
        json.StartObject();
        Text(ref json, OperationKey, Names.Of(Operation));
        Text(ref json, StateKey, Names.Of(State));
        Text(ref json, NatureKey, CatalogueWords.Of(Nature));
        Text(ref json, ProviderKey, Provider);
        Text(ref json, AuthorityKey, Authority);
        Date(ref json, DecidedOnKey, DecidedOn);
        Date(ref json, PublicUntilKey, PublicUntil);
        if (Severity is { } severity)
        {
            json.Key(SeverityKey);
            json.Number((long)severity);
        }

        Flag(ref json, ConfirmedKey, Confirmed);
        if (Impact is { } impact)
        {
            json.Key(ImpactKey);
            json.Boolean(impact);
        }

        Text(ref json, OpennessKey, OwnOpenness is { } own ? CatalogueWords.Of(own) : null);
        Flag(ref json, HeldKey, Held);
        Flag(ref json, ContestedKey, Contested);
        Text(ref json, ReasonKey, Reason);
        json.EndObject();
        json.Complete();
    }

    private static readonly byte[] OperationKey = CanonicalJson.PrepareKey("operation");
    private static readonly byte[] StateKey = CanonicalJson.PrepareKey("state");
    private static readonly byte[] NatureKey = CanonicalJson.PrepareKey("nature");
    private static readonly byte[] ProviderKey = CanonicalJson.PrepareKey("provider");
    private static readonly byte[] AuthorityKey = CanonicalJson.PrepareKey("authority");
    private static readonly byte[] DecidedOnKey = CanonicalJson.PrepareKey("decidedOn");
    private static readonly byte[] PublicUntilKey = CanonicalJson.PrepareKey("publicUntil");
    private static readonly byte[] SeverityKey = CanonicalJson.PrepareKey("severity");
    private static readonly byte[] ConfirmedKey = CanonicalJson.PrepareKey("confirmed");
    private static readonly byte[] ImpactKey = CanonicalJson.PrepareKey("impact");
    private static readonly byte[] OpennessKey = CanonicalJson.PrepareKey("openness");
    private static readonly byte[] HeldKey = CanonicalJson.PrepareKey("held");
    private static readonly byte[] ContestedKey = CanonicalJson.PrepareKey("contested");
    private static readonly byte[] ReasonKey = CanonicalJson.PrepareKey("reason");

    private static void Text(ref CanonicalJsonWriter json, byte[] key, string? value)
    {
        if (value is not null)
        {
            json.Key(key);
            json.String(value);
        }
    }

    private static void Date(ref CanonicalJsonWriter json, byte[] key, DateOnly? value)
    {
        if (value is { } date)
        {
            Span<char> text = stackalloc char[10];
            date.TryFormat(text, out _, "yyyy-MM-dd", CultureInfo.InvariantCulture);
            json.Key(key);
            json.String(text);
        }
    }

    private static void Flag(ref CanonicalJsonWriter json, byte[] key, bool value)
    {
        if (value)
        {
            json.Key(key);
            json.Boolean(true);
        }
    }
}
