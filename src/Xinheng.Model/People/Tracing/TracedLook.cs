using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;

namespace Xinheng.Model.People.Tracing;

/// <summary>Who looked, as it was at that moment: a later move to another body or region changes nothing of it.</summary>
/// <param name="Account">Of a member of staff.</param>
/// <param name="Machine">Name of a department's system, or of the program.</param>
/// <param name="Region">Division code of the organisation.</param>
/// <param name="HadLapsed">The account or system had ended, or held no role any more.</param>
public sealed record Looker(ActorKind Door, AccountId? Account, string? Machine, string? Organisation, string? Region, bool HadLapsed = false);

/// <summary>One line of the trace as it was written, once and for ever.</summary>
public sealed record TracedLook(LookId Id, DateTimeOffset At, Looker By, Look Look)
{
    public const int SaltLength = 16;

    /// <summary>What the hour's tree commits to: SHA-256 over the salt and the line. Without the salt nobody can try who it was.</summary>
    public Hash256 Commit(ReadOnlySpan<byte> salt, ArrayBufferWriter<byte> buffer)
    {
        if (salt.Length != SaltLength)
        {
            throw new ArgumentException($"A salt has {SaltLength} bytes, not {salt.Length}.", nameof(salt));
        }

        buffer.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(buffer))
        {
            Write(json);
        }

        return Hash256.Of(salt, buffer.WrittenSpan);
    }

    private void Write(Utf8JsonWriter json)
    {
        json.WriteStartArray();
        json.WriteStringValue(Id.Value);
        json.WriteStringValue(At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture));
        json.WriteStringValue(By.Door.ToString());
        json.WriteStringValue(By.Account?.ToString());
        json.WriteStringValue(By.Machine);
        json.WriteStringValue(By.Organisation);
        json.WriteStringValue(By.Region);
        json.WriteBooleanValue(By.HadLapsed);
        json.WriteStringValue(Look.Kind.ToString());
        json.WriteStringValue(Look.Subject?.ToString());
        json.WriteStringValue(Look.SubjectRegion);
        json.WriteStartArray();
        foreach (var item in Look.Items)
        {
            json.WriteStringValue(item);
        }

        json.WriteEndArray();
        json.WriteStringValue(Look.Purpose);
        json.WriteStringValue(Look.Matter);
        json.WriteBooleanValue(Look.IsMatterDue);
        json.WriteStringValue(Look.Authorisation?.ToString());
        json.WriteStringValue(Look.Result.ToString());
        json.WriteNumberValue(Look.Rows);
        json.WriteEndArray();
    }
}
