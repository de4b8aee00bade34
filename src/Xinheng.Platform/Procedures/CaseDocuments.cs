using Dapper;
using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Model.Procedures;
using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.Procedures;

/// <summary>Papers of a case: kept encrypted as they came, each under a key of its own; given back only to those who may see the case.</summary>
public sealed class CaseDocuments(Database database, FileStore files, Clock clock)
{
    public const int Most = 10;
    public const int MostBytes = 10 * 1024 * 1024;
    private const int LongestName = 120;

    /// <param name="Name">As the sender's file is called.</param>
    public sealed record Given(string Name, Stream Content);

    /// <summary>On disk, not yet in any case; <see cref="Discard"/> what the act refused.</summary>
    public sealed record Kept(string Name, string MediaType, FileStore.Written File);

    public sealed record Opened(string Name, string MediaType, Stream Content);

    private sealed record Row(Guid CaseId, Guid File, string Name, string MediaType);

    /// <summary>Keeps what was sent before the act begins. Only PDF, JPEG and PNG, by their first bytes, not by their names.</summary>
    public async Task<Result<IReadOnlyList<Kept>>> KeepAsync(IReadOnlyList<Given> given, CancellationToken ct)
    {
        if (given.Count > Most)
        {
            return Refusal.Invalid("procedures.too-many-documents", $"一次最多交 {Most} 份材料，现有 {given.Count} 份。请合并后再交。", "documents");
        }

        List<Kept> kept = [];
        List<Refusal> problems = [];
        foreach (var one in given)
        {
            var head = new byte[8];
            var read = await one.Content.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, ct);
            if (PaperKind.Of(head.AsSpan(0, read)) is not { } type)
            {
                problems.Add(Refusal.Invalid("procedures.document-type", $"材料“{Name(one.Name)}”不是 PDF、JPEG 或 PNG 文件。请另存为其中一种。", "documents"));
                continue;
            }

            await using var whole = new PrefixedStream(head.AsMemory(0, read), one.Content);
            var written = await files.WriteAsync(whole, MostBytes, ct);
            problems.AddRange(written.Refusals.Select(r => r with { Field = "documents" }));
            if (written.TryGet(out var file))
            {
                kept.Add(new Kept(Name(one.Name), type, file));
            }
        }

        if (problems.Count == 0)
        {
            return kept;
        }

        Discard(kept);
        return Result<IReadOnlyList<Kept>>.Refuse(problems);
    }

    /// <summary>Files them with the case, within the act.</summary>
    /// <param name="isFiled">An act before this one filed the same papers with another case.</param>
    public async Task AttachAsync(CaseInHand hand, Party party, IReadOnlyList<Kept> kept, CancellationToken ct, bool isFiled = false)
    {
        foreach (var one in kept)
        {
            if (!isFiled)
            {
                await files.RecordAsync(hand.Work.Transaction, one.File, ct);
            }

            await hand.Work.ExecuteAsync("""
                insert into procedures.document (id, case_id, file, name, media_type, length, digest, party, added_at, entry)
                values (@id, @file, @stored, @Name, @MediaType, @Length, @Digest, @party, @At, @entry)
                """, new
            {
                id = clock.NewId(), file = hand.File.Id.Value, stored = one.File.Id, one.Name, one.MediaType, one.File.Length, one.File.Digest,
                party = PartyWords.Code(party), hand.Work.At, entry = hand.Work.Entry.Value,
            }, ct);
        }
    }

    public void Discard(IEnumerable<Kept> kept)
    {
        foreach (var one in kept)
        {
            files.Discard(one.File);
        }
    }

    /// <summary>One paper, for whoever may see its case.</summary>
    public async Task<Result<Opened>> OpenAsync(Guid document, Caller caller, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(
            "select case_id as CaseId, file, name, media_type as MediaType from procedures.document where id = @document", new { document }, cancellationToken: ct));
        var file = row is null ? null : (await connection.QuerySingleOrDefaultAsync<CaseTable.Row>(new CommandDefinition(
            $"select {CaseTable.Columns} from procedures.case_file c where c.id = @CaseId", row, cancellationToken: ct)))?.ToFile();
        return file is not null && CaseSight.MaySee(file, caller)
            ? new Opened(row!.Name, row.MediaType, await files.OpenAsync(row.File, ct))
            : CaseSight.NotFound;
    }

    private static string Name(string given)
    {
        var name = Text.WithoutPersonsNumbers(Text.Visible(Path.GetFileName(given.Replace('\\', '/'))).ReplaceLineEndings(" "));
        return name.Length == 0 ? "材料" : name.Length <= LongestName ? name : name[..LongestName];
    }
}
