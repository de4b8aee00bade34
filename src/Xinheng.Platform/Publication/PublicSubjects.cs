namespace Xinheng.Platform.Publication;

/// <summary>Organisations and individual businesses as strangers find and read them; persons are never in this index.</summary>
public class PublicSubjects
{
    /// <summary>The public file as finished API bytes (UTF-8, camelCase); null when there is none, for whatever reason.</summary>
    public virtual Task<ReadOnlyMemory<byte>?> JsonAsync(string identifier, CancellationToken ct) =>
        throw new NotSupportedException();

    public virtual Task<PublicSubject?> FindAsync(string identifier, CancellationToken ct) =>
        throw new NotSupportedException();

    public virtual Task<SubjectHits> SearchAsync(SubjectQuery query, CancellationToken ct) =>
        throw new NotSupportedException();
}

/// <summary>What a stranger typed, and how far the answer was narrowed.</summary>
/// <param name="Text">A name, a former name, part of one, or a number.</param>
/// <param name="Region">A division code or its leading digits (GB/T 2260).</param>
public sealed record SubjectQuery(string Text, string? Kind, string? Region, string? Cursor);
