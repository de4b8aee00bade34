using System.Globalization;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Model.Publication;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Journal;
using Xinheng.Platform.Law;
using Xinheng.Platform.Publication.Authentic;
using Xinheng.Platform.Subjects.Persons;

namespace Xinheng.Platform.Publication.Papers;

/// <summary>
/// 此人非彼人: for a namesake, that a record or an organisation's page is about somebody else, on that day. Files are compared, never
/// names. The platform keeps the certificate's digest and nothing of what it says. A rule of the platform; no fee.
/// </summary>
public sealed class CertifyOther(
    Journal.Journal journal, PersonNumbers numbers, SigningKeys keys, CheckCodes codes, Clock clock, XinhengOptions options)
{
    /// <summary>Certificates that one account gets in a day; a counter serves many.</summary>
    public const int MostADay = 10;
    public const int MostADayAtCounter = 200;

    /// <param name="About">A record's number, the address of its page or of an organisation's.</param>
    /// <param name="Served">Whom a clerk serves, known by the document shown; null: the caller's own.</param>
    public sealed record Command(string About, SubjectId? Served = null);

    private sealed record Found(Guid Subject, string Line, string Value, string What);

    public async Task<Result<PaperInHand>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        if (Holder.Of(caller, command.Served) is not { } subject)
        {
            return Holder.NotOwn;
        }

        if (CopiesInText.Find(command.About).Found is not [{ Code: null } named])
        {
            return Refusal.Invalid("publication.certificate-about",
                "请写明一条记录的编号，或者一条记录、一家单位的页面地址；一次办一个。", "about");
        }

        await using var work = await journal.OpenAsync(caller.Actor, Power.CertifyOther, ct);
        if (await IsTooManyAsync(work, command.Served is null ? MostADay : MostADayAtCounter, ct))
        {
            return Refusal.TooMuch("publication.certificate-too-many", $"一个账户一天最多开具 {MostADay} 份（窗口 {MostADayAtCounter} 份），请明天再办。");
        }

        if (await FindAsync(work, named, ct) is not { } found || await Holder.FindAsync(work.Connection, numbers, subject, ct) is not { } holder)
        {
            return Refusal.NotFound("publication.certificate-nothing", "没有这条记录或这家单位，或者平台没有您的档案，无法比对。请核对编号或地址。") with { Field = "about" };
        }

        if (found.Subject == subject.Value)
        {
            return Refusal.Conflict("publication.certificate-own", $"{found.What}就是关于您本人的，不能开具这份证明。内容有错的，请提出异议。") with { Field = "about" };
        }

        var id = clock.NewId();
        var paper = PaperInHand.Of(PaperOf(found, holder), id, keys, codes);
        var digest = Hash256.Of(paper.File);
        await work.ExecuteAsync("insert into publication.certificate (id, sha256, issued_on, entry) values (@id, @sha256, @day, @entry)",
            new { id, sha256 = digest.ToArray(), day = paper.Paper.Day, entry = work.Entry.Value }, ct);
        work.Tell(new { certificate = id, digest = digest.ToString(), on = paper.Paper.Day });
        await work.CommitAsync(ct);
        return paper;
    }

    // Ids of entries rise with time: the day's are the end of the table.
    private static async Task<bool> IsTooManyAsync(Work work, int most, CancellationToken ct)
    {
        await work.ExecuteAsync("select pg_advisory_xact_lock(hashtextextended('publication.certificate ' || @Identity, 0))", work.Actor, ct);
        return await work.FindAsync<int>("""
            select count(*)::int from journal.entry e
             where e.id > @since and e.power = @power and e.content ->> 'actor' = @Identity
            """, new { since = Guid.CreateVersion7(work.At.AddDays(-1)), power = work.Power.Code, work.Actor.Identity }, ct) >= most;
    }

    // A record by its number, public or not: whoever was told one may have to clear it up.
    private static async Task<Found?> FindAsync(Work work, FoundCopy named, CancellationToken ct)
    {
        if (named.Record is { } record)
        {
            return await work.FindAsync<Guid?>("select subject_id from records.record where record_id = @record", new { record }, ct) is { } about
                ? new Found(about, "记录编号", record.ToString("D"), "这条记录")
                : null;
        }

        var subject = await work.FindAsync<(Guid Id, string Name)?>(
            "select id, name from subjects.subject where code = @Subject and kind <> 'natural_person'", named, ct);
        return subject is var (id, name) ? new Found(id, "单位", $"{name}（{named.Subject}）", "这家单位") : null;
    }

    private Paper PaperOf(Found found, Holder holder)
    {
        var today = clock.Today;
        return new()
        {
            Kind = Paper.OtherPerson, Origin = options.Origin, Day = today, Title = "此人非彼人证明",
            Sentence = $"截至{today.ToString("yyyy年M月d日", CultureInfo.InvariantCulture)}，持证人与下列{(found.Line == "单位" ? "单位" : "记录所涉主体")}不是同一主体。本证明当日有效。",
            Lines = [.. holder.Lines(), new(found.Line, found.Value), new("比对方法", "按平台内部主体编号比对，不按姓名或名称")],
        };
    }
}
