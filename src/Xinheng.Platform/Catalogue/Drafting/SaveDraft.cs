using System.Text.RegularExpressions;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Platform.Catalogue.Publishing;
using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.Catalogue.Drafting;

/// <summary>
/// Keeps what somebody drafted of a catalogue file, sound or not: nothing of it is in force. Who wrote in it is remembered,
/// because none of them publishes it.
/// </summary>
public sealed partial class SaveDraft(Journal.Journal journal, Clock clock)
{
    private const int Longest = 400_000;
    private const int LongestNote = 500;

    /// <param name="Note">What for; null leaves it as it is.</param>
    /// <param name="OverNewer">The writer has seen that the file in force changed meanwhile and means this text all the same.</param>
    public sealed record Command(string File, string Text, string? Note, bool OverNewer = false);

    public async Task<Result<Done>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        var text = YamlText.Clean(command.Text);
        if (Problems(command, text, caller) is { Count: > 0 } problems)
        {
            return Result<Done>.Refuse(problems);
        }

        await using var work = await journal.OpenAsync(caller.Actor, Power.DraftCatalogue, ct);
        await work.ExecuteAsync("select pg_advisory_xact_lock(@OneAtATime)", new { PublishCatalogue.OneAtATime }, ct);
        var inForce = (await Drafts.SourceAsync(work.Connection, work.Transaction, ct)).Files.GetValueOrDefault(command.File);
        var draft = await Drafts.OpenAsync(work.Connection, command.File, work.Transaction, ct);
        if (draft is null && text == inForce)
        {
            return Refusal.Conflict("catalogue.draft-same", "和现行版一字不差，没有需要保存的改动。");
        }

        var id = draft?.Id ?? clock.NewId();
        var values = new
        {
            id, command.File, inForce, text, note = command.Note?.Trim(), by = caller.Actor.Identity, work.At, entry = work.Entry.Value,
            command.OverNewer,
        };
        await work.ExecuteAsync(draft is null
            ? """
              insert into catalogue.draft (id, file, base, text, note, state, begun_by, begun_at, changed_by, changed_at)
              values (@id, @File, @inForce, @text, coalesce(@note, ''), 'open', @by, @At, @by, @At)
              """
            : """
              update catalogue.draft
                 set text = @text, note = coalesce(@note, note), changed_by = @by, changed_at = @At,
                     base = case when @OverNewer then @inForce else base end
               where id = @id
              """, values, ct);
        await work.ExecuteAsync("""
            insert into catalogue.draft_hand (draft, by, at, entry) values (@id, @by, @At, @entry) on conflict (draft, by) do nothing
            """, values, ct);
        work.Tell(new { draft = id, file = command.File, text = Draft.DigestOf(text) });
        await work.CommitAsync(ct);
        return default(Done);
    }

    private static List<Refusal> Problems(Command command, string text, Caller caller)
    {
        List<Refusal> problems = [];
        if (!caller.May(Permission.DraftCatalogue, default(Target)))
        {
            problems.Add(Refusal.Forbidden("catalogue.not-editor", "起草目录需要管全平台的平台管理员或值班员角色。"));
        }

        if (!Known().IsMatch(command.File))
        {
            problems.Add(Refusal.Invalid("catalogue.file-name",
                "信息项代码由大写字母开头，只含大写字母、数字和下划线，2 到 32 个字，例如 CF_LP。", "code"));
        }

        if (text.Length > Longest)
        {
            problems.Add(Refusal.TooMuch("catalogue.draft-too-long", $"文本有 {text.Length:N0} 个字，最多 {Longest:N0} 个。") with { Field = DraftPlaces.Text });
        }

        if (command.Note?.Trim().Length > LongestNote)
        {
            problems.Add(Refusal.Invalid("catalogue.note-too-long", $"修改说明有 {command.Note.Trim().Length} 个字，最多 {LongestNote} 个。", "note"));
        }

        return problems;
    }

    [GeneratedRegex("^(items/[A-Z][A-Z0-9_]{1,31}|pack|codesets|envelope)[.]yaml$")]
    private static partial Regex Known();
}
